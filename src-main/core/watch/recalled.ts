/** The watch of a visit that is over, read back from its rows; see `state-machines/distress/recall.ts`. */
import type { Instant } from '../../../state-machines/contract.ts';
import { recallWatch } from '../../../state-machines/distress/recall.ts';
import { WATCH_KIND } from '../../../state-machines/distress/row.ts';
import type { WatchState } from '../../../state-machines/distress/watch.ts';
import type { Cursor, Journal, JournalEvent } from '../../journal/contract.ts';

const PAGE = 500;

export async function recalledWatch(
  journal: Pick<Journal, 'read'>,
  visit: string,
  at: Instant,
): Promise<WatchState> {
  const rows: JournalEvent[] = [];
  let cursor: Cursor = { epoch: 0, seq: 0 };
  for (;;) {
    const read = await journal.read(cursor, PAGE, visit);
    rows.push(...read.filter(({ kind }) => kind === WATCH_KIND));
    const last = read.at(-1);
    if (last === undefined || read.length < PAGE) return recallWatch(visit, rows, at);
    cursor = { epoch: last.epoch, seq: last.seq };
  }
}
