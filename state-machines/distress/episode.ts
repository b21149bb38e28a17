/**
 * One signal of the distress watch: watching → suspected → confirmed → acknowledged → over, and back once it is calm.
 * One alert an episode. Times are monotonic ms; deadlines are fields that the core's ticks look at.
 */
import { setup } from 'xstate';
import { WATCH_DELAYS } from './delays.ts';
import { DISCREET_SIGNALS, type Signal } from './vocabulary.ts';

export const EPISODE_STATES = ['watching', 'suspected', 'confirmed', 'acknowledged', 'over'] as const;
export type EpisodeValue = (typeof EPISODE_STATES)[number];

/** Who has the word. `quiet`: the doctor, whenever he comes, and nobody else. */
export const ALERT_STEPS = ['quiet', 'doctor', 'asking', 'attendant'] as const;
export type AlertStep = (typeof ALERT_STEPS)[number];

export const ACKNOWLEDGERS = ['doctor', 'patient', 'attendant'] as const;
export type Acknowledger = (typeof ACKNOWLEDGERS)[number];

export interface EpisodeContext {
  readonly signal: Signal;
  readonly id: string | null;
  readonly startedAt: number | null;
  readonly confirmedAt: number | null;
  readonly endedAt: number | null;
  /** Not seen any more since then. */
  readonly calmSince: number | null;
  /** 0 … 1, the highest so far. */
  readonly confidence: number;
  readonly step: AlertStep;
  /** When the word goes to the attendant; null: never by itself. */
  readonly dueAt: number | null;
  readonly by: Acknowledger | null;
  readonly acknowledgedAt: number | null;
  readonly falseAlarm: boolean;
}

/** Of a new episode. `attentive`: a doctor is there and looks at his console. */
interface Found {
  readonly id: string;
  readonly attentive: boolean;
}

export type EpisodeEvent = { readonly at: number } & (
  | ({
      readonly type: 'report';
      readonly score: number;
      readonly startedAt: number | null;
      readonly confirmedAt: number | null;
      /** False: the watch is blind; that nothing is seen then says nothing. */
      readonly sees: boolean;
    } & Found)
  | ({ readonly type: 'pressed' } & Found)
  | { readonly type: 'tick' }
  | { readonly type: 'acknowledge' }
  | { readonly type: 'false-alarm' }
  | { readonly type: 'answered'; readonly well: boolean }
  | { readonly type: 'coming' }
);

/** Between the two nothing changes. */
const SUSPECTED_FROM = 0.5;
const CALM_BELOW = 0.3;

/** A person who moves again, sits up or comes back has answered. */
const ENDS_BY_ITSELF: readonly Signal[] = ['absence', 'stillness', 'slump'];

export function freshEpisode(signal: Signal): EpisodeContext {
  return {
    signal,
    id: null,
    startedAt: null,
    confirmedAt: null,
    endedAt: null,
    calmSince: null,
    confidence: 0,
    step: 'quiet',
    dueAt: null,
    by: null,
    acknowledgedAt: null,
    falseAlarm: false,
  };
}

interface Args {
  readonly context: EpisodeContext;
  readonly event: EpisodeEvent;
}

const base = setup({ types: {} as { context: EpisodeContext; events: EpisodeEvent; input: Signal } });
const update = (make: (args: Args) => Partial<EpisodeContext>) =>
  base.assign(({ context, event }) => make({ context, event }));

const isSure = ({ event }: Args): boolean => event.type === 'report' && event.confirmedAt !== null;
const isActive = ({ event }: Args): boolean =>
  event.type === 'report' && event.startedAt !== null && event.score >= SUSPECTED_FROM;
const isCalm = ({ event }: Args): boolean =>
  event.type === 'report' &&
  event.sees &&
  event.confirmedAt === null &&
  (event.startedAt === null || event.score < CALM_BELOW);
const calmFor = (ms: number) => (args: Args) =>
  isCalm(args) && args.context.calmSince !== null && args.event.at - args.context.calmSince >= ms;
const isDue = ({ context, event }: Args): boolean => context.dueAt !== null && event.at >= context.dueAt;
const pressedAnew = ({ context, event }: Args): boolean =>
  context.confirmedAt === null || event.at - context.confirmedAt >= WATCH_DELAYS.helpAgainMs;

const noteCalm = update(({ context, event }) => ({ calmSince: context.calmSince ?? event.at }));
const noteActive = update(({ context, event }) =>
  event.type === 'report'
    ? { calmSince: null, confidence: Math.max(context.confidence, event.score) }
    : { calmSince: null },
);
const reset = update(({ context }) => freshEpisode(context.signal));
const begin = update(({ context, event }) =>
  event.type === 'report'
    ? { ...freshEpisode(context.signal), id: event.id, startedAt: event.startedAt ?? event.at }
    : {},
);

function routeOf(signal: Signal, attentive: boolean): AlertStep {
  if (signal === 'absence' || DISCREET_SIGNALS.includes(signal)) return 'quiet';
  if (attentive) return 'doctor';
  return signal === 'help' ? 'attendant' : 'asking';
}
const WAIT_MS: Readonly<Partial<Record<AlertStep, number>>> = {
  doctor: WATCH_DELAYS.doctorMs,
  asking: WATCH_DELAYS.askMs,
};
const alert = (context: EpisodeContext, at: number, attentive: boolean): Partial<EpisodeContext> => {
  const step = routeOf(context.signal, attentive);
  const wait = WAIT_MS[step];
  return { step, dueAt: wait === undefined ? null : at + wait };
};
const confirm = update(({ context, event }) =>
  event.type === 'report'
    ? {
        confirmedAt: event.confirmedAt ?? event.at,
        confidence: Math.max(context.confidence, event.score),
        calmSince: null,
        ...alert(context, event.at, event.attentive),
      }
    : {},
);
const press = update(({ context, event }) =>
  event.type === 'pressed'
    ? {
        ...freshEpisode(context.signal),
        id: event.id,
        startedAt: event.at,
        confirmedAt: event.at,
        endedAt: event.at,
        confidence: 1,
        ...alert(context, event.at, event.attentive),
      }
    : {},
);
const acknowledgedBy = (by: Acknowledger) =>
  update(({ event }) => ({ by, acknowledgedAt: event.at, dueAt: null }));
const toAttendant = update(() => ({ step: 'attendant', dueAt: null }));
const end = update(({ context, event }) => ({ endedAt: context.endedAt ?? event.at, dueAt: null }));
const endAct = update(({ context }) => ({ endedAt: context.endedAt ?? context.calmSince }));
const wrong = update(() => ({ falseAlarm: true, by: 'doctor' }));

const pressedIn = {
  description: 'help pressed',
  guard: pressedAnew,
  target: 'confirmed',
  actions: press,
} as const;

/** Most of what comes in; told apart here because it comes several times a second. */
export function meansNothing(value: EpisodeValue, context: EpisodeContext, event: EpisodeEvent): boolean {
  if (event.type === 'tick') return value !== 'acknowledged' && (context.dueAt ?? Infinity) > event.at;
  if (value !== 'watching' || event.type === 'pressed') return false;
  return event.type !== 'report' || !(isSure({ context, event }) || isActive({ context, event }));
}

/** Raise it whenever states or context change. */
export const WATCH_VERSION = 2;

export const episodeMachine = base.createMachine({
  id: 'distress',
  initial: 'watching',
  context: ({ input }) => freshEpisode(input),
  states: {
    watching: {
      on: {
        report: [
          { description: 'the rule is sure', guard: isSure, target: 'confirmed', actions: [begin, confirm] },
          {
            description: 'something began',
            guard: isActive,
            target: 'suspected',
            actions: [begin, noteActive],
          },
        ],
        pressed: pressedIn,
      },
    },
    suspected: {
      on: {
        report: [
          { description: 'the rule is sure', guard: isSure, target: 'confirmed', actions: confirm },
          {
            description: 'calm again',
            guard: calmFor(WATCH_DELAYS.calmMs),
            target: 'watching',
            actions: reset,
          },
          { guard: isCalm, actions: noteCalm },
          { guard: isActive, actions: noteActive },
        ],
      },
    },
    confirmed: {
      on: {
        report: [
          {
            description: 'ended by itself',
            guard: (args) =>
              calmFor(WATCH_DELAYS.calmMs)(args) &&
              ENDS_BY_ITSELF.includes(args.context.signal) &&
              args.context.step !== 'attendant',
            target: 'over',
            actions: [endAct, end],
          },
          { guard: calmFor(WATCH_DELAYS.calmMs), actions: endAct },
          { guard: isCalm, actions: noteCalm },
          { guard: isActive, actions: noteActive },
        ],
        tick: { description: 'nobody answered', guard: isDue, actions: toAttendant },
        acknowledge: { target: 'acknowledged', actions: acknowledgedBy('doctor') },
        'false-alarm': { description: 'false alarm', target: 'over', actions: [wrong, end] },
        answered: [
          {
            description: 'the patient is well',
            guard: ({ context, event }) => event.well && context.step === 'asking',
            target: 'acknowledged',
            actions: acknowledgedBy('patient'),
          },
          { guard: ({ context }) => context.step === 'asking', actions: toAttendant },
        ],
        coming: {
          description: 'the attendant is coming',
          guard: ({ context }) => context.step === 'attendant',
          target: 'acknowledged',
          actions: acknowledgedBy('attendant'),
        },
      },
    },
    acknowledged: {
      on: {
        report: [
          { guard: calmFor(WATCH_DELAYS.calmMs), actions: endAct },
          { guard: isCalm, actions: noteCalm },
          { guard: isActive, actions: noteActive },
        ],
        tick: {
          description: 'the act has ended',
          guard: ({ context, event }) =>
            context.endedAt !== null && event.at - (context.acknowledgedAt ?? 0) >= WATCH_DELAYS.shownMs,
          target: 'over',
          actions: end,
        },
        'false-alarm': { description: 'false alarm', target: 'over', actions: [wrong, end] },
        pressed: pressedIn,
      },
    },
    over: {
      on: {
        report: [
          {
            description: 'calm for long enough',
            guard: calmFor(WATCH_DELAYS.rearmMs),
            target: 'watching',
            actions: reset,
          },
          { guard: isCalm, actions: noteCalm },
          { guard: (args) => isSure(args) || isActive(args), actions: noteActive },
        ],
        pressed: pressedIn,
      },
    },
  },
});
