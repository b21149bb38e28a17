import type { Entry } from '../entry.ts';
import type { TextKey } from '../fr.ts';

/** The quick way out, and the page that is left on the screen: it could be on any wall. */
export const safe = {
  'safe.quit': 'Saída rápida',
  'check.alone': 'Está a sós na cabina?',
  'poster.title': 'Lavar as mãos',
  'poster.text': 'Trinta segundos, com água e sabão.',
  'poster.wet': 'Molhar as mãos.',
  'poster.soap': 'Ensaboar as palmas, as costas das mãos e os dedos.',
  'poster.rinse': 'Enxaguar e secar.',
  'poster.close': 'Fechar',
} as const satisfies Partial<Record<TextKey, Entry>>;
