/** A third person in the call, and the agreement to the consultation taken back. */
import { record } from '../records.ts';
import { type Args, records, update } from './actions.ts';
import { doctorIsHere } from './doctor-acts.ts';

// --- a third person ---

/** After a no he is not asked for the same person again; he may say yes by himself. */
export const mayAskThird = (args: Args): boolean => {
  const { context, event } = args;
  if (event.type !== 'doctor.askThird' || !doctorIsHere(args)) return false;
  const { third, visit, consent } = context;
  return visit !== null && consent === true && third?.who !== event.who && third?.granted !== null;
};
export const askThird = [
  records(({ event }: Args) =>
    event.type === 'doctor.askThird' ? [record('third.asked', { who: event.who })] : [],
  ),
  update(({ event }) =>
    event.type === 'doctor.askThird' ? { third: { who: event.who, granted: null } } : {},
  ),
];
export const maySayThird = ({ context, event }: Args): boolean =>
  event.type === 'patient.third' &&
  context.consent === true &&
  context.endedBecause === null &&
  context.third !== null &&
  context.third.granted !== event.granted;
export const noteThird = [
  records(({ context, event }: Args) =>
    event.type === 'patient.third' && context.third !== null
      ? [record('third.consent', { who: context.third.who, granted: event.granted })]
      : [],
  ),
  update(({ context, event }) =>
    event.type === 'patient.third'
      ? { third: context.third && { ...context.third, granted: event.granted } }
      : {},
  ),
];

// --- the consultation itself ---

/** At any time of the visit; it ends there. */
export const takesBack = ({ context, event }: Args): boolean =>
  event.type === 'patient.consent' && !event.granted && context.consent === true;
export const takeBack = [
  records(() => [record('consent', { granted: false })]),
  update(() => ({ consent: false, endedBecause: 'refused-consent' as const })),
];
