/** From an answer of the monitor to a record of its memory. */
import type { MonoMs } from '../contract.ts';
import { cuffNumbers } from '../cuff/numbers.ts';
import { formatHex } from '../parts/hex.ts';
import type { StoredRecord } from '../parts/new-records.ts';
import type { OmronRecord } from './replies.ts';

/** The two positions of its switch, A and B. */
export const BANKS = [0, 1] as const;
export type Bank = (typeof BANKS)[number];

/** Values null: no result of anybody, by its pressures. */
export function storedRecord(reply: OmronRecord, raw: Uint8Array, bank: Bank, at: MonoMs): StoredRecord {
  const { sys, dia, pulseRate, time } = reply;
  const numbers = cuffNumbers({ sys, dia, map: null, pulseRate });
  return {
    // Moment and numbers; the bytes between them mean nothing that is known, so they may be others next time.
    key: formatHex(raw.subarray(3, 9)) + formatHex(raw.subarray(11, 14)),
    at,
    raw,
    takenAt: time,
    user: bank + 1,
    irregular: null,
    movement: null,
    values: numbers && [
      { quantity: 'press-cuff-sys', value: numbers.systolic },
      { quantity: 'press-cuff-dia', value: numbers.diastolic },
      { quantity: 'pulse-rate', value: pulseRate === 0 ? null : pulseRate },
    ],
  };
}
