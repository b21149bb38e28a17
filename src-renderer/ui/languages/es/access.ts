import type { Entry } from '../entry.ts';
import type { TextKey } from '../fr.ts';

/** What makes the screen usable for one person, until the visit ends. */
export const access = {
  'access.open': 'Accesibilidad',
  'access.title': '¿Qué necesita?',
  'access.text': 'Estos ajustes se borran al final de la visita.',
  'access.large': 'Textos grandes',
  'access.contrast': 'Contraste fuerte',
  'access.still': 'Sin animación',
  'access.slow': 'Voz más lenta',
  'access.low': 'Botones abajo en la pantalla',
  'access.switch': {
    text: 'Un solo botón',
    voice: 'Un solo botón: las opciones pasan una a una, una tecla elige.',
  },
  'access.pace': 'Velocidad del paso',
  'access.pace.slow': 'Lenta',
  'access.pace.medium': 'Media',
  'access.pace.fast': 'Rápida',
  'access.done': 'Así está bien',
} as const satisfies Partial<Record<TextKey, Entry>>;
