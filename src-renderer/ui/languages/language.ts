import type { Entry } from './entry.ts';
import type { TextKey } from './fr.ts';

/** How the clips of a language are rendered. */
export type Voice =
  /** pico2wave, by its own name of the language, such as fr-FR. */
  | { readonly engine: 'pico'; readonly locale: string; readonly kilobits: number }
  /** espeak-ng; its speed in words a minute. */
  | {
      readonly engine: 'espeak';
      readonly locale: string;
      readonly kilobits: number;
      readonly speed: number;
    };

/** One language of the patient's screens: what the `language.ts` of its folder exports. The folder's name is its id. */
export interface LanguageInfo {
  /** The language's own name for itself, in its own letters. */
  readonly name: string;
  /** BCP 47, for the lang attribute, numbers and dates. */
  readonly tag: string;
  readonly dir: 'ltr' | 'rtl';
  /** Where people of this language look for Latin letters: names are written as on French papers. */
  readonly keyboard: 'azerty' | 'qwerty';
  readonly voice: Voice;
  readonly texts: Readonly<Record<TextKey, Entry>>;
}
