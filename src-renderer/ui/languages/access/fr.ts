import type { Entry } from '../entry.ts';

/** What makes the screen usable for one person, until the visit ends. */
export const accessFr = {
  'access.open': 'Accessibilité',
  'access.title': 'De quoi avez-vous besoin ?',
  'access.text': 'Ces réglages s’effacent à la fin de la visite.',
  'access.large': 'Textes en grand',
  'access.contrast': 'Contraste fort',
  'access.still': 'Sans animation',
  'access.slow': 'Voix plus lente',
  'access.low': 'Boutons en bas de l’écran',
  'access.switch': {
    text: 'Un seul bouton',
    voice: 'Un seul bouton : les choix défilent, une touche choisit.',
  },
  'access.pace': 'Vitesse du défilement',
  'access.pace.slow': 'Lente',
  'access.pace.medium': 'Moyenne',
  'access.pace.fast': 'Rapide',
  'access.done': 'C’est bien ainsi',
} as const satisfies Record<string, Entry>;
