import type { Entry } from '../entry.ts';
import type { agreementsFr } from './fr.ts';

export const agreementsFrFalc: Readonly<Record<keyof typeof agreementsFr, Entry>> = {
  'action.info': 'Infos',
  'agreements.title': 'Vos choix et les numéros utiles',
  'agreements.text': 'Vous pouvez changer d’avis.',
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
  'agreements.stop.text': 'Le médecin ne vous voit plus. Le médecin ne note plus rien.',
  'agreements.stop.yes': 'Oui, arrêter',
  'agreements.stop.no': 'Non, continuer',
  'third.title': 'Le médecin vous demande',
  'third.colleague': 'Un autre médecin peut venir dans l’appel ? Vous pouvez dire non.',
  'third.interpreter': 'Un interprète peut venir dans l’appel ? Vous pouvez dire non.',
  'third.student': 'Un étudiant peut venir dans l’appel ? Vous pouvez dire non.',
  'third.yes': 'Oui, je suis d’accord',
  'third.no': 'Non',
};
