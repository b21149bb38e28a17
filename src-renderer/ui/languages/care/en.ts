import type { Entry } from '../entry.ts';
import type { careFr } from './fr.ts';

export const careEn: Readonly<Record<keyof typeof careFr, Entry>> = {
  'care.title': 'Are you all right?',
  'care.text': 'Touch the big button. Without an answer, somebody at the desk is called.',
  'care.well': 'Yes, I am all right',
  'care.unwell': 'No, I need help',
  'care.seconds': { text: '{{seconds}} seconds', voice: 'Please answer now.' },
  'care.called.title': 'The desk is being called',
  'care.called.text': 'Stay where you are. Somebody has been told.',
  'care.coming.title': 'Somebody is coming',
  'care.coming.text': 'The desk has answered. Stay where you are.',
  'care.unreachable.title': 'The desk cannot be called',
  'care.unreachable.text': 'Call out loud, or dial 15 on a telephone.',
  'check.hears': 'Do you hear the doctor well?',
  'check.at-ease': 'Are you at ease to go on?',
  'check.yes': 'Yes',
  'check.no': 'No',
  'care.close': 'I understand',
};
