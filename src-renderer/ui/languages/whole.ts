import { en } from './en.ts';
import type { Entry } from './entry.ts';
import type { TextKey } from './fr.ts';

/** English stands in for what is not translated yet. */
export const whole = (texts: Readonly<Partial<Record<TextKey, Entry>>>): Record<TextKey, Entry> => ({
  ...en,
  ...texts,
});
