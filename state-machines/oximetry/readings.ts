/** The readings of an accepted window of pulse oximetry. */
import { UCUM } from '../../drivers/contract.ts';
import type { Instant, Reading } from '../contract.ts';
import type { Values } from './judge.ts';

/** An accepted try makes at most this many readings, each with an id of its own. */
export const READINGS_PER_TRY = 3;

export interface MadeOf {
  readonly values: Values;
  readonly confirmed: readonly string[];
  /** Of the last second. */
  readonly at: Instant | undefined;
  readonly instrument: Reading['instrument'] | null;
  readonly atRest: boolean | null;
  /** Fresh uuids, one a reading. */
  readonly ids: readonly string[];
}

export function makeReadings({ values, confirmed, at, instrument, atRest, ids }: MadeOf): Reading[] {
  if (!at || !instrument) throw new Error('a reading needs a window and an instrument');
  const quantities = [
    ['spo2', values.spo2, confirmed.includes('spo2-low')],
    ['pulse-rate', values.pulse, confirmed.includes('pulse-low') || confirmed.includes('pulse-high')],
    ['perfusion-index', values.perfusionIndex, false],
  ] as const;
  return quantities.flatMap(([quantity, value, confirmedExtreme], index) => {
    if (value === null) return [];
    const id = ids[index];
    if (!id) throw new Error('a reading needs an id of its own');
    const unit = UCUM[quantity];
    return [
      {
        id: `urn:uuid:${id}`,
        quantity,
        value,
        unit,
        quality: 'good',
        confirmedExtreme,
        at,
        instrument,
        atRest,
      },
    ];
  });
}
