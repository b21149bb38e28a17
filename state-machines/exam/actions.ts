/** What the steps of every exam do: assignments, and the effects and records they ask for. */
import { setup } from 'xstate';
import {
  type CabinetEvent,
  type Effect,
  type ExamStep,
  type Helper,
  isHandheldNeed,
  isMediaNeed,
  type JournalRecord,
  type Refused,
  type Trouble,
} from '../contract.ts';
import type { DeadlineName, Delays } from '../delays.ts';
import { record } from '../records.ts';
import type { ExamContext, ExamInput, Instrument } from './context.ts';
import { handheldAsInstrument, inputAsInstrument } from './inputs.ts';
import { instrumentTrouble } from './instrument-trouble.ts';
import type { EndReason } from './reasons.ts';

type Internal =
  | { readonly type: 'exam.begin'; readonly at: CabinetEvent['at'] }
  | {
      readonly type: 'exam.stop';
      readonly reason: 'call-over' | 'visit-over' | 'interrupted' | 'time-over' | 'doctor-cancelled';
      readonly at: CabinetEvent['at'];
    };
export type ExamEvent = (CabinetEvent | Internal) & {
  readonly delays: Delays;
  /** Who is with the patient. */
  readonly helper: Helper | null;
};

export interface Args {
  readonly context: ExamContext;
  readonly event: ExamEvent;
}

export const base = setup({
  types: {} as { context: ExamContext; events: ExamEvent; input: ExamInput },
  actions: {
    effect: (_, _params: Effect) => {},
    record: (_, _params: JournalRecord) => {},
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
export const update = (make: (args: Args) => Partial<ExamContext>) =>
  base.assign(({ context, event }) => make({ context, event }));

// --- steps and their deadlines ---

export type TimedStep = Exclude<ExamStep, 'done' | 'skipped' | 'failed'>;
const deadlineOf = (step: TimedStep): DeadlineName => `exam.${step}`;
export const due =
  (step: TimedStep) =>
  ({ event }: Args) =>
    event.type === 'deadline' && event.name === deadlineOf(step);
export const readyOn =
  (step: TimedStep) =>
  ({ event }: Args) =>
    event.type === 'patient.ready' && event.step === step;

/** `counted`: people see the time run down. */
export const armFor = (step: TimedStep, msOf: (args: Args) => number, counted = false) => [
  effects((args) => [{ type: 'deadline.set', name: deadlineOf(step), inMs: msOf(args) }]),
  update((args) => ({ until: counted ? args.event.at.mono + msOf(args) : null })),
];
export const arm = (step: TimedStep, delay: keyof Delays) => armFor(step, ({ event }) => event.delays[delay]);
export const disarm = (step: TimedStep) => [
  effects(() => [{ type: 'deadline.clear', name: deadlineOf(step) }]),
  update(() => ({ until: null })),
];
export const noteStep = (step: ExamStep) =>
  records(({ context }) => [record('exam.step', { exam: context.exam, step, attempt: context.attempt })]);
const repeated = ({ exam }: ExamContext, why: ExamContext['correction']) =>
  record('exam.repeated', { exam, why });
export const noteStart = records(({ context }) => [
  record('exam.started', { exam: context.exam, mode: context.mode }),
  ...(context.correction === null ? [] : [repeated(context, context.correction)]),
]);
const whyOf = ({ event }: Args): ExamContext['correction'] =>
  event.type === 'doctor.repeatExam' ? (event.why ?? null) : null;
/** The doctor wants it again, and may say what went wrong. */
export const again = [
  records((args) => [repeated(args.context, whyOf(args))]),
  update((args) => ({ correction: whyOf(args) })),
];
/** The patient has read it, and does it otherwise now. */
export const corrected = update(() => ({ correction: null }));
export const want = effects(({ context }) =>
  context.wants.map((capability): Effect => ({ type: 'instrument.want', capability })),
);

export const finish = (result: 'done' | 'skipped' | 'failed' | 'cancelled') => [
  effects(({ context }) =>
    context.wants.map((capability): Effect => ({ type: 'instrument.release', capability })),
  ),
  records(({ context }) => [
    record('exam.ended', {
      exam: context.exam,
      result,
      reason: context.endReason ?? 'timeout',
      attempts: context.attempt,
      readings: context.results.map((r) => r.id),
      ...(context.media === null ? {} : { media: context.media.media.map(({ id }) => id) }),
    }),
  ]),
];
export const because = (reason: EndReason) => update(() => ({ endReason: reason, trouble: null }));
export const becauseTrouble = update(({ context }) => ({ endReason: context.trouble ?? 'timeout' }));
export const becauseStopped = update(({ event }) => ({
  endReason: event.type === 'exam.stop' ? event.reason : 'interrupted',
}));

/** A try that ends without readings: kept, told, and the reason stands as the trouble of the next step. */
export const refuse = (make: (args: Args) => Omit<Refused, 'attempt' | 'at'>) => [
  records((args) => [
    record('reading.refused', { exam: args.context.exam, refused: refusal(args, make(args)) }),
  ]),
  update((args) => {
    const what = make(args);
    return {
      refused: [...args.context.refused, refusal(args, what)],
      trouble: what.reason,
      endReason: what.reason,
    };
  }),
];

const refusal = ({ context, event }: Args, what: Omit<Refused, 'attempt' | 'at'>): Refused => ({
  attempt: context.attempt,
  at: event.at,
  ...what,
});

// --- the instrument ---

function instrumentOf({ context, event }: Args): Instrument {
  if (event.type === 'handhelds')
    return isHandheldNeed(context.needs)
      ? handheldAsInstrument(context.needs, event.handhelds)
      : context.instrument;
  if (event.type === 'media.inputs')
    return isMediaNeed(context.needs) ? inputAsInstrument(context.needs, event.inputs) : context.instrument;
  if (event.type !== 'instrument.state' || (event.capability ?? 'oximetry') !== context.needs)
    return context.instrument;
  return {
    state: event.state,
    fault: event.fault,
    identity: event.instrument,
    remoteStart: event.remoteStart === true,
  };
}
export const nextInstrument = instrumentOf;

/** Also true for another capability's instrument: it is not this exam's business. */
export const sameInstrument = (args: Args): boolean =>
  JSON.stringify(instrumentOf(args)) === JSON.stringify(args.context.instrument);
export const otherInstrument = (args: Args): boolean => !sameInstrument(args);

export const isStreaming = (instrument: Instrument): boolean =>
  instrument.state === 'streaming' && instrument.identity !== null;

/** Journals a change of trouble; runs before the assignment, so it is told what stood before. */
export const follow = (step: ExamStep, change: (args: Args) => Partial<ExamContext>) =>
  [
    records(({ context, event }) => {
      const next = change({ context, event }).trouble;
      if (next === undefined || next === context.trouble) return [];
      return [record('exam.trouble', { exam: context.exam, step, attempt: context.attempt, trouble: next })];
    }),
    update(change),
  ] as const;

export const noteInstrument = update((args) => ({ instrument: instrumentOf(args) }));
export const troubleOf = (args: Args, before: Trouble | null = args.context.trouble): Trouble | null =>
  instrumentTrouble(args.context.instrument, instrumentOf(args), before);

/** Opened anew after a restart: nothing it said before is true any more. */
export const reopening = (instrument: Instrument): Instrument => ({
  ...instrument,
  state: 'opening',
  fault: null,
});
