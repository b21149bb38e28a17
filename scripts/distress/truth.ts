/** The truth beside a folder of clips: JSON lines `{"file","signal"|null,"start","end"}`, a line an act or a quiet file. */
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { SIGNALS } from '../../state-machines/distress/vocabulary.ts';

/** Beside the clips, unless told otherwise. */
export const TRUTH_FILE = 'truth.jsonl';

const seconds = z.number().min(0).nullable().default(null);
const lineSchema = z.strictObject({
  /** Below the folder of the truth's clips. */
  file: z.string().min(1),
  /** Null: nothing may be found in this file. */
  signal: z.enum(SIGNALS).nullable(),
  /** Null with a signal: somewhere in the file. */
  start: seconds,
  /** Null: to the end of the file, or not known. */
  end: seconds,
});
export type Truth = z.infer<typeof lineSchema>;

export async function readTruth(
  file: string,
): Promise<{ readonly lines: readonly Truth[] } | { readonly problem: string }> {
  const name = path.basename(file);
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (error) {
    return { problem: `${file}: ${(error as NodeJS.ErrnoException).code ?? 'unreadable'}` };
  }
  const lines: Truth[] = [];
  for (const [index, line] of text.split('\n').entries()) {
    if (line.trim() === '') continue;
    const at = `${name}:${index + 1}`;
    let json: unknown;
    try {
      json = JSON.parse(line);
    } catch {
      return { problem: `${at}: not JSON` };
    }
    const parsed = lineSchema.safeParse(json);
    if (!parsed.success) {
      const [issue] = parsed.error.issues;
      return { problem: `${at}: ${issue?.path.join('.') ?? ''}: ${issue?.message ?? 'not a truth line'}` };
    }
    lines.push(parsed.data);
  }
  const quiet = new Set(lines.filter(({ signal }) => signal === null).map((line) => line.file));
  const both = lines.find((line) => line.signal !== null && quiet.has(line.file));
  if (both !== undefined) return { problem: `${name}: ${both.file} is both quiet and not` };
  return lines.length === 0 ? { problem: `${name}: empty` } : { lines };
}
