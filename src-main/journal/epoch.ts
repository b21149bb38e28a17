/** The epochs of the journal: each has a chain of its own that begins with the end of the one before. */
import { firstLink, sameBytes } from './chain.ts';
import type { ReadableDatabase } from './database.ts';
import { JournalError } from './errors.ts';
import { readHeadRow } from './head.ts';
import { NO_STATE, readHeadState, writePresent } from './present.ts';
import { type ReadableStore, statement, type WritableStore } from './store.ts';

/** Why an epoch began: readers see a new one and reconcile by the events' ids. */
export type EpochReason =
  | 'new'
  /** After a backup was restored or a damaged file set aside. */
  | 'restored'
  /** An epoch beyond the head was in use before, in memory only. */
  | 'resumed';

interface EpochRow {
  epoch: number;
  wall: number;
  reason: string;
  previous_epoch: number;
  previous_seq: number;
  previous_link: Buffer;
  link: Buffer;
}

const NO_LINK = Buffer.alloc(0);

export function readEpochs(database: ReadableDatabase): EpochRow[] {
  return statement(database, 'SELECT * FROM epoch ORDER BY epoch').all() as EpochRow[];
}

export function epochHolds({ keys }: ReadableStore, row: EpochRow): boolean {
  const { epoch, wall, reason } = row;
  const previous = {
    previousEpoch: row.previous_epoch,
    previousSeq: row.previous_seq,
    previousLink: row.previous_link,
  };
  return sameBytes(row.link, firstLink(keys.chainKey, { epoch, wall, reason, ...previous }));
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
    const state = before === null ? NO_STATE : readHeadState(store).state;
    writePresent(store, { head: { epoch, seq: 0, slot: before?.slot ?? slot, link }, state });
  });
  begin.immediate();
}
