/** Durable appends through the journal beside a bare insert with synchronous=FULL, on the same disk in turns. */
import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import path from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { openBareAppend } from '../../src-main/journal/bare-append.fixture.ts';
import { type Journal, openJournal, type Transaction } from '../../src-main/journal/index.ts';
import { benchLongJournal, type LongJournalBench } from './journal-long.ts';
import type { Say } from './say.ts';
import { type Summary, summarise } from './stats.ts';

export interface JournalBench {
  /** Acknowledgement of one commit of an event, its machine's state and a deadline, ms. */
  readonly journal: Summary;
  readonly bare: Summary;
  /** One bare commit of the same rows: event, state, deadline, head; neither sealed nor chained nor in a thread. */
  readonly bareStep: Summary;
  /** Durable commits a second, one after the other. */
  readonly journalPerSecond: number;
  readonly barePerSecond: number;
  /** Rate of the journal over the bare one: 1 is as fast. */
  readonly ratio: number;
  readonly ratioOfStep: number;
  /** Commits a second with `CONCURRENT` under way: the group commit. */
  readonly groupedPerSecond: number;
  /** Longest time the caller's event loop stood still meanwhile, ms; the drivers live there. */
  readonly blockedMs: number;
  readonly long: LongJournalBench;
}

const ROUNDS = 5;
const CONCURRENT = 16;
const PAYLOAD = { step: 'measure', progress: 0.42, filler: 'x'.repeat(300) };

const transaction = (n: number): Transaction => ({
  visit: '7b0c8a52-7d0e-4a54-9e58-0d6f3d3f0a11',
  at: { mono: n, wall: 1_800_000_000_000 + n, clockSure: true },
  records: [{ kind: 'bench', payload: PAYLOAD }],
  machines: [{ machine: 'oximetry', version: 1, state: { value: 'measure', context: { n } } }],
  dropMachines: [],
  setDeadlines: [{ name: 'exam.measure', bootId: 'bench', dueMono: n + 1000, dueWall: n + 1000 }],
  clearDeadlines: [],
  commandIds: [],
});

async function grouped(journal: Journal, count: number): Promise<{ perSecond: number; blockedMs: number }> {
  const watch = monitorEventLoopDelay({ resolution: 1 });
  watch.enable();
  const started = performance.now();
  let next = 0;
  const worker = async () => {
    while (next < count) {
      next += 1;
      await journal.commit(transaction(next));
    }
  };
  await Promise.all(Array.from({ length: CONCURRENT }, worker));
  const perSecond = (count / (performance.now() - started)) * 1000;
  watch.disable();
  return { perSecond, blockedMs: watch.max / 1e6 };
}

/** `folder`: on the disk to be measured, not a memory file system. */
export async function benchJournal(folder: string, quick: boolean, say: Say): Promise<JournalBench> {
  const place = await mkdtemp(path.join(folder, 'journal-'));
  const journal = await openJournal({ file: path.join(place, 'journal.sqlite') });
  const bare = openBareAppend(path.join(place, 'bare.sqlite'));
  try {
    const perRound = quick ? 60 : 300;
    const payload = JSON.stringify(PAYLOAD);
    const journalMs: number[] = [];
    const bareMs: number[] = [];
    const stepMs: number[] = [];
    for (let round = 0; round < ROUNDS; round += 1) {
      for (let i = 0; i < perRound; i += 1) {
        const started = performance.now();
        await journal.commit(transaction(round * perRound + i));
        journalMs.push(performance.now() - started);
      }
      for (let i = 0; i < perRound; i += 1) {
        const started = performance.now();
        bare.append(payload);
        bareMs.push(performance.now() - started);
      }
      for (let i = 0; i < perRound; i += 1) {
        const { machines, setDeadlines } = transaction(i);
        const started = performance.now();
        bare.appendStep(randomUUID(), payload, JSON.stringify(machines[0]), JSON.stringify(setDeadlines[0]));
        stepMs.push(performance.now() - started);
      }
      say(`journal: round ${round + 1} of ${ROUNDS}`);
    }
    const rate = (ms: readonly number[]) => (ms.length / ms.reduce((sum, one) => sum + one, 0)) * 1000;
    const { perSecond: groupedPerSecond, blockedMs } = await grouped(journal, perRound * 5);
    return {
      journal: summarise(journalMs),
      bare: summarise(bareMs),
      bareStep: summarise(stepMs),
      journalPerSecond: rate(journalMs),
      barePerSecond: rate(bareMs),
      ratio: rate(journalMs) / rate(bareMs),
      ratioOfStep: rate(journalMs) / rate(stepMs),
      groupedPerSecond,
      blockedMs,
      long: await benchLongJournal(folder, quick, say),
    };
  } finally {
    await journal.close();
    bare.close();
    await rm(place, { recursive: true, force: true });
  }
}
