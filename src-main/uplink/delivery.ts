/** Rows on their way: several together, one by one where the record refuses them, parked where it refuses one. */
import type { Instant } from '../../state-machines/contract.ts';
import type { Journal, JournalEvent } from '../journal/contract.ts';
import type { FeedName } from './contract.ts';
import type { Dialect, Held, Mapped } from './dialect.ts';
import { createPacker, type Packed } from './packer.ts';
import type { ParkedRows } from './parked.ts';
import type { Log, Post, Refused } from './post.ts';
import { transactionText } from './transaction.ts';
import type { Visits } from './visits.ts';

export interface DeliveryParts {
  readonly feed: FeedName;
  readonly journal: Pick<Journal, 'read' | 'readBlob'>;
  readonly dialect: Dialect;
  readonly visits: Visits;
  readonly rows: ParkedRows;
  readonly post: Post;
  readonly signal: AbortSignal;
  readonly now: () => Instant;
  readonly log: Log;
}

/** All of it durable when it resolves. @throws Closed, JournalError */
export interface Delivery {
  /** What leaves of a row; waits where that must be asked. */
  map(row: JournalEvent): Promise<Exclude<Mapped, { again: unknown }>>;
  /** `text`: of `packed`, or why there is none. */
  together(packed: Packed, text: Awaited<ReturnType<typeof transactionText>>): Promise<void>;
  hold(row: JournalEvent, code: Held): Promise<void>;
  /** Parked rows, by the id of their event, once more. */
  retry(ids: readonly string[]): Promise<void>;
  /** Rows brought since the start. */
  count(): number;
}

export function createDelivery(parts: DeliveryParts): Delivery {
  const { feed, journal, dialect, visits, rows, post, signal, now, log } = parts;
  let count = 0;

  async function park(row: JournalEvent, why: Refused): Promise<void> {
    await rows.park(row, why, now());
    const { status, code, path } = why;
    log('row parked', { feed, epoch: row.epoch, seq: row.seq, status: status ?? 0, code, path });
  }
  const hold = (row: JournalEvent, code: Held): Promise<void> =>
    park(row, { status: null, code, path: '', diagnostics: '' });

  async function map(row: JournalEvent): Promise<Exclude<Mapped, { again: unknown }>> {
    const so = await visits.at(row);
    for (;;) {
      const made = await dialect.map(row, so, signal);
      if (!('again' in made)) return made;
      await post.later(made.again);
    }
  }

  /** False: the row is parked now. */
  async function bring({ entries }: Packed, row: JournalEvent): Promise<boolean> {
    const text = await transactionText(entries, journal);
    if (typeof text !== 'string') {
      await hold(row, text.trouble);
      return false;
    }
    const outcome = await post.bring(text, entries.length);
    if ('refused' in outcome) await park(row, outcome.refused);
    return 'done' in outcome;
  }

  /** In as many transactions as it needs. False: it is parked now. */
  async function alone(row: JournalEvent): Promise<boolean> {
    const made = await map(row);
    if ('withheld' in made) {
      await hold(row, made.withheld);
      return false;
    }
    const packer = createPacker(dialect.limits);
    for (const unit of made.units) {
      const full = packer.fits(unit, row) ? null : packer.take();
      if (full !== null && !(await bring(full, row))) return false;
      packer.put(unit, row);
    }
    const last = packer.take();
    if (last !== null && !(await bring(last, row))) return false;
    count += 1;
    return true;
  }

  return {
    map,
    hold,
    count: () => count,
    async together({ rows: mine, entries }, text) {
      const outcome = typeof text === 'string' ? await post.bring(text, entries.length) : null;
      const [only] = mine;
      if (outcome !== null && 'done' in outcome) count += mine.length;
      else if (outcome !== null && mine.length === 1 && only !== undefined) await park(only, outcome.refused);
      else for (const row of mine) await alone(row);
    },
    async retry(ids) {
      for (const id of ids) {
        const kept = rows.all().find(({ parked }) => parked.row.id === id);
        if (kept === undefined) continue;
        const { epoch, seq } = kept.parked.row;
        const [row] = await journal.read({ epoch, seq: seq - 1 }, 1);
        if (row?.id === id && (await alone(row))) await rows.delivered(id, now());
      }
    },
  };
}
