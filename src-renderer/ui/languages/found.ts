/** Written by scripts/voice-pack.ts; one line a language. */
import { language as en } from './en/language.ts';
import { language as fr } from './fr/language.ts';
import { language as frFalc } from './fr-falc/language.ts';

// biome-ignore format: one line a language
export const found = {
  fr,
  'fr-falc': frFalc,
  en,
};
