/** The quick way out, and the page that is left on the screen: it could be on any wall. */
export const safeFr = {
  'safe.quit': 'Sortie rapide',
  // Every visit asks this. On the screen only, and the answer is the doctor's alone.
  'check.alone': 'Êtes-vous seul ou seule dans la cabine ?',
  'poster.title': 'Se laver les mains',
  'poster.text': 'Trente secondes, avec de l’eau et du savon.',
  'poster.wet': 'Mouiller les mains.',
  'poster.soap': 'Savonner les paumes, le dos des mains et les doigts.',
  'poster.rinse': 'Rincer, puis sécher.',
  'poster.close': 'Fermer',
} as const;
