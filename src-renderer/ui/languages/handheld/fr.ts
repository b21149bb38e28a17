import type { Entry } from '../entry.ts';

/** Thermometers that a helper holds and reads. */
export const handheldFr = {
  'earTemperature.prepare.title': 'Préparez le thermomètre d’oreille',
  'earTemperature.prepare.text': 'Trois choses avant de mesurer la température.',
  'earTemperature.prepare.cover': 'Un embout neuf sur le thermomètre',
  'earTemperature.prepare.ear': 'Une oreille qui n’était pas sur un coussin',
  'earTemperature.prepare.wait': '20 minutes après le bain, le froid ou le chaud',
  'earTemperature.position.title': 'Mettez la pointe dans l’oreille',
  'earTemperature.position.up': 'Tirez l’oreille vers le haut et l’arrière. La pointe vers le nez. Mesurez.',
  'earTemperature.position.down': 'Tirez l’oreille vers le bas et l’arrière. La pointe vers le nez. Mesurez.',
  'earTemperature.repeat.title': 'Encore une mesure',
  'earTemperature.repeat.text': 'Trois mesures, dans la même oreille : la plus haute compte.',
  'foreheadTemperature.prepare.title': 'Préparez le front',
  'foreheadTemperature.prepare.text': 'Trois choses avant de mesurer la température.',
  'foreheadTemperature.prepare.bare': 'Le front nu : ni cheveux, ni bonnet',
  'foreheadTemperature.prepare.dry': 'Le front sec, sans maquillage',
  'foreheadTemperature.prepare.inside': 'Depuis un moment à l’intérieur',
  'foreheadTemperature.position.title': 'Devant le milieu du front',
  'foreheadTemperature.position.text': 'À la distance que montre l’appareil. Appuyez sur son bouton.',
  'foreheadTemperature.repeat.title': 'Encore une mesure',
  'foreheadTemperature.repeat.text': 'Essuyez le front, attendez un instant, puis mesurez.',
  'typed.title': 'Quel nombre affiche le thermomètre ?',
  'typed.text': 'La personne qui aide tape les trois chiffres, sans la virgule.',
  'typed.label': 'Température affichée',
  'typed.confirm': 'C’est ce nombre',
  'typed.outside': 'Un nombre entre 30 et 43,5.',
  'typed.judge': 'Le nombre est vérifié.',
  'typed.done': 'La mesure est enregistrée. Jetez l’embout et reposez le thermomètre.',
} as const satisfies Record<string, Entry>;

export type HandheldKey = keyof typeof handheldFr;
