/** Pulse oximetry: at least a minute on the finger, a value unchanged for 5 s, retries on another finger. */
import type { CabinetEvent, Second } from '../contract.ts';
import type { Delays } from '../delays.ts';
import type { ExamContext } from '../exam/context.ts';
import type { Exam } from '../exam/declaration.ts';
import { streamExam } from '../exam/stream.ts';
import type { StreamSpec } from '../exam/stream-spec.ts';
import { growWindow, type Window } from '../exam/window.ts';
import { isStable, judge, secondTrouble, windowValues } from '../oximetry/judge.ts';
import { LIMITS } from '../oximetry/limits.ts';
import { makeReadings, READINGS_PER_TRY } from '../oximetry/readings.ts';

const secondsOf = (context: ExamContext): Second[] => context.window.flatMap((s) => ('spo2' in s ? [s] : []));

const judged = (context: ExamContext) =>
  judge(secondsOf(context), LIMITS[context.ageBand], context.extremesSeen);

/** A test or a demonstration may scale the long one alone. */
const quickMs = ({ quickOnFingerMs, minimumOnFingerMs }: Delays): number =>
  Math.min(quickOnFingerMs, minimumOnFingerMs);

function grow(context: ExamContext, event: CabinetEvent, delays: Delays): Partial<Window> {
  if (event.type !== 'instrument.second') return {};
  const limits = LIMITS[context.ageBand];
  const trouble = secondTrouble(event.second, limits);
  return growWindow(context, secondsOf(context), event.second, {
    trouble,
    off: trouble === 'finger-out',
    needed: Math.max(1, Math.ceil(delays.stableMs / 1000)),
    minimumMs: context.mode === 'quick' ? quickMs(delays) : delays.minimumOnFingerMs,
    gapMs: delays.gapMs,
    stable: (run) => isStable(run, limits),
    mayEnd: (event.freshIds ?? []).length >= READINGS_PER_TRY,
  });
}

const CONTACT_TROUBLE = { present: null, searching: 'searching', absent: 'finger-out' } as const;

const spec: StreamSpec = {
  id: 'oximetry',
  told: 'instrument.state',
  event: 'instrument.second',
  questions: [],
  attempts: LIMITS.adult.attempts,
  measureDelay: 'measureMs',
  sense: (event) =>
    event.type === 'instrument.second'
      ? {
          at: event.second.at,
          contactTrouble: CONTACT_TROUBLE[event.second.contact],
          off: event.second.contact === 'absent',
          freshIds: event.freshIds ?? [],
        }
      : null,
  grow,
  verdict(context) {
    const verdict = judged(context);
    switch (verdict.kind) {
      case 'accept':
        return { kind: 'accept', extremes: [], confirmed: verdict.confirmed };
      case 'repeat':
        return { kind: 'repeat', reason: verdict.reason, extremes: verdict.extremes };
      case 'refuse':
        return { kind: 'refuse', reason: verdict.reason };
    }
  },
  readings(context, ids, confirmed) {
    const values = windowValues(secondsOf(context));
    if (values === null) return [];
    return makeReadings({
      values,
      confirmed,
      at: context.window.at(-1)?.at,
      instrument: context.instrument.identity,
      atRest: context.mode === 'quick' ? false : null,
      ids,
    });
  },
  offBetween: null,
  complete: () => true,
  refusedValues(context) {
    const values = windowValues(secondsOf(context));
    return { spo2: values?.spo2 ?? null, pulse: values?.pulse ?? null };
  },
};

export const oximetry: Exam = {
  exam: 'oximetry',
  version: 4,
  title: 'Oximetry',
  needs: 'oximetry',
  startsWithout: true,
  questions: [],
  wantedOn: ['position', 'connect', 'measure', 'repeat'],
  corrections: ['nail-polish', 'bright-light', 'low-perfusion', 'moving', 'again'],
  blockedBy: () => null,
  machine: streamExam(spec),
};
