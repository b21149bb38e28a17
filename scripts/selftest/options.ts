/** What the command line of the self-test says. */
import path from 'node:path';
import { parseArgs } from 'node:util';
import { TECHNICIAN_LANGUAGES, type TechnicianLanguage } from '../../src-renderer/technician/texts/index.ts';

export interface SelftestOptions {
  readonly json: boolean;
  readonly language: TechnicianLanguage;
  /** Null: every check. */
  readonly ids: readonly string[] | null;
  readonly data: string;
}

/** null: wrong use. `folder`: of the data when nothing names one. */
export function readOptions(
  args: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
  folder: string,
): SelftestOptions | null {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: {
        json: { type: 'boolean', default: false },
        lang: { type: 'string', default: 'fr' },
        only: { type: 'string' },
        data: { type: 'string' },
      },
      strict: true,
    });
    const language = TECHNICIAN_LANGUAGES.find((name) => name === values.lang);
    const ids = values.only?.split(',').filter((id) => id !== '') ?? null;
    if (language === undefined || ids?.length === 0) return null;
    const data = path.resolve(values.data ?? (env.BOX_DATA || folder));
    return { json: values.json, language, ids, data };
  } catch {
    return null;
  }
}
