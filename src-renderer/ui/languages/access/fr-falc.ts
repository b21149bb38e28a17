import type { Entry } from '../entry.ts';
import type { accessFr } from './fr.ts';

export const accessFrFalc = {
  'access.open': 'Mes besoins',
  'access.title': 'De quoi avez-vous besoin ?',
  'access.text': 'Ces choix s’effacent après la visite.',
  'access.large': 'Écrire plus gros',
  'access.contrast': 'Couleurs plus fortes',
  'access.still': 'Rien ne bouge à l’écran',
  'access.slow': 'Voix plus lente',
  'access.low': 'Boutons en bas de l’écran',
  'access.switch': { text: 'Un seul bouton', voice: 'Les choix passent un par un. Une touche choisit.' },
  'access.pace': 'Vitesse',
  'access.pace.slow': 'Lente',
  'access.pace.medium': 'Moyenne',
  'access.pace.fast': 'Rapide',
  'access.done': 'C’est bien ainsi',
} as const satisfies Record<keyof typeof accessFr, Entry>;
