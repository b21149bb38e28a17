/** SunTech Advantage: what a result packet means for the patient. */
import type { CuffEndEvent } from '../contract.ts';
import type { CuffFailure } from '../cuff/contract.ts';
import { cuffNumbers } from '../cuff/numbers.ts';
import type { Result } from './packets.ts';

/** Decimal, as in the vendor's table. What is not here is the module's own trouble. */
const FAILURES: ReadonlyMap<number, CuffFailure> = new Map([
  [1, 'weak-pulse'],
  [2, 'movement'],
  [3, 'out-of-range'],
  [4, 'took-too-long'],
  [85, 'air-blocked'],
  [86, 'stopped'],
  [87, 'leak'],
  [88, 'took-too-long'],
  [89, 'over-pressure'],
]);

export function outcomeOf(result: Result): CuffEndEvent['outcome'] {
  if (result.error !== 0) return { failure: FAILURES.get(result.error) ?? 'hardware' };
  const numbers = cuffNumbers(result);
  return numbers === null ? { failure: 'implausible' } : { numbers };
}
