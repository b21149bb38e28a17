import type { Language } from '../../../state-machines/contract.ts';
import { en } from './en.ts';
import type { Entry } from './entry.ts';
import { fr, type TextKey } from './fr.ts';
import { frFalc } from './fr-falc.ts';

export type { Entry } from './entry.ts';
export { textOf, voiceOf } from './entry.ts';
export type { TextKey } from './fr.ts';

export interface LanguageInfo {
  /** The language's own name for itself. */
  readonly name: string;
  /** BCP 47, for the lang attribute. */
  readonly tag: string;
  readonly dir: 'ltr' | 'rtl';
  readonly texts: Readonly<Record<TextKey, Entry>>;
}

export const languages: Readonly<Record<Language, LanguageInfo>> = {
  fr: { name: 'Français', tag: 'fr', dir: 'ltr', texts: fr },
  'fr-falc': { name: 'Français facile', tag: 'fr', dir: 'ltr', texts: frFalc },
  en: { name: 'English', tag: 'en', dir: 'ltr', texts: en },
};

/** Every key, in the order of the source language. */
export const textKeys = Object.keys(fr) as TextKey[];
