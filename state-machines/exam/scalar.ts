/** Exams of one number that settles (thermometer, scale): what they share on top of the stream machine. */
import { type Quantity, UCUM } from '../../drivers/contract.ts';
import {
  type CabinetEvent,
  type ExamName,
  type HandheldNeed,
  type Reading,
  type ReadingFlag,
  SCALAR_IDS,
  type ScalarSecond,
  type Trouble,
} from '../contract.ts';
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
  readonly id: ExamName;
  /** An instrument of the hub, or one that a helper reads. */
  readonly source: 'temperature' | 'weight' | HandheldNeed;
  readonly quantity: Quantity;
  readonly questions: readonly AskedFirst[];
  readonly limits: Readonly<Record<AgeBand, ScalarLimits>>;
  readonly attempts: number;
  /** Settled seconds in a row, no further apart than `spread`. */
  readonly needed: number;
  readonly spread: number;
  /** Results that must agree, the last with the one before it; null: one is enough. */
  readonly agree: { readonly within: number; readonly offBetween: Trouble } | null;
  /** Nobody touches the sensor; a person who reads a display types nothing then. */
  readonly offTrouble: Trouble;
  readonly measureDelay: keyof Delays;
  /** Absent: as `agree` says. */
  readonly complete?: (results: readonly Reading[]) => boolean;
  readonly first?: StreamSpec['first'];
  /** Said beside a value that counts. */
  readonly flagsOf?: (value: number, band: AgeBand) => readonly ReadingFlag[];
  readonly site?: Reading['site'];
  /** To the instrument's own resolution. */
  readonly decimals: number;
}

const secondsOf = (context: ExamContext): ScalarSecond[] =>
  context.window.flatMap((s) => ('settled' in s ? [s] : []));

const idsOf = (event: CabinetEvent): readonly string[] => ('freshIds' in event ? (event.freshIds ?? []) : []);

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

  const typed = spec.source !== 'temperature' && spec.source !== 'weight';
  /** What this event says of this exam's instrument; null: nothing. */
  const heard = (event: CabinetEvent): ScalarSecond | null => {
    if (event.type === 'instrument.value') return event.capability === spec.source ? event.second : null;
    if (event.type !== 'helper.typed' || !typed) return null;
    return { at: event.at, contact: 'present', value: event.value, settled: true, outside: null };
  };

  const stream: StreamSpec = {
    id: spec.id,
    told: typed ? 'handhelds' : 'instrument.state',
    event: typed ? 'helper.typed' : 'instrument.value',
    questions: spec.questions,
    attempts: spec.attempts,
    measureDelay: spec.measureDelay,
    ...(typed ? { connectDelay: spec.measureDelay } : {}),
    sense(event) {
      const second = heard(event);
      if (second === null) return null;
      const { at, contact, settled } = second;
      const off = contact === 'searching' ? 'searching' : spec.offTrouble;
      return {
        at,
        contactTrouble: contact === 'present' || settled ? null : off,
        off: contact === 'absent',
        freshIds: idsOf(event),
      };
    },
    grow(context: ExamContext, event: CabinetEvent, delays: Delays): Partial<Window> {
      const second = heard(event);
      if (second === null) return {};
      // Measured, and outside what it can tell: nothing better comes of waiting.
      if (second.outside !== null)
        return { trouble: 'out-of-range', window: [second], lastSecondAt: second.at.mono, ripe: true };
      const trouble = troubleOf(second);
      const window = growWindow(context, secondsOf(context), second, {
        trouble,
        off: trouble === spec.offTrouble,
        needed: spec.needed,
        minimumMs: 0,
        gapMs: delays.gapMs,
        stable: (run) => spread(run.flatMap((s) => s.value ?? [])) <= spec.spread + EPSILON,
        mayEnd: idsOf(event).length >= SCALAR_IDS,
      });
      // Settling is what an instrument does: no word about it until it takes too long.
      return trouble === 'searching' ? { ...window, trouble: null } : window;
    },
    verdict(context) {
      const twice = spec.agree !== null || spec.complete !== undefined;
      if (secondsOf(context).at(-1)?.outside) return { kind: 'repeat', reason: 'out-of-range', extremes: [] };
      const limits = spec.limits[context.ageBand];
      return judgeScalar(measuredOf(context), limits, context.extremesSeen, twice);
    },
    readings(context, ids, confirmed, helper): Reading[] {
      const value = measuredOf(context);
      const at = context.window.at(-1)?.at;
      const instrument = context.instrument.identity;
      const [id] = ids;
      if (value === null || !at || !instrument || !id)
        throw new Error('a reading needs a window, an instrument and an id of its own');
      const flags = spec.flagsOf?.(value, context.ageBand) ?? [];
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
          ...(flags.length === 0 ? {} : { flags: [...flags] }),
          ...(spec.site === undefined ? {} : { site: spec.site }),
          ...(typed && helper !== null ? { enteredBy: helper } : {}),
        },
      ];
    },
    offBetween: spec.agree?.offBetween ?? null,
    ...(spec.first === undefined ? {} : { first: spec.first }),
    complete(results) {
      if (spec.complete !== undefined) return spec.complete(results);
      const [last, before] = results;
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
