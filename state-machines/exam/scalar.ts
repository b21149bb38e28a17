/** Exams of one number that settles (thermometer, scale): what they share on top of the stream machine. */
import { type Quantity, UCUM } from '../../drivers/contract.ts';
import { type CabinetEvent, type Reading, SCALAR_IDS, type ScalarSecond, type Trouble } from '../contract.ts';
import type { Delays } from '../delays.ts';
import type { AgeBand } from './age.ts';
import type { ExamContext } from './context.ts';
import type { AskedFirst } from './declaration.ts';
import { extremeOf, outside, type Range, spread } from './range.ts';
import { streamExam } from './stream.ts';
import type { StreamSpec, Verdict } from './stream-spec.ts';
import { growWindow, type Window } from './window.ts';

export interface ScalarLimits {
  /** Outside: a fault, or not a person. */
  readonly plausible: Range;
  /** Outside: measured again; the same extreme twice is a result. */
  readonly usual: Range;
}

export interface ScalarSpec {
  readonly capability: 'temperature' | 'weight';
  readonly quantity: Quantity;
  readonly questions: readonly AskedFirst[];
  readonly limits: Readonly<Record<AgeBand, ScalarLimits>>;
  readonly attempts: number;
  /** Settled seconds in a row, no further apart than `spread`. */
  readonly needed: number;
  readonly spread: number;
  /** Results that must agree, the last with the one before it; null: one is enough. */
  readonly agree: { readonly within: number; readonly offBetween: Trouble } | null;
  readonly offTrouble: Trouble;
  readonly measureDelay: keyof Delays;
  /** To the instrument's own resolution. */
  readonly decimals: number;
}

const secondsOf = (context: ExamContext): ScalarSecond[] =>
  context.window.flatMap((s) => ('settled' in s ? [s] : []));

/** Rounding noise of a decimal number is no difference. */
const EPSILON = 1e-6;

/** Pure; `seen`: the extremes of the tries before this one. */
export function judgeScalar(
  value: number | null,
  limits: ScalarLimits,
  seen: readonly string[],
  confirmsItself: boolean,
): Verdict {
  if (value === null) return { kind: 'repeat', reason: 'searching', extremes: [] };
  if (outside(value, limits.plausible)) return { kind: 'refuse', reason: 'implausible' };
  const extreme = extremeOf('value', value, limits.usual);
  if (extreme === null) return { kind: 'accept', extremes: [], confirmed: [] };
  const confirmed = seen.includes(extreme) ? [extreme] : [];
  // Measured twice anyway: the second one confirms or does not, a third helps nobody.
  if (confirmed.length > 0 || confirmsItself) return { kind: 'accept', extremes: [extreme], confirmed };
  return { kind: 'repeat', reason: 'extreme', extremes: [extreme] };
}

export function scalarExam(spec: ScalarSpec) {
  const measuredOf = (context: ExamContext): number | null => {
    const value = secondsOf(context).at(-1)?.value ?? null;
    return value === null ? null : Number(value.toFixed(spec.decimals));
  };
  const troubleOf = (second: ScalarSecond): Trouble | null => {
    if (second.contact === 'absent') return spec.offTrouble;
    return second.settled && second.value !== null ? null : 'searching';
  };

  const stream: StreamSpec = {
    id: spec.capability,
    event: 'instrument.value',
    questions: spec.questions,
    attempts: spec.attempts,
    measureDelay: spec.measureDelay,
    sense: (event) =>
      event.type === 'instrument.value' && event.capability === spec.capability
        ? {
            at: event.second.at,
            contactTrouble:
              event.second.contact === 'present' || event.second.settled
                ? null
                : event.second.contact === 'searching'
                  ? 'searching'
                  : spec.offTrouble,
            off: event.second.contact === 'absent',
            freshIds: event.freshIds ?? [],
          }
        : null,
    grow(context: ExamContext, event: CabinetEvent, delays: Delays): Partial<Window> {
      if (event.type !== 'instrument.value') return {};
      // Measured, and outside what it can tell: nothing better comes of waiting.
      if (event.second.outside !== null)
        return {
          trouble: 'out-of-range',
          window: [event.second],
          lastSecondAt: event.second.at.mono,
          ripe: true,
        };
      const trouble = troubleOf(event.second);
      const window = growWindow(context, secondsOf(context), event.second, {
        trouble,
        off: trouble === spec.offTrouble,
        needed: spec.needed,
        minimumMs: 0,
        gapMs: delays.gapMs,
        stable: (run) => spread(run.flatMap((s) => s.value ?? [])) <= spec.spread + EPSILON,
        mayEnd: (event.freshIds ?? []).length >= SCALAR_IDS,
      });
      // Settling is what an instrument does: no word about it until it takes too long.
      return trouble === 'searching' ? { ...window, trouble: null } : window;
    },
    verdict(context) {
      if (secondsOf(context).at(-1)?.outside) return { kind: 'repeat', reason: 'out-of-range', extremes: [] };
      const limits = spec.limits[context.ageBand];
      return judgeScalar(measuredOf(context), limits, context.extremesSeen, spec.agree !== null);
    },
    readings(context, ids, confirmed): Reading[] {
      const value = measuredOf(context);
      const at = context.window.at(-1)?.at;
      const instrument = context.instrument.identity;
      const [id] = ids;
      if (value === null || !at || !instrument || !id)
        throw new Error('a reading needs a window, an instrument and an id of its own');
      return [
        {
          id: `urn:uuid:${id}`,
          quantity: spec.quantity,
          value,
          unit: UCUM[spec.quantity],
          quality: 'good',
          confirmedExtreme: confirmed.length > 0,
          at,
          instrument,
          atRest: context.mode === 'quick' ? false : null,
        },
      ];
    },
    offBetween: spec.agree?.offBetween ?? null,
    complete([last, before]) {
      if (spec.agree === null) return last !== undefined;
      if (last === undefined || before === undefined) return false;
      return Math.abs(last.value - before.value) <= spec.agree.within + EPSILON;
    },
    refusedValues(context) {
      const value = measuredOf(context);
      const values = value === null ? [] : [{ quantity: spec.quantity, value, unit: UCUM[spec.quantity] }];
      return { spo2: null, pulse: null, exam: context.exam, values };
    },
  };
  return streamExam(stream);
}
