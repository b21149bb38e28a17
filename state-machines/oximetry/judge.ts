/** Judges a window of seconds: may these numbers become readings? Pure; the limits are a table. */
import type { Second, Trouble } from '../contract.ts';
import { outside, spread } from '../exam/range.ts';
import type { OximetryLimits } from './limits.ts';

/** Which quantity is out of its usual range, and on which side. */
export const EXTREMES = ['spo2-low', 'pulse-low', 'pulse-high'] as const;
export type Extreme = (typeof EXTREMES)[number];

export interface Values {
  readonly spo2: number;
  readonly pulse: number;
  readonly perfusionIndex: number | null;
}

export type Verdict =
  | { readonly kind: 'accept'; readonly values: Values; readonly confirmed: readonly Extreme[] }
  | {
      readonly kind: 'repeat';
      readonly reason: Extract<Trouble, 'extreme' | 'unstable' | 'low-perfusion' | 'moving' | 'searching'>;
      readonly values: Values | null;
      readonly extremes: readonly Extreme[];
    }
  | { readonly kind: 'refuse'; readonly reason: 'implausible'; readonly values: Values };

/** Always one of the numbers the instrument sent, never an average of two. */
function median(values: readonly number[]): number | null {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor((sorted.length - 1) / 2)] ?? null;
}

/** What keeps one second from counting, null when it counts. */
export function secondTrouble(second: Second, limits: OximetryLimits): Trouble | null {
  if (second.contact === 'absent') return 'finger-out';
  if (second.contact === 'searching') return 'searching';
  if (second.perfusionIndex !== null && second.perfusionIndex < limits.lowestPerfusionIndex)
    return 'low-perfusion';
  if (second.good < limits.lowestGood) return 'moving';
  return second.spo2 === null || second.pulse === null ? 'searching' : null;
}

export function isStable(window: readonly Second[], limits: OximetryLimits): boolean {
  const spo2 = window.flatMap((s) => s.spo2 ?? []);
  const pulse = window.flatMap((s) => s.pulse ?? []);
  if (spo2.length === 0 || spo2.length !== window.length || pulse.length !== window.length) return false;
  return spread(spo2) <= limits.spread.spo2 && spread(pulse) <= limits.spread.pulse;
}

export function windowValues(window: readonly Second[]): Values | null {
  const spo2 = median(window.flatMap((s) => s.spo2 ?? []));
  const pulse = median(window.flatMap((s) => s.pulse ?? []));
  if (spo2 === null || pulse === null) return null;
  return { spo2, pulse, perfusionIndex: median(window.flatMap((s) => s.perfusionIndex ?? [])) };
}

function extremesOf(values: Values, limits: OximetryLimits): Extreme[] {
  const found: Extreme[] = [];
  if (values.spo2 < limits.usual.spo2.low) found.push('spo2-low');
  if (values.pulse < limits.usual.pulse.low) found.push('pulse-low');
  if (values.pulse > limits.usual.pulse.high) found.push('pulse-high');
  return found;
}

/**
 * `window`: the last seconds, oldest first. `seen`: the extremes of the tries before this one. An extreme that comes
 * back is a result, marked confirmed, never hidden.
 */
export function judge(
  window: readonly Second[],
  limits: OximetryLimits,
  seen: readonly string[] = [],
): Verdict {
  const values = windowValues(window);
  const trouble = window.map((s) => secondTrouble(s, limits)).find((t) => t !== null);
  if (values === null || trouble === 'finger-out' || trouble === 'searching')
    return { kind: 'repeat', reason: 'searching', values, extremes: [] };
  if (trouble === 'low-perfusion' || trouble === 'moving')
    return { kind: 'repeat', reason: trouble, values, extremes: [] };
  if (!isStable(window, limits)) return { kind: 'repeat', reason: 'unstable', values, extremes: [] };
  if (outside(values.spo2, limits.plausible.spo2) || outside(values.pulse, limits.plausible.pulse))
    return { kind: 'refuse', reason: 'implausible', values };
  const extremes = extremesOf(values, limits);
  const confirmed = extremes.filter((extreme) => seen.includes(extreme));
  if (extremes.length > 0 && confirmed.length === 0)
    return { kind: 'repeat', reason: 'extreme', values, extremes };
  return { kind: 'accept', values, confirmed };
}
