/** What the phases of the visit do: assignments, and the effects, records and exam requests they ask for. */
import { setup } from 'xstate';
import { CAPABILITIES, type Capability } from '../../drivers/contract.ts';
import { type Circumstances, mayBegin } from '../catalogue.ts';
import type { CabinetEvent, Effect, Instant, JournalRecord, Reading, Refused } from '../contract.ts';
import { DEADLINES, type DeadlineName, type Delays } from '../delays.ts';
import { ageYears } from '../exam/age.ts';
import { handheldAsInstrument, inputAsInstrument } from '../exam/inputs.ts';
import { HANDHELD_NEEDS, MEDIA_NEEDS } from '../media.ts';
import { type ExamResult, type RecordPayload, record, type VisitEnd } from '../records.ts';
import type { ExamRequest } from '../step-machine.ts';
import {
  type Answers,
  emptyContext,
  type Surroundings,
  UNKNOWN_SURROUNDINGS,
  type VisitContext,
} from './context.ts';

/** Events that come from the composition, never from outside. */
export type VisitInternal =
  | {
      readonly type: 'exam.over';
      readonly result: ExamResult;
      readonly results: readonly Reading[];
      readonly refused: readonly Refused[];
      readonly at: Instant;
    }
  | {
      readonly type: 'visit.interrupted';
      readonly answers: Answers;
      readonly why: RecordPayload<'visit.interrupted'>;
      /** The visit had already ended: only the cleaning is left. */
      readonly over: boolean;
      readonly at: Instant;
    };
export type VisitEvent = (CabinetEvent | VisitInternal) & { readonly delays: Delays };

export interface Args {
  readonly context: VisitContext;
  readonly event: VisitEvent;
}

export const base = setup({
  types: {} as { context: VisitContext; events: VisitEvent },
  actions: {
    effect: (_, _params: Effect) => {},
    record: (_, _params: JournalRecord) => {},
    exam: (_, _params: ExamRequest) => {},
  },
});

export const effects = (make: (args: Args) => readonly Effect[]) =>
  base.enqueueActions(({ context, event, enqueue }) => {
    for (const params of make({ context, event })) enqueue({ type: 'effect', params });
  });
export const records = (make: (args: Args) => readonly JournalRecord[]) =>
  base.enqueueActions(({ context, event, enqueue }) => {
    for (const params of make({ context, event })) enqueue({ type: 'record', params });
  });
export const update = (make: (args: Args) => Partial<VisitContext>) =>
  base.assign(({ context, event }) => make({ context, event }));

export const clear = (...names: readonly DeadlineName[]): Effect[] =>
  names.map((name) => ({ type: 'deadline.clear', name }));

export const due =
  (name: DeadlineName) =>
  ({ event }: Args) =>
    event.type === 'deadline' && event.name === name;

// --- the idle watch: asks first, ends later, never without asking ---

const askSet = (askMs: number): Effect => ({ type: 'deadline.set', name: 'idle.ask', inMs: askMs });
export const watch = (which: 'idleAskMs' | 'waitingAskMs') => [
  update(({ event }) => ({
    watch: { askMs: event.delays[which], armedAt: event.at.mono },
    stillThereUntil: null,
  })),
  effects(({ event }) => [askSet(event.delays[which])]),
];
export const unwatch = [
  update(() => ({ watch: null, stillThereUntil: null })),
  effects(() => clear('idle.ask', 'idle.end')),
];
export const rearmWatch = [
  effects(({ context }) => [
    ...(context.stillThereUntil === null ? [] : clear('idle.end')),
    ...(context.watch === null ? [] : [askSet(context.watch.askMs)]),
  ]),
  update(({ context, event }) => ({
    watch: context.watch && { askMs: context.watch.askMs, armedAt: event.at.mono },
    stillThereUntil: null,
  })),
];
export const isAsked = ({ context }: Args): boolean => context.stillThereUntil !== null;
/** A touch counts when the question stands, or when the deadline is old enough to be worth setting anew. */
export const touchCounts = ({ context, event }: Args): boolean =>
  context.watch !== null &&
  (context.stillThereUntil !== null || event.at.mono - context.watch.armedAt >= event.delays.idleRearmMs);
export const mayAsk = (args: Args): boolean =>
  due('idle.ask')(args) && args.context.watch !== null && !isAsked(args);
export const ask = [
  update(({ event }) => ({ stillThereUntil: event.at.mono + event.delays.stillThereMs })),
  effects(({ event }) => [{ type: 'deadline.set', name: 'idle.end', inMs: event.delays.stillThereMs }]),
  records(() => [record('idle.asked', {})]),
];
export const unanswered = (args: Args): boolean => due('idle.end')(args) && isAsked(args);

// --- the doctor's seat ---

export const holdsClaim = ({ context, event }: Args): boolean =>
  'claim' in event && context.doctor !== null && context.doctor.claim === event.claim;

export const leaseRuns = ({ context }: Args): boolean =>
  context.doctor !== null && context.doctor.link !== 'live';

/** The same claim again, or the same doctor from a new page once the old one is lost. */
export const mayResume = ({ context, event }: Args): boolean => {
  const seat = context.doctor;
  if (event.type !== 'doctor.claimed' || seat === null) return false;
  return seat.claim === event.claim || (seat.id === event.doctor.id && seat.link !== 'live');
};

const leaseSet = (delays: Delays): Effect[] => [
  { type: 'deadline.set', name: 'lease.told', inMs: delays.leaseToldMs },
  { type: 'deadline.set', name: 'lease.over', inMs: delays.leaseOverMs },
];
const link = (to: 'connecting' | 'live' | 'lost') =>
  records(({ context }) => [record('doctor.link', { link: to, call: Math.max(1, context.calls) })]);

export const seatDoctor = [
  // A lease is renewed by the link alone: claiming again does not stretch it.
  effects(({ context, event }) =>
    context.doctor === null || context.doctor.link === 'live' ? leaseSet(event.delays) : [],
  ),
  records(({ context, event }) =>
    event.type !== 'doctor.claimed'
      ? []
      : [
          record('doctor.claimed', {
            doctor: event.doctor,
            claim: event.claim,
            call: context.calls + 1,
            resumed: context.doctor !== null,
          }),
        ],
  ),
  update(({ context, event }) =>
    event.type !== 'doctor.claimed'
      ? {}
      : {
          doctor: {
            ...event.doctor,
            claim: event.claim,
            link: 'connecting',
            told: context.doctor !== null && context.doctor.link !== 'live' && context.doctor.told,
          },
          calls: context.calls + 1,
        },
  ),
];
export const doctorLive = [
  effects(() => clear('lease.told', 'lease.over')),
  link('live'),
  update(({ context }) => ({ doctor: context.doctor && { ...context.doctor, link: 'live', told: false } })),
];
export const doctorLost = [
  effects(({ event }) => leaseSet(event.delays)),
  link('lost'),
  update(({ context }) => ({ doctor: context.doctor && { ...context.doctor, link: 'lost' } })),
];
/** After a restart nobody knows whether the doctor is still there: the lease runs until the link says so. */
export const doctorUnsure = [
  effects(({ context, event }) => (context.doctor?.link === 'live' ? leaseSet(event.delays) : [])),
  update(({ context }) => ({
    doctor:
      context.doctor && context.doctor.link === 'live'
        ? { ...context.doctor, link: 'connecting' }
        : context.doctor,
  })),
];
export const tellLost = update(({ context }) => ({
  doctor: context.doctor && { ...context.doctor, link: 'lost', told: true },
}));

type LeaveReason = RecordPayload<'doctor.left'>['reason'];
/** Ends the call and whatever exam runs in it; nothing when no doctor is there. */
export const closeCall = (reason: LeaveReason) =>
  base.enqueueActions(({ context, enqueue }) => {
    if (context.doctor === null) return;
    enqueue({ type: 'exam', params: { do: 'stop', reason: 'call-over' } });
    const { hold, quickSet } = context;
    if (hold !== null)
      enqueue({ type: 'record', params: record('hold', { on: false, because: 'call-over' }) });
    if (quickSet !== null)
      enqueue({
        type: 'record',
        params: record('quick-set.ended', { because: 'call-over', items: quickSet.items }),
      });
    for (const params of clear('lease.told', 'lease.over', 'hold.over', 'sentence.over', 'quick.share'))
      enqueue({ type: 'effect', params });
    const told = reason === 'released' ? 'ended' : reason;
    enqueue({ type: 'effect', params: { type: 'call.close', reason: told } });
    enqueue({
      type: 'record',
      params: record('doctor.left', { claim: context.doctor.claim, reason }),
    });
    enqueue.assign({
      doctor: null,
      hold: null,
      sentence: null,
      quickSet: null,
      keepOn: false,
      reading: null,
      // A question goes with who asked it; an answer stays.
      third: context.third?.granted === null ? null : context.third,
      // The next doctor asks for himself.
      earlier: null,
    });
  });

// --- what belongs to the cabinet ---

function surroundingsIn(known: Surroundings, event: VisitEvent): Partial<Surroundings> {
  switch (event.type) {
    case 'instrument.state': {
      const { state, fault, instrument: identity } = event;
      const told = { state, fault, identity, remoteStart: event.remoteStart === true };
      return { instruments: { ...known.instruments, [event.capability ?? 'oximetry']: told } };
    }
    case 'media.inputs': {
      const told = MEDIA_NEEDS.map((need) => [need, inputAsInstrument(need, event.inputs)] as const);
      return { instruments: { ...known.instruments, ...Object.fromEntries(told) } };
    }
    case 'handhelds': {
      const told = HANDHELD_NEEDS.map((need) => [need, handheldAsInstrument(need, event.handhelds)] as const);
      return { instruments: { ...known.instruments, ...Object.fromEntries(told) } };
    }
    case 'selftest.closed':
      return { closed: [...event.capabilities] };
    case 'instrument.units':
      return { units: { ...known.units, [event.capability]: event.units } };
    case 'fleet.state':
      return { broker: event.broker };
    case 'media.state':
      return { media: { camera: event.camera, microphone: event.microphone } };
    default:
      return {};
  }
}
export const surroundingsDiffer = ({ context, event }: Args): boolean => {
  const { instruments, closed, broker, media, units } = context;
  const known: Surroundings = { instruments, closed, broker, media, units };
  return JSON.stringify({ ...known, ...surroundingsIn(known, event) }) !== JSON.stringify(known);
};
export const noteSurroundings = update(({ context, event }) => surroundingsIn(context, event));

// --- which exam ---

type Wanted = Pick<Extract<ExamRequest, { do: 'start' }>, 'target' | 'correction'>;

/** What the event asks for: one by name, or the last one again. */
export function asked({ context, event }: Args): (NonNullable<VisitContext['lastExam']> & Wanted) | null {
  if (event.type === 'doctor.startExam')
    return { exam: event.exam, mode: event.mode ?? 'full', target: event.target ?? null, correction: null };
  if (event.type !== 'doctor.repeatExam' || context.lastExam === null) return null;
  return { ...context.lastExam, target: event.target ?? null, correction: event.why ?? null };
}
export const yearsIn = ({ begunAt, identity }: Pick<VisitContext, 'begunAt' | 'identity'>): number | null =>
  begunAt === null ? null : ageYears(identity?.birthDate ?? null, begunAt);
export const circumstances = (context: VisitContext): Circumstances => {
  const { instruments, closed, mediaConsent, helper } = context;
  return { instruments, closed, years: yearsIn(context), mediaConsent, helper };
};
export const mayBeginExam = (args: Args): boolean => {
  const wanted = asked(args);
  return wanted !== null && mayBegin(wanted.exam, circumstances(args.context));
};
export const beginExam = [
  base.enqueueActions(({ context, event, enqueue }) => {
    const wanted = asked({ context, event });
    if (wanted !== null) enqueue({ type: 'exam', params: { do: 'start', ...wanted } });
  }),
  update((args) => {
    const wanted = asked(args);
    return wanted === null ? {} : { lastExam: { exam: wanted.exam, mode: wanted.mode } };
  }),
];

// --- beginning and end ---

/** Whatever an unreadable state had running is stopped; its answers are kept. */
export const comeBack = [
  update(({ event }) =>
    event.type === 'visit.interrupted'
      ? { ...event.answers, begunAt: event.answers.begunAt ?? event.at.wall }
      : {},
  ),
  records(({ event }) =>
    event.type === 'visit.interrupted' ? [record('visit.interrupted', event.why)] : [],
  ),
  effects(({ event }) => [
    { type: 'cuff.stop' },
    ...clear(...DEADLINES),
    ...(event.type === 'visit.interrupted' ? unreadDue(event.answers.unread, event.at.wall) : []),
    ...CAPABILITIES.map((capability): Effect => ({ type: 'instrument.release', capability })),
    { type: 'call.close', reason: 'interrupted' },
  ]),
];

export const endBecause = (because: VisitEnd) => update(() => ({ endedBecause: because }));

/** Of those that nobody was told of yet, the first to be due. */
export function unreadDue(unread: Answers['unread'], wall: number): Effect[] {
  const next = unread.filter(({ late }) => !late).map(({ dueAt }) => dueAt);
  if (next.length === 0) return clear('unread.due');
  const inMs = Math.max(1, Math.min(...next) - wall);
  return [{ type: 'deadline.set', name: 'unread.due', inMs }];
}

/** The one way to clean up, whatever ended the visit. The visit's id stays until the cabinet is clean. */
export const wipe = [
  effects(({ context }) =>
    Object.keys(context.chosen).map((capability) => ({
      type: 'instrument.choose',
      capability: capability as Capability,
      unit: null,
    })),
  ),
  records(({ context }) => [record('visit.ended', { because: context.endedBecause ?? 'left' })]),
  update(({ context }) => ({
    ...emptyContext(context, context.unread),
    visit: context.visit,
    language: context.language,
    endedBecause: context.endedBecause,
  })),
  effects(() => [{ type: 'session.wipe' }]),
];
export const forget = update(({ context }) => emptyContext(context, context.unread));

const at = (until: number, now: Instant, longestMs: number): number => Math.min(until, now.mono + longestMs);

export const restarted = [
  records(() => [record('core.restarted', {})]),
  // What the doctor had set of the instruments is set anew: the hub knows nothing yet.
  effects(({ context }) => [
    ...Object.entries(context.chosen).map(
      ([capability, unit]): Effect => ({
        type: 'instrument.choose',
        capability: capability as Capability,
        unit,
      }),
    ),
    ...(context.keepOn ? [{ type: 'instrument.want', capability: 'oximetry' } as const] : []),
  ]),
  update(({ context, event }) => ({
    broker: UNKNOWN_SURROUNDINGS.broker,
    instruments: UNKNOWN_SURROUNDINGS.instruments,
    units: UNKNOWN_SURROUNDINGS.units,
    hold: context.hold && { until: at(context.hold.until, event.at, event.delays.holdMs) },
    quickSet: context.quickSet && {
      ...context.quickSet,
      until: at(context.quickSet.until, event.at, event.delays.quickSetMs),
    },
    // Another boot has another monotonic origin.
    watch: context.watch && { askMs: context.watch.askMs, armedAt: event.at.mono },
    stillThereUntil:
      context.stillThereUntil === null
        ? null
        : Math.min(context.stillThereUntil, event.at.mono + event.delays.stillThereMs),
  })),
];
