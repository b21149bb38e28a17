/** The end of a visit in words: the doctor's note and summary, and what may be read of other visits. */
import type { Effect } from '../contract.ts';
import { record } from '../records.ts';
import { type Args, base, effects, records, update } from './actions.ts';
import type { VisitContext } from './context.ts';
import { doctorIsHere } from './doctor-acts.ts';

const seated = ({ doctor }: VisitContext) =>
  doctor === null ? { id: '', name: '' } : { id: doctor.id, name: doctor.name };
/** Nothing is written or read about somebody who did not agree to the consultation. */
const withPatient = (args: Args): boolean =>
  doctorIsHere(args) && args.context.visit !== null && args.context.consent === true;

// --- the note for the next doctor ---

export const mayWriteNote = (args: Args): boolean => {
  const { context, event } = args;
  if (event.type !== 'doctor.writeNote' || !withPatient(args)) return false;
  // A correction names what it replaces, so that two doctors cannot both correct the same note.
  return (context.note?.id ?? null) === event.replaces;
};
export const writeNote = [
  update(({ context, event }: Args) =>
    event.type === 'doctor.writeNote'
      ? {
          note: {
            id: `urn:uuid:${event.entry}`,
            note: event.note,
            by: seated(context),
            at: event.at,
            replaces: event.replaces,
          },
        }
      : {},
  ),
  records(({ context }) => (context.note === null ? [] : [record('note.written', context.note)])),
];

// --- the summary ---

export const mayWriteSummary = (args: Args): boolean =>
  args.event.type === 'doctor.writeSummary' && withPatient(args);
export const writeSummary = [
  records(({ context, event }: Args) =>
    event.type === 'doctor.writeSummary'
      ? [record('summary.written', { summary: event.summary, by: seated(context), bundle: event.bundle })]
      : [],
  ),
  update(({ event }) => (event.type === 'doctor.writeSummary' ? { summary: event.bundle } : {})),
];

// --- may others read it ---

const putQuestion = (question: NonNullable<VisitContext['shareAsked']>) => [
  records(() => [record('share.asked', { question })]),
  update(() => ({ shareAsked: question })),
];
/** Asked once of the first note; after that his answer stands until he changes it. */
export const firstOfNote = (args: Args): boolean =>
  mayWriteNote(args) && args.context.share === null && args.context.shareAsked === null;
export const askOfNote = putQuestion('next');

/** Again after a no of another visit, never after a no of this one. */
export const mayAskShare = (args: Args): boolean =>
  args.event.type === 'doctor.askShare' &&
  withPatient(args) &&
  args.context.share === null &&
  args.context.shareAsked === null;
export const askShare = putQuestion('earlier');

const LOOK = 'earlier.look';
const look = (id: string, granted: boolean | null): Effect => ({ type: LOOK, look: id, granted });

/** The screen that told him also takes his "no". */
export const mayShare = ({ context, event }: Args): boolean =>
  event.type === 'patient.share' &&
  context.visit !== null &&
  context.consent === true &&
  (context.shareAsked !== null || (context.share !== null && context.share !== event.granted));
export const noteShare = base.enqueueActions(({ context, event, enqueue }) => {
  if (event.type !== 'patient.share') return;
  const { granted } = event;
  const { shareAsked, doctor } = context;
  enqueue.assign({ shareAsked: null });
  // Told, and content with it: his word of the other day stands, nothing is said anew.
  if (shareAsked === 'told' && granted) return;
  enqueue({ type: 'record', params: record('share.consent', { granted }) });
  enqueue.assign({ share: granted });
  if (!granted) {
    if (context.earlier !== null) enqueue.assign({ earlier: { state: 'refused', why: 'not-agreed' } });
    return;
  }
  if (shareAsked !== 'earlier' || doctor === null) return;
  enqueue.assign({ earlier: { state: 'looking', look: event.look } });
  enqueue({ type: 'effect', params: look(event.look, true) });
});

// --- what others left ---

export const mayLook = (args: Args): boolean =>
  args.event.type === 'doctor.lookEarlier' &&
  withPatient(args) &&
  args.context.identity !== null &&
  args.context.earlier?.state !== 'looking' &&
  // He said no in this very visit.
  args.context.share !== false;
export const lookEarlier = [
  effects(({ context, event }: Args): Effect[] =>
    event.type === 'doctor.lookEarlier' ? [look(event.look, context.share)] : [],
  ),
  update(({ event }) =>
    event.type === 'doctor.lookEarlier' ? { earlier: { state: 'looking', look: event.look } } : {},
  ),
];

/** An answer to a question that nobody asks any more shows nothing. */
export const isAwaited = ({ context, event }: Args): boolean =>
  event.type === 'earlier.answer' &&
  context.earlier?.state === 'looking' &&
  context.earlier.look === event.look;
export const takeAnswer = base.enqueueActions(({ context, event, enqueue }) => {
  if (event.type !== 'earlier.answer') return;
  const { answer, confirmed } = event;
  const by = seated(context);
  enqueue.assign({ confirmed });
  if ('refused' in answer) {
    enqueue({ type: 'record', params: record('earlier.refused', { by, why: answer.refused }) });
    enqueue.assign({ earlier: { state: 'refused', why: answer.refused } });
    return;
  }
  const { notes } = answer;
  enqueue({ type: 'record', params: record('earlier.shown', { by, notes: notes.map(({ id }) => id) }) });
  enqueue.assign({ earlier: { state: 'shown', notes } });
  // Agreed on another day: he is told that it is read, and can say no.
  if (notes.length === 0 || context.share !== null || context.shareAsked !== null) return;
  enqueue({ type: 'record', params: record('share.asked', { question: 'told' }) });
  enqueue.assign({ shareAsked: 'told' });
});

/** Whoever asked is gone, or the answer went with the core of the run before: nothing stays on a screen. */
export const stopLooking = update(({ context }: Args) => ({
  earlier: context.earlier?.state === 'looking' ? { state: 'refused', why: 'unreachable' } : context.earlier,
}));
