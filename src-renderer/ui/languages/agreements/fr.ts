/** What the patient agreed to: asked where it is needed, seen and taken back at any time of the visit. */
export const agreementsFr = {
  'action.info': 'Infos',
  'agreements.title': 'Vos accords et les numéros utiles',
  'agreements.text': 'Vous pouvez changer d’avis à tout moment.',
  'agreements.visit': 'La consultation',
  'agreements.pictures': 'Les photos et les sons',
  'agreements.third': 'Une autre personne dans l’appel',
  'agreements.share': 'Les notes pour le prochain médecin',
  'agreements.given': 'Vous avez dit oui.',
  'agreements.refused': 'Vous avez dit non.',
  'agreements.notAsked': 'Pas encore demandé.',
  'agreements.withdraw': 'Je ne veux plus',
  'agreements.give': 'Je suis d’accord',
  'agreements.stop.title': 'Arrêter la consultation ?',
  'agreements.stop.text': 'Le médecin ne vous verra plus. Rien de plus ne sera noté.',
  'agreements.stop.yes': 'Oui, arrêter',
  'agreements.stop.no': 'Non, continuer',
  'third.title': 'Le médecin vous demande',
  'third.colleague':
    'Un autre médecin peut-il entrer dans l’appel ? Vous pouvez dire non, la visite continue.',
  'third.interpreter':
    'Un interprète peut-il entrer dans l’appel ? Vous pouvez dire non, la visite continue.',
  'third.student':
    'Un étudiant en médecine peut-il entrer dans l’appel ? Vous pouvez dire non, la visite continue.',
  'third.yes': 'Oui, je suis d’accord',
  'third.no': 'Non',
} as const;
