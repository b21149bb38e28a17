/** From a scale's reports to the contract's readings: a weight counts when it rests, from a zero that was seen. */
import type { Contact, Measured, MonoMs, ReadingEvent } from '../contract.ts';
import type { Framed } from '../parts/frames.ts';
import type { ScaleReport, ScaleStatus } from './report.ts';

/** The protocol's own advice. */
export const EQUAL_REPORTS = 5;

/** Its zero is off, or nobody knows: tared with something on it, then emptied. */
const ASTRAY: ReadonlySet<ScaleStatus> = new Set(['fault', 'underZero', 'needsCalibration', 'needsZero']);

const isEmpty = ({ status, kg }: ScaleReport) => status === 'zero' || kg === 0;

function contactOf(report: ScaleReport): Contact {
  if (ASTRAY.has(report.status) || isEmpty(report)) return 'absent';
  return report.status === 'moving' ? 'searching' : 'present';
}

/** kg, to the gram. */
function massOf(report: ScaleReport): Omit<Measured, 'quantity'> {
  if (report.status === 'overLimit') return { value: null, outside: 'above' };
  if (report.kg === null || isEmpty(report)) return { value: null };
  return { value: Math.round(report.kg * 1000) / 1000 };
}

/**
 * The first report after power-on may be the last patient, and a tare with something on the scale falsifies all that
 * follows: so the scale must have said "empty" since it was opened, and since its zero was last in doubt. Until five
 * equal stable reports the weight is shown and not accepted.
 */
export function createReadings(): (framed: Framed<ScaleReport>, at: MonoMs) => ReadingEvent {
  let zeroSeen = false;
  let weight: number | null = null;
  let equal = 0;

  return ({ frame: report, raw }, at) => {
    if (ASTRAY.has(report.status)) zeroSeen = false;
    else if (isEmpty(report)) zeroSeen = true;
    const mass = massOf(report);
    equal = mass.value !== null && mass.value === weight ? equal + 1 : 1;
    weight = mass.value;
    const settled = zeroSeen && equal >= EQUAL_REPORTS;
    return {
      kind: 'reading',
      at,
      contact: contactOf(report),
      quality: weight === null ? 'none' : settled ? 'good' : 'poor',
      values: [{ quantity: 'mass-body', ...mass }],
      raw,
    };
  };
}
