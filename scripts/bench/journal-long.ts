/** A long journal: how soon it is open, and whether a reader's way back depends on its length. */
import { mkdtemp, rm } from 'node:fs/promises';
import path from 'node:path';
import { type Journal, openJournal, type Transaction } from '../../src-main/journal/index.ts';
import type { Say } from './say.ts';
import { type Summary, summarise } from './stats.ts';

export interface LongJournalBench {
  readonly events: number;
  /** From nothing to the restored state, ms. */
  readonly openMs: Summary;
  /** A reader's next hundred events, near the end, ms. */
  readonly resumeMs: Summary;
  /** The same in a journal of a thousandth. */
  readonly shortResumeMs: Summary;
}

const EVENTS_A_COMMIT = 1000;
const OPENINGS = 5;
const READS = 200;
const READ = 100;

function transaction(from: number): Transaction {
  return {
    visit: `visit-${Math.floor(from / 20_000)}`,
    at: { mono: from, wall: 1_800_000_000_000 + from, clockSure: true },
    records: Array.from({ length: EVENTS_A_COMMIT }, (_, i) => ({ kind: 'bench', payload: { n: from + i } })),
    machines: [{ machine: 'visit', version: 1, state: { value: 'on', context: { from } } }],
    dropMachines: [],
    setDeadlines: [],
    clearDeadlines: [],
    commandIds: [],
  };
}

async function fill(journal: Journal, events: number, say: Say): Promise<void> {
  for (let from = 0; from < events; from += EVENTS_A_COMMIT) {
    await journal.commit(transaction(from));
    if (from % 100_000 === 0)
      say(`journal: ${from.toLocaleString('en')} events of ${events.toLocaleString('en')}`);
  }
}

async function resumed(journal: Journal): Promise<number[]> {
  const { epoch, seq } = await journal.head();
  const times: number[] = [];
  for (let n = 0; n < READS; n += 1) {
    const started = performance.now();
    const events = await journal.read({ epoch, seq: seq - READ }, READ);
    times.push(performance.now() - started);
    if (events.length !== READ) throw new Error(`${events.length} events where ${READ} are`);
  }
  return times;
}

const options = { backupEveryMs: 0, timeoutMs: 60_000 };

export async function benchLongJournal(folder: string, quick: boolean, say: Say): Promise<LongJournalBench> {
  const place = await mkdtemp(path.join(folder, 'journal-long-'));
  try {
    const events = quick ? 50_000 : 1_000_000;
    const short = await openJournal({ ...options, file: path.join(place, 'short.sqlite') });
    await fill(short, EVENTS_A_COMMIT, () => {});
    const shortResume = await resumed(short);
    await short.close();
    const file = path.join(place, 'journal.sqlite');
    const first = await openJournal({ ...options, file });
    await fill(first, events, say);
    await first.close();
    const openings: number[] = [];
    let resume: number[] = [];
    for (let n = 0; n < OPENINGS; n += 1) {
      const started = performance.now();
      const journal = await openJournal({ ...options, file });
      await journal.restore();
      openings.push(performance.now() - started);
      if (n === 0) resume = await resumed(journal);
      await journal.close();
    }
    return {
      events,
      openMs: summarise(openings),
      resumeMs: summarise(resume),
      shortResumeMs: summarise(shortResume),
    };
  } finally {
    await rm(place, { recursive: true, force: true });
  }
}
