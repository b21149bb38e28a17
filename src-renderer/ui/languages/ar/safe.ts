import type { Entry } from '../entry.ts';
import type { TextKey } from '../fr.ts';

/** The quick way out, and the page that is left on the screen: it could be on any wall. */
export const safe = {
  'safe.quit': 'خُروج سَريع',
  'check.alone': 'هَل أَنتُم وَحدَكُم في المَقصورة؟',
  'poster.title': 'غَسل اليَدَين',
  'poster.text': 'ثَلاثون ثانِية، بِالماء والصّابون.',
  'poster.wet': 'بَلِّلوا اليَدَين.',
  'poster.soap': 'اِفرُكوا بِالصّابون الكَفَّين وظَهر اليَدَين والأَصابِع.',
  'poster.rinse': 'اُشطُفوا ثُمّ جَفِّفوا.',
  'poster.close': 'إِغلاق',
} as const satisfies Partial<Record<TextKey, Entry>>;
