/** What has not been brought to the record yet. */
import type { Cursor, JournalEvent } from '../journal/contract.ts';
import type { FeedName } from './contract.ts';
import { cursorOf, START } from './cursor.ts';

/** Of the journal, or of a reader beside it. */
export interface Waited {
  read(cursor: Cursor, limit: number): Promise<readonly JournalEvent[]> | readonly JournalEvent[];
  readerCursor(reader: string): Promise<Cursor | null> | Cursor | null;
}

export interface Waiting {
  /** Events of visits that the feed has not passed. */
  readonly events: number;
  /** Of the oldest of them, ms since 1970 UTC; null: none. */
  readonly oldestAt: number | null;
}

const PAGE = 1000;
/** A weeks' cut; beyond it the number says no more. */
const MOST_READ = 20_000;

export async function waitingOf(journal: Waited, feed: FeedName): Promise<Waiting> {
  let events = 0;
  let oldestAt: number | null = null;
  let from = (await journal.readerCursor(feed)) ?? START;
  for (let read = 0; read < MOST_READ; read += PAGE) {
    const page = await journal.read(from, PAGE);
    const last = page.at(-1);
    if (last === undefined) break;
    const ofVisits = page.filter(({ visit }) => visit !== null);
    oldestAt ??= ofVisits[0]?.at.wall ?? null;
    events += ofVisits.length;
    from = cursorOf(last);
  }
  return { events, oldestAt };
}
