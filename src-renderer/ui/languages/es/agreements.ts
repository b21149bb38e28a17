import type { Entry } from '../entry.ts';
import type { TextKey } from '../fr.ts';

/** What the patient agreed to: asked where it is needed, seen and taken back at any time of the visit. */
export const agreements = {
  'action.info': 'Información',
  'agreements.title': 'Sus permisos y los números útiles',
  'agreements.text': 'Puede cambiar de opinión en cualquier momento.',
  'agreements.visit': 'La consulta',
  'agreements.pictures': 'Las fotos y los sonidos',
  'agreements.third': 'Otra persona en la llamada',
  'agreements.share': 'Las notas para el próximo médico',
  'agreements.given': 'Usted dijo que sí.',
  'agreements.refused': 'Usted dijo que no.',
  'agreements.notAsked': 'Todavía no se ha preguntado.',
  'agreements.withdraw': 'Ya no quiero',
  'agreements.give': 'Estoy de acuerdo',
  'agreements.stop.title': '¿Parar la consulta?',
  'agreements.stop.text': 'El médico ya no le verá. No se anotará nada más.',
  'agreements.stop.yes': 'Sí, parar',
  'agreements.stop.no': 'No, continuar',
  'third.title': 'El médico le pregunta',
  'third.colleague': '¿Puede otro médico entrar en la llamada? Puede decir que no, la visita continúa.',
  'third.interpreter': '¿Puede un intérprete entrar en la llamada? Puede decir que no, la visita continúa.',
  'third.student':
    '¿Puede un estudiante de medicina entrar en la llamada? Puede decir que no, la visita continúa.',
  'third.yes': 'Sí, estoy de acuerdo',
  'third.no': 'No',
} as const satisfies Partial<Record<TextKey, Entry>>;
