/** Tells events that were moved or slipped in from events that were changed. */
import { headerBytes, nextLink, sameBytes } from './chain.ts';
import { placeOf } from './place.ts';
import { type EventRow, headerOf } from './read.ts';
import { type ReadableStore, statement } from './store.ts';
import type { Misfit, Problem } from './verify.ts';

/** Among so many every place of another is tried; the rest is only called changed. */
const MOST = 30;

interface Place {
  readonly epoch: number;
  readonly seq: number;
}

/**
 * A misfit that fits at another place was moved from there. One that fits nowhere was slipped in when another claims
 * its place, else changed. `starts`: first links of the epochs.
 */
export function nameMoves(
  store: ReadableStore,
  misfits: readonly Misfit[],
  starts: ReadonlyMap<number, Buffer>,
): Problem[] {
  const { database, keys } = store;
  const tried = misfits.slice(0, MOST);
  const near = statement(database, 'SELECT link FROM event WHERE place BETWEEN ? AND ?').pluck();

  /** Links after which an event of this number may have stood. */
  const linksBefore = (epoch: number, seq: number): Buffer[] => {
    const start = seq === 1 ? starts.get(epoch) : undefined;
    const around = near.all(
      placeOf({ epoch, seq: Math.max(1, seq - 2) }),
      placeOf({ epoch, seq: seq + 1 }),
    ) as Buffer[];
    return [...around, ...tried.map(({ row }) => row.link), ...(start === undefined ? [] : [start])];
  };
  const seqs = (row: EventRow): number[] => {
    const others = tried.filter((other) => other.row.epoch === row.epoch).map((other) => other.row.seq);
    return [...new Set([row.seq, row.seq - 1, row.seq + 1, ...others])].filter((seq) => seq >= 1);
  };
  const originOf = (row: EventRow): Place | null => {
    for (const seq of seqs(row)) {
      const header = headerBytes(headerOf({ ...row, seq }));
      for (const link of linksBefore(row.epoch, seq)) {
        if (sameBytes(row.link, nextLink(keys.chainKey, link, header, row.sealed)))
          return { epoch: row.epoch, seq };
      }
    }
    return null;
  };

  const found = misfits.map(({ row, beyond }, index) => ({
    row,
    beyond,
    origin: index < MOST ? originOf(row) : null,
  }));
  const claimed = new Set(
    found.filter(({ origin }) => origin !== null).map(({ origin }) => `${origin?.epoch}:${origin?.seq}`),
  );
  // In its place, only after another than before: not this one was moved.
  const wrong = found.filter(({ row, origin }) => origin === null || origin.seq !== row.seq);
  return wrong.map(({ row, beyond, origin }): Problem => {
    const { epoch, seq, id } = row;
    if (origin !== null) {
      return { fault: 'moved', epoch, seq, id, detail: `was committed as ${origin.epoch}:${origin.seq}` };
    }
    if (claimed.has(`${epoch}:${seq}`)) {
      return { fault: 'inserted', epoch, seq, id, detail: 'stands where another was committed' };
    }
    if (beyond) return { fault: 'inserted', epoch, seq, id, detail: 'lies beyond the head' };
    return { fault: 'changed', epoch, seq, id, detail: 'is not what was committed' };
  });
}
