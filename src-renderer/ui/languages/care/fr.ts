/** After a fall, or a call for help: what everybody in the cabinet may see and hear. */
export const careFr = {
  'care.title': 'Est-ce que tout va bien ?',
  'care.text': 'Touchez le grand bouton. Sans réponse, quelqu’un de l’accueil est appelé.',
  'care.well': 'Oui, tout va bien',
  'care.unwell': 'Non, j’ai besoin d’aide',
  'care.seconds': { text: '{{seconds}} secondes', voice: 'Répondez maintenant, s’il vous plaît.' },
  'care.called.title': 'L’accueil est appelé',
  'care.called.text': 'Restez où vous êtes. Quelqu’un est prévenu.',
  'care.coming.title': 'Quelqu’un arrive',
  'care.coming.text': 'L’accueil a répondu. Restez où vous êtes.',
  'care.unreachable.title': 'L’accueil ne peut pas être appelé',
  'care.unreachable.text': 'Appelez à voix haute, ou composez le 15 sur un téléphone.',
  // Every visit asks these. On the screen only, and the answer is the doctor's alone.
  'check.hears': 'Entendez-vous bien le médecin ?',
  'check.at-ease': 'Êtes-vous à l’aise pour continuer ?',
  'check.yes': 'Oui',
  'check.no': 'Non',
  'care.close': 'J’ai compris',
} as const;
