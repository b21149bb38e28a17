/** What the steps of the oximetry exam do: assignments, and the effects and records they ask for. */
import { setup } from 'xstate';
import type { CabinetEvent, Effect, ExamStep, JournalRecord, Refused, Second, Trouble } from '../contract.ts';
import type { DeadlineName, Delays } from '../delays.ts';
import { record } from '../records.ts';
import type { EndReason, OximetryContext, OximetryInput } from './context.ts';
import { instrumentTrouble } from './instrument-trouble.ts';
import { judge, windowValues } from './judge.ts';
import { LIMITS } from './limits.ts';
import { addSecond, EMPTY_WINDOW, makeReadings } from './window.ts';

type Internal =
  | { readonly type: 'exam.begin'; readonly at: CabinetEvent['at'] }
  | {
      readonly type: 'exam.stop';
      readonly reason: 'call-over' | 'visit-over' | 'interrupted';
      readonly at: CabinetEvent['at'];
    };
export type OximetryEvent = (CabinetEvent | Internal) & { readonly delays: Delays };

export interface Args {
  readonly context: OximetryContext;
  readonly event: OximetryEvent;
}

const exam = 'oximetry';
export const base = setup({
  types: {} as { context: OximetryContext; events: OximetryEvent; input: OximetryInput },
  actions: {
    effect: (_, _params: Effect) => {},
    record: (_, _params: JournalRecord) => {},
  },
});

export const effects = (make: (args: Args) => readonly Effect[]) =>
  base.enqueueActions(({ context, event, enqueue }) => {
    for (const params of make({ context, event })) enqueue({ type: 'effect', params });
  });
const records = (make: (args: Args) => readonly JournalRecord[]) =>
  base.enqueueActions(({ context, event, enqueue }) => {
    for (const params of make({ context, event })) enqueue({ type: 'record', params });
  });
export const update = (make: (args: Args) => Partial<OximetryContext>) =>
  base.assign(({ context, event }) => make({ context, event }));

type TimedStep = Extract<ExamStep, 'prepare' | 'position' | 'connect' | 'measure' | 'repeat'>;
const deadlineOf = (step: TimedStep): DeadlineName => `exam.${step}`;
export const due =
  (step: TimedStep) =>
  ({ event }: Args) =>
    event.type === 'deadline' && event.name === deadlineOf(step);
export const readyOn =
  (step: TimedStep) =>
  ({ event }: Args) =>
    event.type === 'patient.ready' && event.step === step;

export const arm = (step: TimedStep) =>
  effects(({ event }) => [{ type: 'deadline.set', name: deadlineOf(step), inMs: event.delays[`${step}Ms`] }]);
export const disarm = (step: TimedStep) =>
  effects(() => [{ type: 'deadline.clear', name: deadlineOf(step) }]);
export const noteStep = (step: ExamStep) =>
  records(({ context }) => [record('exam.step', { exam, step, attempt: context.attempt })]);
export const want = effects(() => [{ type: 'instrument.want', capability: 'oximetry' }]);

export const finish = (result: 'done' | 'skipped' | 'failed' | 'cancelled') => [
  effects(() => [{ type: 'instrument.release', capability: 'oximetry' }]),
  records(({ context }) => [
    record('exam.ended', {
      exam,
      result,
      reason: context.endReason ?? 'timeout',
      attempts: context.attempt,
      readings: context.results.map((r) => r.id),
    }),
  ]),
];
export const because = (reason: EndReason) => update(() => ({ endReason: reason, trouble: null }));
export const becauseTrouble = update(({ context }) => ({ endReason: context.trouble ?? 'timeout' }));

export const mayRetry = ({ context }: Args): boolean => context.attempt < LIMITS[context.ageBand].attempts;
export const verdict = (context: OximetryContext) =>
  judge(context.window, LIMITS[context.ageBand], context.extremesSeen);

function refusal(context: OximetryContext, reason: Trouble, at: Refused['at']): Refused {
  const values = windowValues(context.window);
  return {
    attempt: context.attempt,
    at,
    reason,
    spo2: values?.spo2 ?? null,
    pulse: values?.pulse ?? null,
  };
}

/** A try that ends without readings: kept, told, and the reason stands as the trouble of the next step. */
export const refuse = (reasonOf: (context: OximetryContext) => Trouble) => [
  records(({ context, event }) => [
    record('reading.refused', { exam, refused: refusal(context, reasonOf(context), event.at) }),
  ]),
  update(({ context, event }) => {
    const reason = reasonOf(context);
    const judged = reason === 'extreme' ? verdict(context) : null;
    const seen = judged?.kind === 'repeat' ? judged.extremes : [];
    return {
      refused: [...context.refused, refusal(context, reason, event.at)],
      extremesSeen: [...new Set([...context.extremesSeen, ...seen])],
      trouble: reason,
      endReason: reason,
      ...EMPTY_WINDOW,
    };
  }),
];
export const judgedReason = (context: OximetryContext): Trouble => {
  const judged = verdict(context);
  return judged.kind === 'accept' ? 'unstable' : judged.reason;
};

/** Guarded by `ripe`, so a window, an instrument and three fresh ids are there. */
export const accept = [
  update(({ context, event }) => {
    const judged = verdict(context);
    if (judged.kind !== 'accept' || event.type !== 'instrument.second') return {};
    return {
      results: makeReadings(context, judged.values, judged.confirmed, event.freshIds ?? []),
      endReason: 'measured',
      trouble: null,
      progress: 1,
      ripe: false,
    };
  }),
  records(({ context }) => [
    record('reading.accepted', {
      exam,
      attempt: context.attempt,
      readings: context.results,
      window: context.window,
    }),
  ]),
];

export const streaming = (context: OximetryContext): boolean =>
  context.instrument.state === 'streaming' && context.instrument.identity !== null;
export const second = ({ event }: Args): Second | null =>
  event.type === 'instrument.second' ? event.second : null;

function instrumentOf(event: OximetryEvent): OximetryContext['instrument'] | null {
  if (event.type !== 'instrument.state') return null;
  return { state: event.state, fault: event.fault, identity: event.instrument };
}

export const sameInstrument = ({ context, event }: Args): boolean =>
  JSON.stringify(instrumentOf(event)) === JSON.stringify(context.instrument);

/** Journals a change of trouble; runs after the assignment, so it is told what stood before. */
export const follow = (step: ExamStep, change: (args: Args) => Partial<OximetryContext>) =>
  [
    records(({ context, event }) => {
      const next = change({ context, event }).trouble;
      if (next === undefined || next === context.trouble) return [];
      return [record('exam.trouble', { exam, step, attempt: context.attempt, trouble: next })];
    }),
    update(change),
  ] as const;

export const instrumentChange = ({ context, event }: Args): Partial<OximetryContext> => {
  const instrument = instrumentOf(event);
  if (!instrument) return {};
  const trouble = instrumentTrouble(context.instrument, instrument, context.trouble);
  return { instrument, trouble, ...EMPTY_WINDOW };
};

export const secondChange = ({ context, event }: Args): Partial<OximetryContext> =>
  event.type === 'instrument.second'
    ? addSecond(context, event.second, event.delays, event.freshIds ?? [])
    : {};

/** In connect nothing is measured yet: a second only says whether a finger is there. */
export const contactChange = ({ event }: Args): Partial<OximetryContext> => {
  if (event.type !== 'instrument.second') return {};
  return { trouble: event.second.contact === 'absent' ? 'finger-out' : 'searching' };
};

/** Nothing measured before a restart goes on; the instrument is opened anew. */
export const afterRestart = update(({ context }) => ({
  ...EMPTY_WINDOW,
  trouble: null,
  instrument: { state: 'opening', fault: null, identity: context.instrument.identity },
}));

export const noteStart = records(() => [record('exam.started', { exam })]);

/** The doctor wants it again: tries count from one, what was refused stays told. */
export const startOver = update(() => ({
  attempt: 1,
  trouble: null,
  results: [],
  endReason: null,
  ...EMPTY_WINDOW,
}));

/** On entering a step that needs the instrument: its state now, not the trouble of the step before. */
export const lookAtInstrument = update(({ context }) => ({
  trouble: instrumentTrouble(
    context.instrument,
    context.instrument,
    context.trouble === 'unplugged' ? 'unplugged' : null,
  ),
}));
