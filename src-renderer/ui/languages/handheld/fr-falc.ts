import type { Entry } from '../entry.ts';
import type { HandheldKey } from './fr.ts';

/** Where `fr` is not plain enough. */
export const handheldPlain: Partial<Record<HandheldKey, Entry>> = {
  'earTemperature.prepare.text': 'Faites ces trois choses.',
  'earTemperature.prepare.cover': 'Mettez un embout neuf',
  'earTemperature.prepare.ear': 'L’oreille n’était pas sur un coussin',
  'earTemperature.prepare.wait': 'Attendez 20 minutes après le bain',
  'earTemperature.position.up': 'Tirez l’oreille vers le haut. Appuyez sur le bouton du thermomètre.',
  'earTemperature.position.down': 'Tirez l’oreille vers le bas. Appuyez sur le bouton du thermomètre.',
  'earTemperature.repeat.text': 'Mesurez dans la même oreille.',
  'foreheadTemperature.prepare.text': 'Faites ces trois choses.',
  'foreheadTemperature.prepare.bare': 'Enlevez les cheveux du front',
  'foreheadTemperature.prepare.dry': 'Essuyez le front',
  'foreheadTemperature.prepare.inside': 'Restez un peu à l’intérieur',
  'foreheadTemperature.position.text': 'Appuyez sur le bouton du thermomètre.',
  'foreheadTemperature.repeat.text': 'Essuyez le front. Puis mesurez.',
  'typed.text': 'La personne qui aide tape le nombre ici.',
  'typed.judge': 'Attendez un peu.',
  'typed.done': 'La mesure est gardée. Jetez l’embout.',
};
