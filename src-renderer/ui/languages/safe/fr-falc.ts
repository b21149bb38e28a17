import type { Entry } from '../entry.ts';
import type { safeFr } from './fr.ts';

export const safeFrFalc: Readonly<Record<keyof typeof safeFr, Entry>> = {
  'safe.quit': 'Sortie rapide',
  'check.alone': 'Êtes-vous seul ou seule dans la cabine ?',
  'poster.title': 'Se laver les mains',
  'poster.text': 'Avec de l’eau et du savon. Pendant trente secondes.',
  'poster.wet': 'Mouillez vos mains.',
  'poster.soap': 'Mettez du savon partout.',
  'poster.rinse': 'Rincez et séchez.',
  'poster.close': 'Fermer',
};
