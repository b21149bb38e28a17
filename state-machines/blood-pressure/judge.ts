/** Judges pressures: may these numbers become readings, are they enough, and what is their mean? Pure. */
import type { ExamMode, Pressures, Reading } from '../contract.ts';
import type { Take } from '../exam/context.ts';
import { extremeOf, outside } from '../exam/range.ts';
import { DIFFER_MMHG, type PressureLimits } from './limits.ts';

type Flag = NonNullable<Reading['flags']>[number];

export interface Beside {
  readonly irregular: boolean;
  readonly timeByPerson: boolean;
  /** /min; null: the oximeter measured none a short while ago. */
  readonly oximeterPulse: number | null;
}

export type PressureVerdict =
  | {
      readonly kind: 'accept';
      readonly extremes: readonly string[];
      /** Seen in an earlier try too. */
      readonly confirmed: readonly string[];
      readonly flags: readonly Flag[];
    }
  | { readonly kind: 'repeat'; readonly reason: 'extreme'; readonly extremes: readonly string[] }
  | { readonly kind: 'refuse'; readonly reason: 'implausible' };

function implausible(numbers: Pressures, limits: PressureLimits): boolean {
  const { systolic, diastolic, mean, pulseRate } = numbers;
  const { plausible } = limits;
  return (
    outside(systolic, plausible.systolic) ||
    outside(diastolic, plausible.diastolic) ||
    (pulseRate !== null && outside(pulseRate, plausible.pulse)) ||
    systolic < diastolic + limits.leastPulsePressure ||
    (mean !== null && !(diastolic < mean && mean < systolic))
  );
}

function flagsOf(numbers: Pressures, limits: PressureLimits, beside: Beside): Flag[] {
  const { systolic, diastolic, mean, pulseRate } = numbers;
  const flags: Flag[] = [];
  if (beside.irregular) flags.push('irregular');
  if (pulseRate !== null && beside.oximeterPulse !== null)
    if (Math.abs(pulseRate - beside.oximeterPulse) > limits.pulseWithin) flags.push('pulse-differs');
  if (mean !== null && Math.abs(mean - (diastolic + (systolic - diastolic) / 3)) > limits.meanWithin)
    flags.push('mean-unlikely');
  if (beside.timeByPerson) flags.push('time-by-person');
  return flags;
}

/**
 * `seen`: the extremes of the tries before this one. The full protocol measures again anyway, so there an extreme
 * counts at once and is confirmed by the next; a quick one is measured a second time first.
 */
export function judgePressures(
  numbers: Pressures,
  limits: PressureLimits,
  mode: ExamMode,
  seen: readonly string[],
  beside: Beside,
): PressureVerdict {
  if (implausible(numbers, limits)) return { kind: 'refuse', reason: 'implausible' };
  const extremes = [
    extremeOf('sys', numbers.systolic, limits.usual.systolic),
    extremeOf('dia', numbers.diastolic, limits.usual.diastolic),
  ].flatMap((extreme) => extreme ?? []);
  const confirmed = extremes.filter((extreme) => seen.includes(extreme));
  if (mode === 'quick' && extremes.length > 0 && confirmed.length === 0)
    return { kind: 'repeat', reason: 'extreme', extremes };
  return { kind: 'accept', extremes, confirmed, flags: flagsOf(numbers, limits, beside) };
}

/** A number that is less sure than it looks. */
export const isPoor = (flags: readonly Flag[]): boolean =>
  flags.includes('pulse-differs') || flags.includes('mean-unlikely');

const far = (a: Pressures, b: Pressures): boolean =>
  Math.abs(a.systolic - b.systolic) >= DIFFER_MMHG || Math.abs(a.diastolic - b.diastolic) >= DIFFER_MMHG;

/** How many pressures this exam asks for, as far as is known now. */
export function takesAsked(takes: readonly Pick<Take, 'numbers' | 'flags'>[], mode: ExamMode): number {
  if (mode === 'quick') return 1;
  const [first, second] = takes;
  const differ = first !== undefined && second !== undefined && far(first.numbers, second.numbers);
  const unsure = takes.slice(0, 3).some(({ flags }) => flags.includes('irregular') || isPoor(flags));
  return differ || unsure ? 4 : 3;
}

const meanOf = (a: number | null, b: number | null): number | null =>
  a === null || b === null ? null : Math.round((a + b) / 2);

/** Whole mm[Hg] and beats; the first reading is always left out by asking for three. */
export function meanPressures(a: Pressures, b: Pressures): Pressures {
  return {
    systolic: Math.round((a.systolic + b.systolic) / 2),
    diastolic: Math.round((a.diastolic + b.diastolic) / 2),
    mean: meanOf(a.mean, b.mean),
    pulseRate: meanOf(a.pulseRate, b.pulseRate),
  };
}
