/** Written by scripts/voice-pack.ts; one line a language. */
import { language as ar } from './ar/language.ts';
import { language as en } from './en/language.ts';
import { language as es } from './es/language.ts';
import { language as fr } from './fr/language.ts';
import { language as frFalc } from './fr-falc/language.ts';
import { language as pt } from './pt/language.ts';
import { language as ru } from './ru/language.ts';
import { language as tr } from './tr/language.ts';

// biome-ignore format: one line a language
export const found = {
  fr,
  'fr-falc': frFalc,
  ar,
  en,
  es,
  pt,
  ru,
  tr,
};
