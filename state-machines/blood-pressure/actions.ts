/** What the steps of blood pressure do beside what every exam does. */
import { READY_TTL_MS } from '../../drivers/cuff/permission.ts';
import type { Reading, Refused, Trouble } from '../contract.ts';
import {
  type Args,
  again,
  armFor,
  effects,
  nextInstrument,
  records,
  refuse,
  reopening,
  troubleOf,
  update,
  want,
} from '../exam/actions.ts';
import type { CuffContext, ExamContext, Heard, Take } from '../exam/context.ts';
import { instrumentTrouble } from '../exam/instrument-trouble.ts';
import { record } from '../records.ts';
import { FAILURE_TROUBLE } from './failure.ts';
import { judgePressures, type PressureVerdict, takesAsked } from './judge.ts';
import { PRESSURE_LIMITS } from './limits.ts';
import { isDriven, startPermission } from './permission.ts';
import { IDS_PER_PRESSURE, meanReadings, pressureReadings } from './readings.ts';

/** Inflations of one exam, whatever came of them. */
export const ATTEMPTS = { full: 7, quick: 3 } as const;
export const mayRetry = ({ context }: Args): boolean => context.attempt < ATTEMPTS[context.mode];

const cuff = (make: (args: Args) => Partial<CuffContext>) =>
  update((args) => ({ cuff: { ...args.context.cuff, ...make(args) } }));

// --- ready, start, stop ---

export const stop = effects(() => [{ type: 'cuff.stop' }]);

export const sayReady = cuff(({ context, event }) =>
  event.type === 'patient.ready'
    ? {
        ready: { at: event.at.mono, by: event.by ?? 'patient' },
        kind: isDriven(context.instrument) ? 'driven' : 'memory',
      }
    : {},
);
export const unready = cuff(() => ({ ready: null, command: null }));

/** The doctor's time to start: as long as the "ready" holds. */
export const armReady = [...armFor('connect', () => READY_TTL_MS, true), update(() => ({ trouble: null }))];

export const mayStart = (args: Args): boolean => startPermission(args) !== null;
export const start = [
  effects((args) => {
    const permission = startPermission(args);
    return permission === null ? [] : [permission];
  }),
  records((args) => {
    const permission = startPermission(args);
    if (permission === null) return [];
    const { commandId, commandAt, readyAt, patient } = permission;
    const readyBy = args.context.cuff.ready?.by ?? 'patient';
    return [
      record('cuff.commanded', { exam: args.context.exam, commandId, commandAt, readyAt, readyBy, patient }),
    ];
  }),
  cuff(({ context, event }) =>
    event.type === 'doctor.startCuff'
      ? { command: event.commandId, used: [...context.cuff.used, event.commandId] }
      : {},
  ),
];

/** Of the cuff that moves now; anything else is over or was never ours. */
export const isOurs = ({ context, event }: Args): boolean =>
  (event.type === 'cuff.end' || event.type === 'cuff.refused') &&
  context.cuff.command !== null &&
  event.commandId === context.cuff.command;
/** Nothing to stop where it ended by itself, or where the core never started anything. */
export const stopUnlessEnded = effects((args) =>
  isOurs(args) || args.context.cuff.kind === 'memory' ? [] : [{ type: 'cuff.stop' }],
);

export const noteRefusal = [
  records(({ context, event }) =>
    event.type === 'cuff.refused'
      ? [record('cuff.refused', { exam: context.exam, commandId: event.commandId, reason: event.reason })]
      : [],
  ),
  update(({ event }) => ({
    trouble: event.type === 'cuff.refused' && event.reason === 'ready-expired' ? 'ready-expired' : 'stopped',
  })),
];

// --- the instrument ---

export const instrumentChange = (args: Args): Partial<ExamContext> => ({
  instrument: nextInstrument(args),
  trouble: troubleOf(args),
});
/** Its state on entering; what was said before stays where the instrument is well. */
export const lookAtInstrument = update(({ context }) => ({
  trouble: instrumentTrouble(context.instrument, context.instrument, context.trouble),
}));
/** First of all nothing moves; then the instrument is opened anew. */
export const afterRestart = [
  stop,
  update(({ context }) => ({ instrument: reopening(context.instrument) })),
  unready,
  want,
];

// --- what was heard ---

export const hear = cuff(({ event }) => {
  if (event.type === 'cuff.end' && 'numbers' in event.outcome)
    return {
      heard: {
        numbers: event.outcome.numbers,
        at: event.at,
        instrument: event.instrument,
        irregular: false,
        takenAt: null,
        timeByPerson: false,
        ids: event.freshIds,
      },
    };
  if (event.type !== 'memory.record') return {};
  const heard: Heard = {
    numbers: event.numbers,
    at: event.at,
    instrument: event.instrument,
    irregular: event.irregular === true,
    takenAt: event.takenAt,
    timeByPerson: false,
    ids: event.freshIds,
  };
  return event.clock === 'agrees' ? { heard } : { unconfirmed: heard };
});
export const confirm = cuff(({ context }) => ({
  heard: context.cuff.unconfirmed && { ...context.cuff.unconfirmed, timeByPerson: true },
  unconfirmed: null,
}));

export const failureOf = ({ event }: Args): Trouble | null => {
  if (event.type === 'cuff.end' && 'failure' in event.outcome) return FAILURE_TROUBLE[event.outcome.failure];
  return event.type === 'memory.record' && event.movement === true ? 'moving' : null;
};

// --- judging ---

export const verdict = ({
  cuff: { heard, patient, oximeterPulse },
  mode,
  extremesSeen,
}: ExamContext): PressureVerdict | null =>
  heard === null
    ? null
    : judgePressures(heard.numbers, PRESSURE_LIMITS[patient ?? 'adult'], mode, extremesSeen, {
        irregular: heard.irregular,
        timeByPerson: heard.timeByPerson,
        oximeterPulse,
      });

interface Counted {
  readonly take: Take;
  readonly readings: readonly Reading[];
  readonly extremes: readonly string[];
}

/** The take that the heard pressure becomes; with the last one that is asked for, its mean comes first. */
function counted(context: ExamContext): Counted | null {
  const judged = verdict(context);
  const { heard, takes, rested } = context.cuff;
  if (judged?.kind !== 'accept' || heard === null) return null;
  const { numbers, at, instrument, ids } = heard;
  const { flags, confirmed, extremes } = judged;
  const made = { at, instrument, atRest: rested && context.mode === 'full', confirmed };
  const own = pressureReadings({ ...made, numbers, flags: [...flags], ids });
  const take: Take = { numbers, flags: [...flags], readings: own.map(({ id }) => id) };
  const before = takes.at(-1);
  const enough = takes.length + 1 >= takesAsked([...takes, take], context.mode);
  const mean =
    enough && context.mode === 'full' && before !== undefined
      ? meanReadings(before, take, { ...made, ids: ids.slice(IDS_PER_PRESSURE) })
      : [];
  return { take, readings: [...mean, ...own], extremes };
}

export const accepts = ({ context }: Args): boolean => verdict(context)?.kind === 'accept';
export const completes = ({ context }: Args): boolean => {
  const now = counted(context);
  const takes = now === null ? [] : [...context.cuff.takes, now.take];
  return now !== null && takes.length >= takesAsked(takes, context.mode);
};
export const accept = [
  records(({ context }) => {
    const now = counted(context);
    if (now === null || context.cuff.heard === null) return [];
    return [
      record('reading.accepted', {
        exam: context.exam,
        attempt: context.attempt,
        readings: [...now.readings],
        window: [],
        pressures: context.cuff.heard.numbers,
      }),
    ];
  }),
  update(({ context }) => {
    const now = counted(context);
    if (now === null) return {};
    return {
      results: [...now.readings, ...context.results],
      extremesSeen: [...new Set([...context.extremesSeen, ...now.extremes])],
      trouble: now.extremes.length > 0 ? 'extreme' : null,
      progress: (context.cuff.takes.length + 1) / takesAsked([...context.cuff.takes, now.take], context.mode),
      cuff: {
        ...context.cuff,
        takes: [...context.cuff.takes, now.take],
        heard: null,
        ready: null,
        command: null,
      },
    };
  }),
];

/** A try without a result. */
export const giveUp = (reasonOf: (args: Args) => Trouble) => [
  ...refuse((args) => ({ reason: reasonOf(args), ...measured(args.context) })),
  update(({ context }) => {
    const judged = verdict(context);
    const seen = judged?.kind === 'repeat' ? judged.extremes : [];
    return { extremesSeen: [...new Set([...context.extremesSeen, ...seen])] };
  }),
  cuff(() => ({ heard: null, unconfirmed: null, ready: null, command: null })),
];
export const judgedReason = ({ context }: Args): Trouble => {
  const judged = verdict(context);
  return judged === null || judged.kind === 'accept' ? 'timeout' : judged.reason;
};
export const nextAttempt = update(({ context }) => ({ attempt: context.attempt + 1 }));

function measured({
  cuff: { heard, unconfirmed },
  exam,
}: ExamContext): Pick<Refused, 'spo2' | 'pulse' | 'values' | 'exam'> {
  const what = heard ?? unconfirmed;
  if (what === null) return { spo2: null, pulse: null, exam, values: [] };
  const { numbers, at, instrument, ids } = what;
  const all = pressureReadings({ numbers, at, instrument, atRest: false, flags: [], confirmed: [], ids });
  const values = all.map(({ quantity, value, unit }) => ({ quantity, value, unit }));
  return { spo2: null, pulse: numbers.pulseRate, exam, values };
}

/** The doctor wants it again: tries and takes count from one, what was refused and obeyed stays known. */
export const startOver = [
  ...again,
  update(() => ({ attempt: 1, trouble: null, results: [], endReason: null, progress: 0 })),
  cuff(() => ({ heard: null, unconfirmed: null, takes: [], ready: null, command: null })),
];
export const rested = cuff(({ context }) => ({
  rested: context.cuff.takes.length === 0 ? true : context.cuff.rested,
}));
export const notRested = cuff(() => ({ rested: false }));
