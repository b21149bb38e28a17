/**
 * A reader of the journal that brings what may leave to a record. Its cursor moves only when the record has
 * confirmed every entry, and is written while the next transaction is on its way: after a cut at most a page is sent
 * twice, carries the same names and is kept once. A row the record refuses is parked and the later ones go on.
 */
import { setImmediate } from 'node:timers/promises';
import type { Clock } from '../../drivers/contract.ts';
import type { Instant } from '../../state-machines/contract.ts';
import type { Cursor, Journal, JournalEvent } from '../journal/contract.ts';
import { Closed, createBell } from './bell.ts';
import { type FeedName, type FeedState, readUplink } from './contract.ts';
import { createMovingCursor, cursorOf } from './cursor.ts';
import { createDelivery } from './delivery.ts';
import type { Dialect, Held } from './dialect.ts';
import { createPacker, type Packed } from './packer.ts';
import { createParkedRows } from './parked.ts';
import { createPost, type Log } from './post.ts';
import type { Sender } from './sender.ts';
import { transactionText } from './transaction.ts';
import { createVisits } from './visits.ts';

export interface FeedParts {
  readonly feed: FeedName;
  readonly journal: Pick<Journal, 'read' | 'readBlob' | 'commit' | 'readerCursor' | 'saveReaderCursor'>;
  readonly dialect: Dialect;
  readonly sender: Sender;
  readonly clock: Clock;
  readonly now: () => Instant;
  /** 0..1 */
  readonly random?: () => number;
  readonly log: Log;
}

export interface Feed {
  /** New events may be there. */
  wake(): void;
  state(): FeedState;
  /** What is under way is dropped and sent again at the next start. */
  close(): Promise<void>;
}

/** Events read at once: bounds what is held, however many wait. */
const PAGE = 200;
/** Transactions written while the record works on another. */
const AHEAD = 3;
/** Looked for without a call to wake, too. */
const IDLE_MS = 60_000;
/** So many refused rows are hardly the rows' fault. */
const MOST_PARKED = 1000;
const RETRY_PASSING_MS = 60 * 60_000;

/** `upTo`: everything before is done once this is. */
type Step = { readonly upTo: Cursor } & (
  | { readonly type: 'send'; readonly packed: Packed }
  | { readonly type: 'hold'; readonly row: JournalEvent; readonly code: Held }
  | { readonly type: 'act'; readonly event: JournalEvent }
  | { readonly type: 'pass' }
);

export function createFeed(parts: FeedParts): Feed {
  const { feed, journal, dialect, sender, clock, now, random, log } = parts;
  const ending = new AbortController();
  const { signal } = ending;
  const bell = createBell(clock, signal);
  const rows = createParkedRows(journal, feed);
  const nowWall = () => now().wall;
  const post = createPost({ feed, sender, bell, signal, nowWall, log, ...(random ? { random } : {}) });
  const visits = createVisits(journal);
  const delivery = createDelivery({ feed, journal, dialect, visits, rows, post, signal, now, log });
  const cursor = createMovingCursor(journal, feed);
  let passingAt = 0;

  async function act(event: JournalEvent): Promise<void> {
    const again = readUplink(event, 'record.retry');
    if (again?.feed === feed) await delivery.retry([again.row]);
    const purged = readUplink(event, 'record.purged');
    if (purged?.feed === feed) rows.purged(purged.row);
  }

  /** What is to be done for a page of events, in order. */
  async function* steps(events: readonly JournalEvent[]): AsyncGenerator<Step, void> {
    const packer = createPacker(dialect.limits);
    let upTo = cursor.at();
    const flush = function* (): Generator<Step> {
      const packed = packer.take();
      if (packed !== null) yield { type: 'send', packed, upTo };
    };
    for (const event of events) {
      const mine = cursorOf(event);
      const isAct = event.kind === 'record.retry' || event.kind === 'record.purged';
      const made = isAct ? { units: [] } : await delivery.map(event);
      if (isAct || 'withheld' in made) yield* flush();
      if (isAct) yield { type: 'act', event, upTo: mine };
      if ('withheld' in made) yield { type: 'hold', row: event, code: made.withheld, upTo: mine };
      else {
        for (const unit of made.units) {
          if (!packer.fits(unit, event)) yield* flush();
          packer.put(unit, event);
        }
      }
      upTo = mine;
    }
    yield* flush();
    yield { type: 'pass', upTo };
  }

  interface Prepared {
    readonly step: Step;
    /** Of a transaction. */
    readonly text: Awaited<ReturnType<typeof transactionText>>;
  }
  async function prepare(queue: AsyncGenerator<Step, void>): Promise<Prepared | null> {
    const { value: step } = await queue.next();
    if (!step) return null;
    return { step, text: step.type === 'send' ? await transactionText(step.packed.entries, journal) : '' };
  }

  async function take({ step, text }: Prepared): Promise<void> {
    if (step.type === 'send') await delivery.together(step.packed, text);
    else if (step.type === 'hold') await delivery.hold(step.row, step.code);
    else if (step.type === 'act') await act(step.event);
    cursor.move(step.upTo);
  }

  /** The record is asked with the oldest alone until it takes that one, then with all. */
  async function notTooManyParked(): Promise<void> {
    const [oldest] = rows.all();
    if (oldest === undefined || rows.all().length < MOST_PARKED) return;
    const { id } = oldest.parked.row;
    while (rows.all().some(({ parked }) => parked.row.id === id)) {
      await post.trouble('too-many-parked', String(rows.all().length));
      await delivery.retry([id]);
    }
    await delivery.retry(rows.all().map(({ parked }) => parked.row.id));
  }

  async function page(events: readonly JournalEvent[]): Promise<void> {
    const queue = steps(events);
    const ahead: Promise<Prepared | null>[] = [];
    let last: Promise<unknown> = Promise.resolve();
    // Each in a turn of its own, so that what has been written leaves before the next is.
    const more = (): void => {
      const step = last.then(() => setImmediate()).then(() => prepare(queue));
      last = step;
      step.catch(() => undefined);
      ahead.push(step);
    };
    for (let n = 0; n < AHEAD; n += 1) more();
    for (let next = await ahead.shift(); next; next = await ahead.shift()) {
      more();
      await take(next);
      await notTooManyParked();
    }
  }

  /** What may have passed by itself. */
  async function retryPassing(): Promise<void> {
    if (clock.now() < passingAt) return;
    passingAt = clock.now() + RETRY_PASSING_MS;
    const ids = rows.all().flatMap(({ parked }) => (dialect.mayPass(parked.code) ? [parked.row.id] : []));
    await delivery.retry(ids);
  }

  async function run(): Promise<void> {
    await rows.recall();
    await cursor.recall();
    await notTooManyParked();
    for (;;) {
      bell.open();
      await retryPassing();
      bell.listen();
      const events = await journal.read(cursor.at(), PAGE);
      if (events.length > 0) await page(events);
      await cursor.saved();
      await rows.settle(cursor.at());
      if (events.length < PAGE) await bell.pause(IDLE_MS);
    }
  }

  async function keepRunning(): Promise<void> {
    while (!signal.aborted) {
      try {
        await run();
      } catch (error) {
        if (error instanceof Closed || signal.aborted) return;
        const detail = error instanceof Error ? error.name : 'unknown';
        await post.trouble('journal', detail).catch(() => {});
      }
    }
  }
  const running = keepRunning();

  return {
    wake: bell.ring,
    state: () => ({
      feed,
      ...post.state(),
      parked: rows.all().map(({ parked: { row, status, code, path, since } }) => ({
        row,
        status,
        code,
        path,
        since,
      })),
      delivered: delivery.count(),
    }),
    async close() {
      ending.abort();
      await running;
      await cursor.saved().catch(() => undefined);
    },
  };
}
