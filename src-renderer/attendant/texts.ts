/** Every sentence of the attendant's page, in French and in English. */
import type { PrinterTrouble } from '../../state-machines/documents.ts';

const printer: Readonly<Record<PrinterTrouble, string>> = {
  'paper-out': 'Il n’y a plus de papier. Remettez du papier.',
  jam: 'Le papier est coincé. Ouvrez, retirez la feuille, refermez.',
  'cover-open': 'Le capot est ouvert. Fermez-le.',
  'no-ink': 'Il n’y a plus d’encre. Changez la cartouche.',
  paused: 'L’imprimante est en pause. Relancez-la.',
  'out-of-order': 'L’imprimante est en panne. Éteignez-la, rallumez-la ; sinon appelez le technicien.',
};

export const fr = {
  lang: 'fr',
  title: 'Accueil de la cabine',
  switchTo: 'English',
  login: {
    heading: 'Votre poste d’accueil',
    who: 'Identifiant',
    pin: 'Code à chiffres',
    submit: 'Entrer',
    busy: 'Connexion…',
    wrong: 'Identifiant ou code refusé.',
    tooMany: 'Trop d’essais. Attendez un peu avant de recommencer.',
    unreachable: 'La cabine ne répond pas. Vérifiez le réseau.',
  },
  logout: 'Quitter',
  stale: 'La cabine ne répond plus. Ce qui est affiché peut être ancien. Allez voir sur place.',
  unreachable: 'Cette cabine ne donne pas de nouvelles. Allez voir sur place.',
  failed: 'Cela n’a pas été enregistré. Réessayez.',
  quiet: 'Rien à faire pour l’instant.',
  call: {
    heading: 'On a besoin de vous à la cabine',
    second: 'Personne n’a répondu : vous êtes le second contact',
    forFirst: 'Appel en cours chez le premier contact',
    text: 'Allez voir la personne. Si personne ne répond dans la cabine, ouvrez et appelez le 15.',
    coming: 'J’y vais',
    answered: 'Quelqu’un y va',
    since: (minutes: number) => (minutes < 1 ? 'à l’instant' : `depuis ${minutes} min`),
  },
  chores: {
    waiting: 'Une personne attend un médecin',
    unread: 'Une visite attend d’être lue depuis trop longtemps. Prévenez le médecin de garde.',
    cleaning: 'À nettoyer avant le patient suivant',
    cleaningText: 'Essuyez le siège, la table, l’écran et les appareils. Jetez les protections.',
    cleaned: 'C’est propre',
    printer,
    supplied: 'C’est fait',
    open: 'Ouvert',
    closed: 'Fermé',
    today: (spans: string) => (spans === '' ? 'aujourd’hui : fermé' : `aujourd’hui : ${spans}`),
  },
};
export type Texts = typeof fr;

export const en: Texts = {
  lang: 'en',
  title: 'Cabin attendant',
  switchTo: 'Français',
  login: {
    heading: 'Your attendant page',
    who: 'User name',
    pin: 'Number code',
    submit: 'Enter',
    busy: 'Logging in…',
    wrong: 'User name or code refused.',
    tooMany: 'Too many tries. Wait a little before you try again.',
    unreachable: 'The cabin does not answer. Check the network.',
  },
  logout: 'Leave',
  stale: 'The cabin does not answer any more. What is shown may be old. Go and see.',
  unreachable: 'Nothing is heard of this cabin. Go and see.',
  failed: 'This was not recorded. Try again.',
  quiet: 'Nothing to do for now.',
  call: {
    heading: 'You are needed at the cabin',
    second: 'Nobody has answered: you are the second contact',
    forFirst: 'The first contact is being called',
    text: 'Go and see the person. If nobody answers inside, open and call 15.',
    coming: 'I am coming',
    answered: 'Somebody is on the way',
    since: (minutes) => (minutes < 1 ? 'just now' : `for ${minutes} min`),
  },
  chores: {
    waiting: 'Somebody is waiting for a doctor',
    unread: 'A visit has waited too long to be read. Tell the doctor on duty.',
    cleaning: 'To be cleaned before the next patient',
    cleaningText: 'Wipe the seat, the table, the screen and the instruments. Throw away the covers.',
    cleaned: 'It is clean',
    printer: {
      'paper-out': 'There is no paper left. Add paper.',
      jam: 'The paper is stuck. Open, take the sheet out, close.',
      'cover-open': 'The cover is open. Close it.',
      'no-ink': 'There is no ink left. Change the cartridge.',
      paused: 'The printer is paused. Start it again.',
      'out-of-order':
        'The printer is out of order. Switch it off and on; if that fails, call the technician.',
    },
    supplied: 'Done',
    open: 'Open',
    closed: 'Closed',
    today: (spans) => (spans === '' ? 'today: closed' : `today: ${spans}`),
  },
};
