/** The rows that are parked, as the journal's own events tell it: nothing of it is kept anywhere else. */
import { isDeepStrictEqual } from 'node:util';
import type { Instant } from '../../state-machines/contract.ts';
import type { Cursor, Journal, JournalEvent } from '../journal/contract.ts';
import { plainTransaction } from '../journal/plain-transaction.ts';
import {
  type FeedName,
  type Parked,
  readUplink,
  settledReader,
  type UplinkKind,
  type UplinkPayload,
} from './contract.ts';
import { cursorOf, isAfter, START } from './cursor.ts';

type Store = Pick<Journal, 'read' | 'commit' | 'readerCursor' | 'saveReaderCursor'>;

const PAGE = 1000;

export interface ParkedRow {
  readonly parked: Parked;
  readonly visit: string | null;
}

export interface ParkedRows {
  /** Reads back what is parked. Call once, before anything else. */
  recall(): Promise<void>;
  all(): readonly ParkedRow[];
  /** Durable when it resolves. A row parked before keeps its date. */
  park(row: JournalEvent, why: Omit<Parked, 'feed' | 'row' | 'since'>, at: Instant): Promise<void>;
  delivered(id: string, at: Instant): Promise<void>;
  /** A person's act, read from the journal. */
  purged(id: string): void;
  /** Tells the journal that everything before the oldest parked row, or up to `cursor`, is settled. */
  settle(cursor: Cursor): Promise<void>;
}

/** Writes one event and nothing else. */
export async function commitUplink<K extends UplinkKind>(
  journal: Pick<Journal, 'commit'>,
  visit: string | null,
  at: Instant,
  kind: K,
  payload: UplinkPayload<K>,
): Promise<void> {
  await journal.commit(plainTransaction({ visit, at, records: [{ kind, payload }] }));
}

/** What is parked after `event`, given what was before. */
export function foldParked(rows: Map<string, ParkedRow>, event: JournalEvent, feed: FeedName): void {
  const parked = readUplink(event, 'record.parked');
  if (parked?.feed === feed) rows.set(parked.row.id, { parked, visit: event.visit });
  const delivered = readUplink(event, 'record.delivered');
  if (delivered?.feed === feed) rows.delete(delivered.row.id);
  const purged = readUplink(event, 'record.purged');
  if (purged?.feed === feed) rows.delete(purged.row);
}

export function createParkedRows(journal: Store, feed: FeedName): ParkedRows {
  const rows = new Map<string, ParkedRow>();
  const reader = settledReader(feed);
  let settled: Cursor = START;

  return {
    async recall() {
      const saved = await journal.readerCursor(reader);
      // Written before anything is parked: where there is none, nothing ever was.
      if (saved === null) return journal.saveReaderCursor(reader, START);
      settled = saved;
      for (let from: Cursor | null = settled; from !== null; ) {
        const page: readonly JournalEvent[] = await journal.read(from, PAGE);
        for (const event of page) foldParked(rows, event, feed);
        const last = page.at(-1);
        from = last === undefined ? null : cursorOf(last);
      }
    },
    all: () => [...rows.values()],
    async park(event, why, at) {
      const { epoch, seq, id, visit } = event;
      const before = rows.get(id)?.parked;
      const parked: Parked = { feed, row: { epoch, seq, id }, since: before?.since ?? at.wall, ...why };
      if (before !== undefined && isDeepStrictEqual(before, parked)) return;
      await commitUplink(journal, visit, at, 'record.parked', parked);
      rows.set(id, { parked, visit });
    },
    async delivered(id, at) {
      const row = rows.get(id);
      if (row === undefined) return;
      await commitUplink(journal, row.visit, at, 'record.delivered', { feed, row: row.parked.row });
      rows.delete(id);
    },
    purged(id) {
      rows.delete(id);
    },
    async settle(cursor) {
      let upTo = cursor;
      for (const { parked } of rows.values()) {
        const before = { epoch: parked.row.epoch, seq: parked.row.seq - 1 };
        if (isAfter(upTo, before)) upTo = before;
      }
      if (!isAfter(upTo, settled)) return;
      await journal.saveReaderCursor(reader, upTo);
      settled = upTo;
    },
  };
}
