/** What a person does about rows that are parked, or with a record of his own. Each act is an event of the journal. */
import type { Instant } from '../../state-machines/contract.ts';
import type { Cursor, Journal, JournalEvent } from '../journal/contract.ts';
import { FEEDS, type FeedName, settledReader } from './contract.ts';
import { cursorOf } from './cursor.ts';
import { commitUplink, foldParked, type ParkedRow } from './parked.ts';

const PAGE = 1000;

export interface Reading {
  read(cursor: Cursor, limit: number): readonly JournalEvent[];
  readerCursor(reader: string): Cursor | null;
}

/** Of all feeds, oldest first; reads from the oldest parked row on. */
export function parkedIn(journal: Reading): ParkedRow[] {
  return FEEDS.flatMap((feed) => {
    const rows = new Map<string, ParkedRow>();
    for (let from = journal.readerCursor(settledReader(feed)); from !== null; ) {
      const page = journal.read(from, PAGE);
      for (const event of page) foldParked(rows, event, feed);
      const last = page.at(-1);
      from = last === undefined ? null : cursorOf(last);
    }
    return [...rows.values()];
  });
}

export interface Act {
  readonly feed: FeedName;
  /** Id of the row's event. */
  readonly row: string;
  readonly by: string;
}

export const askRetry = (journal: Pick<Journal, 'commit'>, at: Instant, act: Act): Promise<void> =>
  commitUplink(journal, null, at, 'record.retry', act);

/** `reason`: may say what it is about, so it is sealed with the row's visit. */
export const purge = (
  journal: Pick<Journal, 'commit'>,
  at: Instant,
  visit: string | null,
  act: Act & { readonly reason: string },
): Promise<void> => commitUplink(journal, visit, at, 'record.purged', act);

/** Everything up to `upTo` is in the operator's hands: it may be forgotten. */
export async function noteExport(
  journal: Pick<Journal, 'commit' | 'saveReaderCursor'>,
  at: Instant,
  upTo: Cursor,
  by: string,
  sha256: string,
): Promise<void> {
  await commitUplink(journal, null, at, 'record.exported', { by, upTo: cursorOf(upTo), sha256 });
  await journal.saveReaderCursor('record', upTo);
  await journal.saveReaderCursor(settledReader('record'), upTo);
}
