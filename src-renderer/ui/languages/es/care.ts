import type { Entry } from '../entry.ts';
import type { TextKey } from '../fr.ts';

/** When the watch asks whether all is well. */
export const care = {
  'care.title': '¿Va todo bien?',
  'care.text': 'Toque el botón grande. Sin respuesta, se llama a alguien de la recepción.',
  'care.well': 'Sí, todo va bien',
  'care.unwell': 'No, necesito ayuda',
  'care.seconds': { text: '{{seconds}} segundos', voice: 'Responda ahora, por favor.' },
  'care.called.title': 'Se ha llamado a la recepción',
  'care.called.text': 'Quédese donde está. Alguien está avisado.',
  'care.coming.title': 'Alguien viene',
  'care.coming.text': 'La recepción ha respondido. Quédese donde está.',
  'care.unreachable.title': 'No se puede llamar a la recepción',
  'care.unreachable.text': 'Llame en voz alta, o marque el 15 en un teléfono.',
  'check.hears': '¿Oye bien al médico?',
  'check.at-ease': '¿Se siente a gusto para continuar?',
  'check.yes': 'Sí',
  'check.no': 'No',
  'care.close': 'Entendido',
} as const satisfies Partial<Record<TextKey, Entry>>;
