/** The consent to pictures and sounds of exams: given once, taken back or given again at any time of the visit. */
import { record } from '../records.ts';
import { type Args, records, update } from './actions.ts';

/** Nobody is asked for a consent that he gave, and without the one to the consultation there is no exam at all. */
export const mayConsentToMedia = ({ context, event }: Args): boolean =>
  event.type === 'patient.mediaConsent' &&
  context.consent === true &&
  context.endedBecause === null &&
  event.granted !== context.mediaConsent;
export const noteMediaConsent = [
  records(({ event }: Args) =>
    event.type === 'patient.mediaConsent' ? [record('media.consent', { granted: event.granted })] : [],
  ),
  update(({ event }) => (event.type === 'patient.mediaConsent' ? { mediaConsent: event.granted } : {})),
];
