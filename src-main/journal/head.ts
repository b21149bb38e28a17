/** The head of the journal: the last number given, the last link of the chain, the visit it belongs to. */
import { firstLink, type Head, headProof, sameBytes } from './chain.ts';
import type { ReadableDatabase } from './database.ts';
import { JournalError } from './errors.ts';
import { type ReadableStore, statement, type WritableStore } from './store.ts';

/** Why an epoch began: readers see a new one and reconcile by the events' ids. */
export type EpochReason =
  | 'new'
  /** After a backup was restored or a damaged file set aside. */
  | 'restored'
  /** An epoch beyond the head was in use before, in memory only. */
  | 'resumed';

interface HeadRow extends Head {
  readonly proof: Buffer;
}

const NO_LINK = Buffer.alloc(0);

export function readHeadRow(database: ReadableDatabase): HeadRow | null {
  const row = statement(database, 'SELECT epoch, seq, slot, link, proof FROM head').get();
  return row === undefined ? null : (row as HeadRow);
}

export function requireHead(database: ReadableDatabase): Head {
  const row = readHeadRow(database);
  if (row === null) throw new JournalError('corrupt', 'the head is missing');
  return row;
}

/** False: the head was changed by someone without the key, or the keys are of another journal. */
export function headHolds(store: ReadableStore): boolean {
  const row = readHeadRow(store.database);
  return row !== null && sameBytes(row.proof, headProof(store.keys.headKey, row));
}

export function writeHead({ database, keys }: WritableStore, head: Head): void {
  statement(
    database,
    `INSERT INTO head (one, epoch, seq, slot, link, proof) VALUES (1, ?, ?, ?, ?, ?)
     ON CONFLICT (one) DO UPDATE SET epoch = excluded.epoch, seq = excluded.seq, slot = excluded.slot,
       link = excluded.link, proof = excluded.proof`,
  ).run(head.epoch, head.seq, head.slot, head.link, headProof(keys.headKey, head));
}

/** Its chain begins with the end of the one before, so that nothing can be cut off between them. */
export function openEpoch(store: WritableStore, epoch: number, reason: EpochReason, wall: number): void {
  const { database, keys } = store;
  const slot = keys.takeSlot(null);
  const begin = database.transaction(() => {
    const before = readHeadRow(database);
    if (before !== null && epoch <= before.epoch) throw new JournalError('invalid', 'an epoch used before');
    const previous = {
      previousEpoch: before?.epoch ?? 0,
      previousSeq: before?.seq ?? 0,
      previousLink: before?.link ?? NO_LINK,
    };
    const link = firstLink(keys.chainKey, { epoch, wall, reason, ...previous });
    const { previousEpoch, previousSeq, previousLink } = previous;
    statement(database, 'INSERT INTO epoch VALUES (?, ?, ?, ?, ?, ?, ?)').run(
      epoch,
      wall,
      reason,
      previousEpoch,
      previousSeq,
      previousLink,
      link,
    );
    writeHead(store, { epoch, seq: 0, slot: before?.slot ?? slot, link });
  });
  begin.immediate();
}
