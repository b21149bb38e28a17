import type { Language } from '../../../state-machines/contract.ts';
import index from './pack-index.json' with { type: 'json' };

const files: Readonly<Record<string, Readonly<Record<string, string>>>> = index;

/** Address of the clip that says `key` in `language`, or null when the pack has none. The pack is beside the page. */
export function clipUrl(language: Language, key: string): string | null {
  const file = files[language]?.[key];
  return file === undefined ? null : `./voice/${file}`;
}
