import type { Entry } from '../entry.ts';
import type { TextKey } from '../fr.ts';

/** Who the patient is beyond his name: asked of everybody, one question a screen. */
export const person = {
  'details.sex.title': '¿Cuál es su sexo?',
  'details.sex.text': 'Como está escrito en su documento de identidad.',
  'details.sex.female': 'Femenino',
  'details.sex.male': 'Masculino',
  'details.sex.unsaid': 'No quiero decirlo',
  'details.companion.title': '¿Le acompaña alguien?',
  'details.companion.text': 'El médico sabrá quién está.',
  'details.companion.nobody': 'No, nadie',
  'details.companion.relative': 'Sí, un familiar o amigo',
  'details.companion.carer': 'Sí, una persona que me ayuda',
  'details.companion.interpreter': 'Sí, un intérprete',
  'details.companion.other': 'Sí, otra persona',
  'details.guardian.title': '¿Está presente un padre, una madre o un tutor?',
  'details.guardian.text': 'Se pregunta a toda persona menor de 18 años.',
  'details.guardian.parent': 'Sí, mi padre o mi madre',
  'details.guardian.guardian': 'Sí, un tutor o una tutora',
  'details.guardian.absent': 'No',
  'details.guardianName.title': '¿Cómo se llama esa persona?',
  'details.guardianName.text': 'Escriba el nombre y el apellido del padre, de la madre o del tutor.',
  'details.guardianName.label': 'Nombre y apellido del padre, madre o tutor',
  'details.guardianName.empty': 'El nombre está vacío. Escriba el nombre del padre, de la madre o del tutor.',
  'details.minorAlone.title': 'Puede hablar con el médico',
  'details.minorAlone.text':
    'Tiene menos de 18 años y no está ningún padre. El médico lo sabrá. Le dirá lo que puede hacer.',
  'details.minorAlone.go': 'Entendido, continúo',
  'details.callback.title': '¿A qué número podemos llamarle?',
  'details.callback.text': 'Si la llamada se corta, el médico puede telefonearle.',
  'details.callback.label': 'Número de teléfono',
  'details.callback.empty': 'El número está vacío. Escríbalo, o toque «Sin número».',
  'details.callback.bad': 'Este número no está completo. Compruébelo.',
  'details.callback.skip': 'Sin número',
} as const satisfies Partial<Record<TextKey, Entry>>;
