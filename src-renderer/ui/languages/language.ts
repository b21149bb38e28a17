import type { Entry } from './entry.ts';
import type { TextKey } from './fr.ts';

interface Recording {
  /** As the engine calls the language, such as fr-FR. */
  readonly locale: string;
  /** kbit/s of Opus. */
  readonly kilobits: number;
  /** dB to −16 LUFS, of a voice that is always as loud; absent: every clip is measured. */
  readonly gain?: number;
}

/** How the clips of a language are rendered: pico2wave where it has a voice, espeak-ng otherwise. */
export type Voice =
  | ({ readonly engine: 'pico' } & Recording)
  /** Speed in words a minute. */
  | ({ readonly engine: 'espeak'; readonly speed: number } & Recording);

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
