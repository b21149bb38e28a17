/** NIBP2020: what the S digit lets the host do. */
import type { StatusMessage } from './messages.ts';

/** Measuring, inflating, holding. */
const MEASURING: ReadonlySet<number> = new Set([3, 8, 9]);
/** Self-test, initialising. */
const WAKING: ReadonlySet<number> = new Set([0, 5]);
const CYCLE = 6;
/** Standby, and error, in which a module stays until the next measurement. */
const RESTING: ReadonlySet<number> = new Set([1, 2]);

export const isMeasuring = (status: number): boolean => MEASURING.has(status);

/** `cycle`: inflates by itself after some minutes. `busy`: whatever else has air in it. */
export type Standing = 'resting' | 'waking' | 'cycle' | 'busy';

export function standingOf({ status, cycleMin }: StatusMessage): Standing {
  if (WAKING.has(status)) return 'waking';
  if (status === CYCLE || cycleMin !== 0) return 'cycle';
  return RESTING.has(status) ? 'resting' : 'busy';
}
