/** The doctor's documents, in English. */
import type { DocumentTexts } from './documents.fr.ts';

const troubles = {
  'paper-out': 'out of paper',
  jam: 'paper jam',
  'cover-open': 'cover open',
  'no-ink': 'out of ink',
  paused: 'printer paused',
  'out-of-order': 'printer out of order',
};

export const documents: DocumentTexts = {
  command: 'Print a document again',
  heading: 'Documents',
  hint: 'PDF of your certified software: handed over as it is, never altered.',
  add: 'Send a PDF',
  dialog: {
    heading: 'Send a document to the patient',
    file: 'PDF file',
    kind: 'Kind',
    title: 'Title that the patient reads',
    send: 'Send',
    close: 'Close',
    check: 'Check the name on the page before sending: the patient will see it on the screen.',
    notPdf: 'This file is not a whole PDF.',
    tooLarge: 'This file is over 10 MB.',
    size: (kilobytes) => `${kilobytes} kB`,
  },
  kinds: {
    prescription: 'Prescription',
    certificate: 'Certificate',
    letter: 'Letter',
    other: 'Document',
    sheet: 'Patient’s sheet',
  },
  states: {
    waits: 'On the patient’s screen, who chooses',
    shown: 'Read on the screen, not printed',
    printing: 'Printing',
    'handed-over': 'Printed, handed over',
    'not-handed-over': 'Not handed over',
  },
  troubles,
  reasons: {
    ...troubles,
    'printer-gone': 'the printer does not answer any more',
    refused: 'the printer refused the file',
    aborted: 'the printer gave up on the page',
    'taken-back': 'stopped by the patient',
    'too-slow': 'did not come out in time',
    'no-printer': 'this cabinet has no printer',
    unreadable: 'the file that was kept is not the one you sent any more',
    restarted: 'the cabinet restarted while it printed',
    'visit-over': 'the visit was over',
  },
  refused: {
    'not-a-pdf': 'Refused: not a whole PDF.',
    altered: 'Refused: the file changed on the way. Send it again.',
    'not-in-session': 'Refused: this visit is not under way any more.',
    'not-stored': 'Refused: the cabinet could not keep it.',
  },
  going: (percent) => `Sending: ${percent} %`,
  drop: 'Cancel sending',
  mayStillCome: 'A page may have come out, or may still do.',
  copies: (n) => (n === 1 ? '1 copy' : `${n} copies`),
  again: 'Print again',
  againTitle: (title) => `Print ${title} again`,
  notAllHanded: (n) =>
    n === 1
      ? 'One document is not in the patient’s hand yet.'
      : `${n} documents are not in the patient’s hand yet.`,
};
