/** Durable appends through the journal beside a bare insert with synchronous=FULL, on the same disk in turns. */
import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { type BareAppend, openBareAppend } from '../../src-main/journal/bare-append.fixture.ts';
import { type BareThread, openBareThread } from '../../src-main/journal/bare-thread.fixture.ts';
import { type Journal, openJournal, type Transaction } from '../../src-main/journal/index.ts';
import { plainTransaction } from '../../src-main/journal/plain-transaction.ts';
import { recordedVisit } from '../drill/journal/recorded-visit.ts';
import { benchLongJournal, type LongJournalBench } from './journal-long.ts';
import { type LoopWatch, watchLoop } from './journal-loop.ts';
import type { Say } from './say.ts';
import { type Summary, summarise } from './stats.ts';

/** `perSecond` of one after the other. */
export interface Row {
  readonly ms: Summary;
  readonly perSecond: number;
}

export interface JournalBench {
  readonly bare: Row;
  /** The same, asked of another thread: no flush may stop the drivers, so that whatever is durable has to be. */
  readonly bareThread: Row;
  /** One bare commit of what the journal keeps of a step: event, state, deadline, head; neither sealed nor chained. */
  readonly bareStep: Row;
  /** Acknowledgement of one commit of an event, its machine's state and a deadline. */
  readonly journal: Row;
  /** A recorded visit, transaction by transaction, and a bare insert of the JSON of each. */
  readonly visit: Row;
  readonly bareVisit: Row;
  /** Commits a second with `CONCURRENT` under way: the group commit. */
  readonly groupedPerSecond: number;
  /** The drivers' loop while `CONCURRENT` commits are under way, and as long without any. */
  readonly loop: LoopWatch;
  readonly idleLoop: LoopWatch;
  readonly long: LongJournalBench;
}

/** Of each way at a time: a disk is quick now and slow then, and all are to meet both. */
const TURN = 25;
const TURNS = 60;
const QUICK_TURNS = 12;
/** Of each way before it counts. */
const WARM = 100;
export const CONCURRENT = 16;
/** Commits of the group commit, in commits one after the other. */
const GROUPED = 2;
const PAYLOAD = { step: 'measure', progress: 0.42, filler: 'x'.repeat(300) };
const JSON_OF_PAYLOAD = JSON.stringify(PAYLOAD);

const transaction = (n: number): Transaction =>
  plainTransaction({
    visit: '7b0c8a52-7d0e-4a54-9e58-0d6f3d3f0a11',
    at: { mono: n, wall: 1_800_000_000_000 + n, clockSure: true },
    records: [{ kind: 'bench', payload: PAYLOAD }],
    machines: [{ machine: 'oximetry', version: 1, state: { value: 'measure', context: { n } } }],
    setDeadlines: [{ name: 'exam.measure', bootId: 'bench', dueMono: n + 1000, dueWall: n + 1000 }],
  });

function appendStep(bare: BareAppend, n: number): void {
  const { machines, setDeadlines } = transaction(n);
  bare.appendStep(
    randomUUID(),
    JSON_OF_PAYLOAD,
    JSON.stringify(machines[0]),
    JSON.stringify(setDeadlines[0]),
  );
}

async function grouped(journal: Journal, count: number): Promise<number> {
  const started = performance.now();
  let next = 0;
  const lane = async (): Promise<void> => {
    while (next < count) {
      next += 1;
      await journal.commit(transaction(next));
    }
  };
  await Promise.all(Array.from({ length: CONCURRENT }, lane));
  return (count / (performance.now() - started)) * 1000;
}

interface Places {
  readonly journal: Journal;
  readonly bare: BareAppend;
  readonly thread: BareThread;
}

/** The disk and the machine are the same for all. */
async function inTurns({ journal, bare, thread }: Places, turns: number, say: Say) {
  const visit = recordedVisit();
  const visitAt = (n: number): Transaction => visit[n % visit.length] ?? transaction(n);
  const ways = {
    journal: (n: number) => journal.commit(transaction(n)),
    bare: () => bare.append(JSON_OF_PAYLOAD),
    bareThread: () => thread.append(JSON_OF_PAYLOAD),
    bareStep: (n: number) => appendStep(bare, n),
    visit: (n: number) => journal.commit(visitAt(n)),
    bareVisit: (n: number) => bare.append(JSON.stringify(visitAt(n))),
  } as const;
  type Way = keyof typeof ways;
  const names = Object.keys(ways) as Way[];
  const times = new Map<Way, number[]>(names.map((name) => [name, []]));
  for (const name of names) for (let n = 0; n < WARM; n += 1) await ways[name](n);
  for (let turn = 0; turn < turns; turn += 1) {
    for (const name of names) {
      for (let n = 0; n < TURN; n += 1) {
        const started = performance.now();
        await ways[name](turn * TURN + n);
        times.get(name)?.push(performance.now() - started);
      }
    }
  }
  say('journal: one after the other');
  const rowOf = (name: Way): Row => {
    const ms = times.get(name) ?? [];
    return { ms: summarise(ms), perSecond: (ms.length / ms.reduce((sum, one) => sum + one, 0)) * 1000 };
  };
  return Object.fromEntries(names.map((name) => [name, rowOf(name)])) as Record<Way, Row>;
}

/** `folder`: on the disk to be measured, not a memory file system. */
export async function benchJournal(folder: string, quick: boolean, say: Say): Promise<JournalBench> {
  const place = await mkdtemp(path.join(folder, 'journal-'));
  const journal = await openJournal({ file: path.join(place, 'journal.sqlite') });
  const bare = openBareAppend(path.join(place, 'bare.sqlite'));
  const thread = openBareThread(path.join(place, 'thread.sqlite'));
  try {
    const turns = quick ? QUICK_TURNS : TURNS;
    const rows = await inTurns({ journal, bare, thread }, turns, say);
    const started = performance.now();
    const { value: groupedPerSecond, ...loop } = await watchLoop(() =>
      grouped(journal, turns * TURN * GROUPED),
    );
    const { value: _, ...idleLoop } = await watchLoop(() => delay(performance.now() - started));
    say('journal: loops watched');
    const long = await benchLongJournal(folder, quick, say);
    return { ...rows, groupedPerSecond, loop, idleLoop, long };
  } finally {
    await journal.close();
    bare.close();
    await thread.close();
    await rm(place, { recursive: true, force: true });
  }
}
