/** The doctor's documents, in French. `documents.en.ts` has the same shape. */
import type { DocumentRefusal } from '../../../src-main/api/document-protocol.ts';
import type { DocumentKind, Hand, NotHandedOver, PrinterTrouble } from '../../../state-machines/documents.ts';

const kinds: Readonly<Record<DocumentKind, string>> = {
  prescription: 'Ordonnance',
  certificate: 'Certificat',
  letter: 'Courrier',
  other: 'Document',
  sheet: 'Feuille du patient',
};
const troubles: Readonly<Record<PrinterTrouble, string>> = {
  'paper-out': 'plus de papier',
  jam: 'bourrage',
  'cover-open': 'capot ouvert',
  'no-ink': 'plus d’encre',
  paused: 'imprimante en pause',
  'out-of-order': 'imprimante en panne',
};
const reasons: Readonly<Record<NotHandedOver, string>> = {
  ...troubles,
  'printer-gone': 'l’imprimante ne répond plus',
  refused: 'l’imprimante a refusé le fichier',
  aborted: 'l’imprimante a abandonné la page',
  'taken-back': 'arrêté par le patient',
  'too-slow': 'pas sorti à temps',
  'no-printer': 'ce cabinet n’a pas d’imprimante',
  unreadable: 'le fichier conservé n’est plus celui que vous avez envoyé',
  restarted: 'le cabinet a redémarré pendant l’impression',
  'visit-over': 'la visite était finie',
};
const states: Readonly<Record<Hand['state'], string>> = {
  waits: 'À l’écran du patient, qui choisit',
  shown: 'Lu à l’écran, non imprimé',
  printing: 'Impression en cours',
  'handed-over': 'Imprimé, remis',
  'not-handed-over': 'Non remis',
};
const refused: Readonly<Record<DocumentRefusal, string>> = {
  'not-a-pdf': 'Refusé : ce n’est pas un PDF entier.',
  altered: 'Refusé : le fichier a changé en route. Envoyez-le de nouveau.',
  'not-in-session': 'Refusé : cette visite n’est plus en cours.',
  'not-stored': 'Refusé : le cabinet n’a pas pu le conserver.',
};

export const documents = {
  command: 'Réimprimer un document',
  heading: 'Documents',
  hint: 'PDF de votre logiciel certifié : remis tel quel, jamais modifié.',
  add: 'Envoyer un PDF',
  dialog: {
    heading: 'Envoyer un document au patient',
    file: 'Fichier PDF',
    kind: 'Nature',
    title: 'Titre lu par le patient',
    send: 'Envoyer',
    close: 'Fermer',
    check: 'Vérifiez le nom sur la page avant d’envoyer : le patient la verra à l’écran.',
    notPdf: 'Ce fichier n’est pas un PDF entier.',
    tooLarge: 'Ce fichier dépasse 10 Mo.',
    size: (kilobytes: number) => `${kilobytes} Ko`,
  },
  kinds,
  states,
  troubles,
  reasons,
  refused,
  going: (percent: number) => `Envoi : ${percent} %`,
  drop: 'Annuler l’envoi',
  mayStillCome: 'Une page est peut-être sortie, ou peut encore sortir.',
  copies: (n: number) => (n === 1 ? '1 exemplaire' : `${n} exemplaires`),
  again: 'Réimprimer',
  againTitle: (title: string) => `Réimprimer ${title}`,
  notAllHanded: (n: number) =>
    n === 1
      ? 'Un document n’est pas encore dans la main du patient.'
      : `${n} documents ne sont pas encore dans la main du patient.`,
};
export type DocumentTexts = typeof documents;
