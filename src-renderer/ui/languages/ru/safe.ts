import type { Entry } from '../entry.ts';
import type { TextKey } from '../fr.ts';

/** The quick way out, and the page that is left on the screen: it could be on any wall. */
export const safe = {
  'safe.quit': 'Быстрый выход',
  'check.alone': 'В кабине больше никого нет?',
  'poster.title': 'Как мыть руки',
  'poster.text': 'Тридцать секунд, водой с мылом.',
  'poster.wet': 'Намочить руки.',
  'poster.soap': 'Намылить ладони, тыльную сторону рук и пальцы.',
  'poster.rinse': 'Смыть и вытереть.',
  'poster.close': 'Закрыть',
} as const satisfies Partial<Record<TextKey, Entry>>;
