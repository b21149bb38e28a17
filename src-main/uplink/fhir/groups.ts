/** Which readings make one observation together. */
import type { Reading } from '../../../state-machines/contract.ts';

export interface ReadingGroup {
  readonly what: 'pressure' | 'oxygen' | 'single';
  /** Of the reading that names the observation, urn:uuid. */
  readonly id: string;
  /** The naming one first. */
  readonly readings: readonly Reading[];
}

const PRESSURES: readonly Reading['quantity'][] = ['press-cuff-sys', 'press-cuff-dia', 'press-cuff-mean'];
const OXYGEN: readonly Reading['quantity'][] = ['spo2', 'perfusion-index'];

const kindOf = ({ quantity }: Reading): ReadingGroup['what'] => {
  if (PRESSURES.includes(quantity)) return 'pressure';
  return OXYGEN.includes(quantity) ? 'oxygen' : 'single';
};
const order = ({ quantity }: Reading): number => [...PRESSURES, ...OXYGEN].indexOf(quantity);

/** A mean and the take it ends with are two measurements, even in one event. */
export function groupReadings(readings: readonly Reading[]): ReadingGroup[] {
  const groups = new Map<string, Reading[]>();
  for (const reading of readings) {
    const what = kindOf(reading);
    const own = what === 'single' ? reading.id : '';
    const key = JSON.stringify([what, own, reading.derivedFrom ?? null]);
    groups.set(key, [...(groups.get(key) ?? []), reading]);
  }
  return [...groups.values()].flatMap((members) => {
    const sorted = [...members].sort((a, b) => order(a) - order(b));
    const [first] = sorted;
    return first === undefined ? [] : [{ what: kindOf(first), id: first.id, readings: sorted }];
  });
}
