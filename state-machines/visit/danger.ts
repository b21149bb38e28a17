/** Danger signs, a person who must be seen now, exams without a doctor, and what is left to be read. */
import { unavailable } from '../catalogue.ts';
import type { ExamName, RedFlagAnswer, Urgent } from '../contract.ts';
import { record } from '../records.ts';
import { pendingFlag } from '../red-flags.ts';
import { USUAL_START } from '../step-machine.ts';
import { type Args, base, circumstances, effects, records, unreadDue, update, yearsIn } from './actions.ts';
import type { VisitContext } from './context.ts';

// --- the questions ---

const answered = ({ context, event }: Args): readonly RedFlagAnswer[] =>
  event.type === 'patient.redFlag'
    ? [...context.redFlags, { flag: event.flag, answer: event.answer }]
    : context.redFlags;
export const flagAsked = (context: VisitContext) => pendingFlag(yearsIn(context), context.redFlags);
export const isAskedFlag = ({ context, event }: Args): boolean =>
  event.type === 'patient.redFlag' && event.flag === flagAsked(context);
export const isYes = (args: Args): boolean =>
  isAskedFlag(args) && args.event.type === 'patient.redFlag' && args.event.answer === 'yes';
export const isLastFlag = (args: Args): boolean =>
  isAskedFlag(args) && pendingFlag(yearsIn(args.context), answered(args)) === null;
export const noteFlag = [
  records(({ event }: Args) =>
    event.type === 'patient.redFlag'
      ? [record('red-flag.answer', { flag: event.flag, answer: event.answer })]
      : [],
  ),
  update((args) => ({ redFlags: [...answered(args)] })),
];
export const flagsLeft = ({ context }: Args): boolean => flagAsked(context) !== null;
export const flagBack = update(({ context }) => ({ redFlags: context.redFlags.slice(0, -1) }));

// --- somebody must see the patient now ---

/** Once in a visit; what is known already is not called again. */
export const raise = (because: Urgent['because']) => [
  records(({ context }: Args) =>
    context.urgent === null
      ? [record('urgent.raised', { because }), record('attendant.called', { because: 'urgent' })]
      : [],
  ),
  update(({ context }) => ({ urgent: context.urgent ?? { because, seen: false, calls: 1 } })),
];
/** A confirmed extreme while no doctor is there. */
export const raiseExtreme = base.enqueueActions(({ context, event, enqueue }) => {
  if (event.type !== 'exam.over' || context.doctor !== null || context.urgent !== null) return;
  if (!event.results.some(({ confirmedExtreme }) => confirmedExtreme)) return;
  enqueue({ type: 'record', params: record('urgent.raised', { because: 'extreme' }) });
  enqueue({ type: 'record', params: record('attendant.called', { because: 'urgent' }) });
  enqueue.assign({ urgent: { because: 'extreme', seen: false, calls: 1 } });
});
export const mayWaitOn = ({ context }: Args): boolean => context.urgent !== null && !context.urgent.seen;
export const waitOn = update(({ context }) => ({
  urgent: context.urgent && { ...context.urgent, seen: true },
}));

/** Silence of somebody who must be seen is no reason to send him away: the attendant is called again. */
const MOST_CALLS = 6;
export const callsAgain = ({ context }: Args): boolean =>
  context.urgent !== null && context.urgent.calls < MOST_CALLS;
export const callAgain = [
  records(() => [record('attendant.called', { because: 'urgent' })]),
  update(({ context }: Args) => ({
    urgent: context.urgent && { ...context.urgent, calls: context.urgent.calls + 1 },
  })),
];

// --- without a doctor ---

/** Never a cuff; nothing that a person has to aim. */
const ALONE: readonly ExamName[] = ['oximetry', 'temperature', 'weight'];

export function offeredAlone(context: VisitContext): readonly ExamName[] {
  const { doctor, urgent } = context;
  if (doctor !== null || flagAsked(context) !== null || (urgent !== null && !urgent.seen)) return [];
  return ALONE.filter((exam) => unavailable(exam, circumstances(context)) === null);
}
export const mayBeginAlone = ({ context, event }: Args): boolean =>
  event.type === 'patient.startExam' && offeredAlone(context).includes(event.exam);
export const beginAlone = [
  base.enqueueActions(({ event, enqueue }) => {
    if (event.type === 'patient.startExam')
      enqueue({ type: 'exam', params: { do: 'start', exam: event.exam, mode: 'full', ...USUAL_START } });
  }),
  update(({ event }) =>
    event.type === 'patient.startExam' ? { lastExam: { exam: event.exam, mode: 'full' } } : {},
  ),
];
export const stopExam = base.enqueueActions(({ enqueue }) => {
  enqueue({ type: 'exam', params: { do: 'stop', reason: 'visit-over' } });
});

// --- left to be read ---

const MOST_UNREAD = 50;

/** Somebody who must be seen now is not sent home to be read later. */
export const mayBeReadLater = (context: VisitContext): boolean =>
  context.doctor === null &&
  context.urgent === null &&
  context.results.length > 0 &&
  context.unread.length < MOST_UNREAD;
export const leaveToRead = [
  update(({ context, event }: Args) => ({
    endedBecause: 'prepared',
    unread:
      context.visit === null
        ? context.unread
        : [
            ...context.unread,
            {
              visit: context.visit,
              since: event.at.wall,
              dueAt: event.at.wall + event.delays.unreadMs,
              late: false,
            },
          ],
  })),
  records(({ context, event }) =>
    context.visit === null
      ? []
      : [record('visit.prepared', { visit: context.visit, dueInMs: event.delays.unreadMs })],
  ),
  effects(({ context, event }) => unreadDue(context.unread, event.at.wall)),
];

/** The clock may have moved back meanwhile: then the first of them is the one that is due. */
export const unreadLate = [
  update(({ context, event }: Args) => {
    const waiting = context.unread.filter(({ late }) => !late).map(({ dueAt }) => dueAt);
    const last = Math.max(event.at.wall, Math.min(...waiting));
    return { unread: context.unread.map((one) => (one.dueAt <= last ? { ...one, late: true } : one)) };
  }),
  records(() => [record('attendant.called', { because: 'unread' })]),
  effects(({ context, event }) => unreadDue(context.unread, event.at.wall)),
];
export const someUnread = ({ context }: Args): boolean => context.unread.some(({ late }) => !late);
export const mayReadPrepared = ({ context, event }: Args): boolean =>
  event.type === 'doctor.readPrepared' &&
  context.doctor?.link === 'live' &&
  context.unread.some(({ visit }) => visit === event.visit) &&
  // What he has never been sent he has not read.
  context.reading === event.visit;
export const readPrepared = [
  records(({ context, event }: Args) =>
    event.type === 'doctor.readPrepared' && context.doctor !== null
      ? [
          record('prepared.read', {
            visit: event.visit,
            by: { id: context.doctor.id, name: context.doctor.name },
          }),
        ]
      : [],
  ),
  update(({ context, event }) =>
    event.type === 'doctor.readPrepared'
      ? { unread: context.unread.filter(({ visit }) => visit !== event.visit) }
      : {},
  ),
  effects(({ context, event }) => unreadDue(context.unread, event.at.wall)),
];
