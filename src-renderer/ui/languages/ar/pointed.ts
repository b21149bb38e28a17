import { type Entry, textOf, voiceOf } from '../entry.ts';

/** Short vowels, doubled letters and final n; not the final "an", which is written. */
const POINTS = /[\u064C-\u0652\u0670]/gu;

type Unpointed<T> = { readonly [K in keyof T]: Entry };

/**
 * Arabic texts are kept with their vowel points: the voice cannot guess short vowels. On the screen they are written
 * as people write, without.
 */
export function pointed<T extends Readonly<Record<string, Entry>>>(texts: T): Unpointed<T> {
  return Object.fromEntries(
    Object.entries(texts).map(([key, entry]) => [
      key,
      { text: textOf(entry).replaceAll(POINTS, ''), voice: voiceOf(entry) },
    ]),
  ) as Unpointed<T>;
}
