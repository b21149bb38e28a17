/** The readings of a pressure that counts, and the mean of the last two. */
import { type Quantity, UCUM } from '../../drivers/contract.ts';
import type { Instant, Pressures, Reading } from '../contract.ts';
import type { Take } from '../exam/context.ts';
import { isPoor, meanPressures } from './judge.ts';

export interface MadeOf {
  readonly numbers: Pressures;
  readonly at: Instant;
  readonly instrument: Reading['instrument'];
  readonly atRest: boolean;
  readonly flags: NonNullable<Reading['flags']>;
  readonly confirmed: readonly string[];
  /** Fresh uuids, one a reading. */
  readonly ids: readonly string[];
}

const QUANTITIES_OF = [
  ['press-cuff-sys', 'systolic', 'sys'],
  ['press-cuff-dia', 'diastolic', 'dia'],
  ['press-cuff-mean', 'mean', null],
  ['pulse-rate', 'pulseRate', null],
] as const satisfies readonly (readonly [Quantity, keyof Pressures, string | null])[];

/** How many ids one pressure may use. */
export const IDS_PER_PRESSURE = QUANTITIES_OF.length;

export function pressureReadings({
  numbers,
  at,
  instrument,
  atRest,
  flags,
  confirmed,
  ids,
}: MadeOf): Reading[] {
  return QUANTITIES_OF.flatMap(([quantity, key, name], index): Reading[] => {
    const value = numbers[key];
    if (value === null) return [];
    const id = ids[index];
    if (!id) throw new Error('a reading needs an id of its own');
    return [
      {
        id: `urn:uuid:${id}`,
        quantity,
        value,
        unit: UCUM[quantity],
        quality: isPoor(flags) ? 'poor' : 'good',
        confirmedExtreme:
          name !== null && (confirmed.includes(`${name}-low`) || confirmed.includes(`${name}-high`)),
        at,
        instrument,
        atRest,
        ...(flags.length > 0 ? { flags: [...flags] } : {}),
      },
    ];
  });
}

/** `a`, `b`: the last two takes; everything else as of the newest. */
export function meanReadings(a: Take, b: Take, made: Omit<MadeOf, 'numbers' | 'flags'>): Reading[] {
  const flags = [...new Set([...a.flags, ...b.flags])];
  const derivedFrom = [...a.readings, ...b.readings];
  const numbers = meanPressures(a.numbers, b.numbers);
  return pressureReadings({ ...made, numbers, flags }).map((reading) => ({ ...reading, derivedFrom }));
}
