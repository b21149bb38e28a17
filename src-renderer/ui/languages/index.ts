import type { Language } from '../../../state-machines/contract.ts';
import { found } from './found.ts';
import { fr, type TextKey } from './fr.ts';
import type { LanguageInfo } from './language.ts';

export type { Entry } from './entry.ts';
export { textOf, voiceOf } from './entry.ts';
export type { TextKey } from './fr.ts';
export type { LanguageInfo } from './language.ts';

export const languages: Readonly<Record<Language, LanguageInfo>> = found;

/** Every key, in the order of the source language. */
export const textKeys = Object.keys(fr) as TextKey[];

/** What is printed for a patient of this language: pdfmake lays letters from left to right only, and unjoined. */
export const paperLanguage = (language: Language): Language =>
  languages[language].dir === 'rtl' ? 'fr' : language;
