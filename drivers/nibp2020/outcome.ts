/** NIBP2020: what a status behind the end of a measurement means for the patient. */
import type { CuffEndEvent } from '../contract.ts';
import type { CuffFailure } from '../cuff/contract.ts';
import { cuffNumbers } from '../cuff/numbers.ts';
import type { StatusMessage } from './messages.ts';

/** By M code. What is not here is the module's own trouble. */
const FAILURES: ReadonlyMap<number, CuffFailure> = new Map([
  [6, 'loose-cuff'],
  [7, 'leak'],
  [8, 'air-blocked'],
  [9, 'weak-pulse'],
  [10, 'out-of-range'],
  [11, 'movement'],
  [12, 'over-pressure'],
  [13, 'movement'],
  [14, 'leak'],
]);

/** This protocol always tells the mean, and only it tells whether the order of the fields was read right. */
export function outcomeOf(status: StatusMessage): CuffEndEvent['outcome'] {
  if (status.message !== 0) return { failure: FAILURES.get(status.message) ?? 'hardware' };
  const numbers = status.ordered ? cuffNumbers(status) : null;
  return numbers === null ? { failure: 'implausible' } : { numbers };
}
