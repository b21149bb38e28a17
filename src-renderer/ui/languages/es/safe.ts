import type { Entry } from '../entry.ts';
import type { TextKey } from '../fr.ts';

/** The quick way out, and the page that is left on the screen: it could be on any wall. */
export const safe = {
  'safe.quit': 'Salida rápida',
  'check.alone': '¿Está a solas en la cabina?',
  'poster.title': 'Lavarse las manos',
  'poster.text': 'Treinta segundos, con agua y jabón.',
  'poster.wet': 'Mojar las manos.',
  'poster.soap': 'Enjabonar las palmas, el dorso de las manos y los dedos.',
  'poster.rinse': 'Enjuagar y secar.',
  'poster.close': 'Cerrar',
} as const satisfies Partial<Record<TextKey, Entry>>;
