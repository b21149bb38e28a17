import type { Entry } from '../entry.ts';
import type { agreementsFr } from './fr.ts';

export const agreementsEn: Readonly<Record<keyof typeof agreementsFr, Entry>> = {
  'action.info': 'Info',
  'agreements.title': 'What you agreed to, and useful numbers',
  'agreements.text': 'You can change your mind at any time.',
  'agreements.visit': 'The consultation',
  'agreements.pictures': 'Pictures and sounds',
  'agreements.third': 'Another person in the call',
  'agreements.share': 'Notes for the next doctor',
  'agreements.given': 'You said yes.',
  'agreements.refused': 'You said no.',
  'agreements.notAsked': 'Not asked yet.',
  'agreements.withdraw': 'I no longer agree',
  'agreements.give': 'I agree',
  'agreements.stop.title': 'Stop the consultation?',
  'agreements.stop.text': 'The doctor will not see you any more. Nothing more will be noted.',
  'agreements.stop.yes': 'Yes, stop',
  'agreements.stop.no': 'No, go on',
  'third.title': 'The doctor asks you',
  'third.colleague': 'May another doctor join the call? You can say no, the visit goes on.',
  'third.interpreter': 'May an interpreter join the call? You can say no, the visit goes on.',
  'third.student': 'May a medical student join the call? You can say no, the visit goes on.',
  'third.yes': 'Yes, I agree',
  'third.no': 'No',
};
