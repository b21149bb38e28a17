/** Berry PM6750: what the end of a measurement means for the patient. */
import type { CuffEndEvent } from '../contract.ts';
import type { CuffFailure } from '../cuff/contract.ts';
import { cuffNumbers } from '../cuff/numbers.ts';
import type { Nibp } from './nibp.ts';

const FAILURES: Readonly<Record<Exclude<Nibp['status'], 'finished' | 'measuring'>, CuffFailure>> = {
  stopped: 'stopped',
  overPressure: 'over-pressure',
  looseCuff: 'loose-cuff',
  timeOut: 'took-too-long',
  error: 'hardware',
  movement: 'movement',
  outOfRange: 'out-of-range',
  // The module started anew in mid-measure.
  initialising: 'hardware',
  initialised: 'hardware',
  unknown: 'hardware',
};

/** `report`: the first one behind those of a measuring phase; null while that goes on. The module tells no pulse. */
export function outcomeOf(report: Nibp): CuffEndEvent['outcome'] | null {
  if (report.status === 'measuring') return null;
  if (report.status !== 'finished') return { failure: FAILURES[report.status] };
  const numbers = cuffNumbers({ ...report, pulseRate: null });
  return numbers === null ? { failure: 'implausible' } : { numbers };
}
