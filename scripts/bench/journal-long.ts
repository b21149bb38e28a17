/** A long journal: how soon it is open, and whether a reader's way back depends on its length. */
import { mkdtemp, rm } from 'node:fs/promises';
import path from 'node:path';
import { type Cursor, type Journal, openJournal, type Transaction } from '../../src-main/journal/index.ts';
import { plainTransaction } from '../../src-main/journal/plain-transaction.ts';
import type { Say } from './say.ts';
import { type Summary, summarise } from './stats.ts';

export interface Resumed {
  readonly events: number;
  /** A reader's next hundred events, before the end. */
  readonly ms: Summary;
  /** The same of one visit, from the beginning of it. */
  readonly visitMs: Summary;
}

export interface LongJournalBench {
  readonly events: number;
  /** From nothing to the restored state, ms. */
  readonly openMs: Summary;
  /** The same of a new journal: what starting the thread takes. */
  readonly openNewMs: Summary;
  readonly resumed: readonly Resumed[];
}

const EVENTS_A_COMMIT = 1000;
const EVENTS_A_VISIT = 500;
const OPENINGS = 5;
const READS = 200;
const READ = 100;

const visitOf = (from: number): string => `visit-${Math.floor(from / EVENTS_A_VISIT)}`;

function transaction(from: number): Transaction {
  return plainTransaction({
    visit: visitOf(from),
    at: { mono: from, wall: 1_800_000_000_000 + from, clockSure: true },
    records: Array.from({ length: EVENTS_A_VISIT }, (_, i) => ({ kind: 'bench', payload: { n: from + i } })),
    machines: [{ machine: 'visit', version: 1, state: { value: 'on', context: { from } } }],
  });
}

async function fill(journal: Journal, from: number, to: number, say: Say): Promise<void> {
  for (let at = from; at < to; at += EVENTS_A_COMMIT) {
    // Two visits share a flush.
    await Promise.all([at, at + EVENTS_A_VISIT].map((first) => journal.commit(transaction(first))));
    if (at % 100_000 === 0) say(`journal: ${at.toLocaleString('en')} events of ${to.toLocaleString('en')}`);
  }
}

async function timed(read: () => Promise<readonly unknown[]>): Promise<Summary> {
  const times: number[] = [];
  for (let n = 0; n < READS; n += 1) {
    const started = performance.now();
    const { length } = await read();
    times.push(performance.now() - started);
    if (length !== READ) throw new Error(`${length} events where ${READ} are`);
  }
  return summarise(times);
}

async function resumed(journal: Journal, events: number): Promise<Resumed> {
  const { epoch, seq } = await journal.head();
  const near: Cursor = { epoch, seq: seq - READ };
  const last = visitOf(events - 1);
  return {
    events,
    ms: await timed(() => journal.read(near, READ)),
    visitMs: await timed(() => journal.read({ epoch: 0, seq: 0 }, READ, last)),
  };
}

const options = { backupEveryMs: 0, timeoutMs: 60_000 };

async function opened(file: string): Promise<number> {
  const started = performance.now();
  const journal = await openJournal({ ...options, file });
  await journal.restore();
  const ms = performance.now() - started;
  await journal.close();
  return ms;
}

export async function benchLongJournal(folder: string, quick: boolean, say: Say): Promise<LongJournalBench> {
  const place = await mkdtemp(path.join(folder, 'journal-long-'));
  try {
    const lengths = quick ? [1000, 10_000, 50_000] : [1000, 100_000, 1_000_000];
    const events = lengths.at(-1) ?? 0;
    const file = path.join(place, 'journal.sqlite');
    const first = await openJournal({ ...options, file });
    const rows: Resumed[] = [];
    let filled = 0;
    for (const length of lengths) {
      await fill(first, filled, length, say);
      filled = length;
      rows.push(await resumed(first, length));
    }
    await first.close();
    const openings: number[] = [];
    const newOnes: number[] = [];
    for (let n = 0; n < OPENINGS; n += 1) {
      openings.push(await opened(file));
      newOnes.push(await opened(path.join(place, `new-${n}.sqlite`)));
    }
    return { events, openMs: summarise(openings), openNewMs: summarise(newOnes), resumed: rows };
  } finally {
    await rm(place, { recursive: true, force: true });
  }
}
