/** The head of the journal: the last number given, the last link of the chain, the visit it belongs to. */
import { type Head, headProof, sameBytes } from './chain.ts';
import type { ReadableDatabase } from './database.ts';
import { JournalError } from './errors.ts';
import { type ReadableStore, statement, type WritableStore } from './store.ts';

interface HeadRow extends Head {
  readonly proof: Buffer;
  /** Sealed; null: there is none. */
  readonly state: Buffer | null;
}

/** Also of a file of an older version, whose head has no state. */
export function readHeadRow(database: ReadableDatabase): HeadRow | null {
  const row = statement(database, 'SELECT * FROM head').get() as HeadRow | undefined;
  return row === undefined ? null : { ...row, state: row.state ?? null };
}

export function requireHeadRow(database: ReadableDatabase): HeadRow {
  const row = readHeadRow(database);
  if (row === null) throw new JournalError('corrupt', 'the head is missing');
  return row;
}

export function requireHead(database: ReadableDatabase): Head {
  const { epoch, seq, slot, link } = requireHeadRow(database);
  return { epoch, seq, slot, link };
}

/** False: the head was changed by someone without the key, or the keys are of another journal. */
export function headHolds(store: ReadableStore): boolean {
  const row = readHeadRow(store.database);
  return row !== null && sameBytes(row.proof, headProof(store.keys.headKey, row));
}

/** `state` is bound to this head. */
export function writeHeadRow({ database, keys }: WritableStore, head: Head, state: Buffer | null): void {
  statement(
    database,
    `INSERT INTO head (one, epoch, seq, slot, link, proof, state) VALUES (1, ?, ?, ?, ?, ?, ?)
     ON CONFLICT (one) DO UPDATE SET epoch = excluded.epoch, seq = excluded.seq, slot = excluded.slot,
       link = excluded.link, proof = excluded.proof, state = excluded.state`,
  ).run(head.epoch, head.seq, head.slot, head.link, headProof(keys.headKey, head), state);
}
