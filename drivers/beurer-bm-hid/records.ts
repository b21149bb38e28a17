/** From an answer of the monitor to a record of its memory. */
import type { MonoMs } from '../contract.ts';
import { cuffNumbers } from '../cuff/numbers.ts';
import { formatHex } from '../parts/hex.ts';
import type { RecordList, StoredRecord } from '../parts/new-records.ts';
import type { BeurerReply } from './replies.ts';

export type MemoryReply = Extract<BeurerReply, { type: 'record' | 'undated' }>;

const NOTHING = { values: null, takenAt: null, user: null, irregular: null, movement: null } as const;

/** Values null: no result of anybody, by its moment or by its pressures. */
export function storedRecord(reply: MemoryReply, raw: Uint8Array, at: MonoMs): StoredRecord {
  const place = { key: formatHex(raw), raw, at };
  if (reply.type === 'undated') return { ...NOTHING, ...place };
  const { sys, dia, pulseRate, user, irregular, movement, time } = reply;
  const numbers = cuffNumbers({ sys, dia, map: null, pulseRate });
  return {
    ...place,
    takenAt: time,
    user,
    irregular,
    movement,
    values: numbers && [
      { quantity: 'press-cuff-sys', value: numbers.systolic },
      { quantity: 'press-cuff-dia', value: numbers.diastolic },
      { quantity: 'pulse-rate', value: pulseRate === 0 ? null : pulseRate },
    ],
  };
}

const USERS = [1, 2] as const;

/** `records`: in the monitor's order, all of user 1 before all of user 2, each newest first. */
export function listsOf(records: readonly StoredRecord[]): readonly RecordList[] {
  return USERS.map((user) => ({
    name: String(user),
    // Whose an undated one is cannot be told; it is nobody's result, and marks nothing of the other's as new.
    records: records.filter((record) => (record.user ?? 1) === user),
  }));
}
