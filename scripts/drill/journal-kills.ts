/** kill -9 of a process that commits without end: what it was told is durable is there, once and in order. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import path from 'node:path';
import {
  type JournalEvent,
  openJournal,
  openJournalReader,
  verifyFile,
} from '../../src-main/journal/index.ts';
import { always, between, type Campaign, type Failure, randomOf } from './campaign.ts';
import { drillFolder } from './folder.ts';

const KILLS = 3;
const script = path.resolve(import.meta.dirname, '../../src-main/journal/kill.fixture.ts');

interface Acknowledged {
  readonly n: number;
  readonly seq: number;
  readonly id: string;
}

const START_MS = 15_000;

async function killedAfter(file: string, first: number, delayMs: number): Promise<Acknowledged[]> {
  const child = spawn(process.execPath, [script, file, String(first)], {
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const never = setTimeout(() => child.kill('SIGKILL'), START_MS);
  let text = '';
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
    if (text === '') setTimeout(() => child.kill('SIGKILL'), delayMs);
    text += chunk;
  });
  await once(child, 'close');
  clearTimeout(never);
  // What follows the last line feed was cut by the kill.
  const lines = text.split('\n').slice(0, -1);
  return lines.map((line) => JSON.parse(line) as Acknowledged);
}

const numberOf = (event: JournalEvent | undefined): number =>
  event === undefined ? 0 : (event.payload as { n: number }).n;

/** The first promise that does not hold; null: all do. */
async function broken(file: string, acknowledged: readonly Acknowledged[]): Promise<string | null> {
  const journal = await openJournal({ file });
  const restored = await journal.restore();
  await journal.close();
  const reader = openJournalReader(file);
  const events = reader.read({ epoch: 0, seq: 0 }, 1_000_000);
  reader.close();
  const disorder = events.findIndex((event, i) => event.seq !== i + 1 || numberOf(event) !== i + 1);
  if (disorder >= 0) return `event ${disorder + 1} is missing, doubled or out of order`;
  const lost = acknowledged.find(
    ({ n, seq, id }) => events[seq - 1]?.id !== id || numberOf(events[seq - 1]) !== n,
  );
  if (lost !== undefined) return `acknowledged event ${lost.n} is gone`;
  const [problem] = verifyFile({ file }, {}).problems;
  if (problem !== undefined) return `the chain does not verify: ${problem.fault} at ${problem.seq}`;
  const state = restored.machines[0]?.state as { context?: { n?: number } } | undefined;
  const last = numberOf(events.at(-1));
  return state?.context?.n === last ? null : `the state is not that of event ${last}`;
}

async function round(file: string, seed: number, number: number) {
  const random = randomOf(seed, number);
  const acknowledged: Acknowledged[] = [];
  let next = 1;
  for (let kill = 0; kill < KILLS; kill += 1) {
    acknowledged.push(...(await killedAfter(file, next, between(random, 1, 250))));
    const what =
      acknowledged.length === 0 ? 'nothing was ever acknowledged' : await broken(file, acknowledged);
    if (what !== null) return { what, acknowledged: acknowledged.length };
    const reader = openJournalReader(file);
    next = numberOf(reader.read({ epoch: 0, seq: 0 }, 1_000_000).at(-1)) + 1;
    reader.close();
  }
  return { what: null, acknowledged: acknowledged.length };
}

export const journalKills: Campaign = {
  name: 'journal',
  about: `${KILLS} times kill -9 of a committing process, then every acknowledged event is there once`,
  times: 300,
  batch: 1,
  unavailable: always,
  async run(from, count, seed) {
    const failures: Failure[] = [];
    let acknowledged = 0;
    for (let number = from; number < from + count; number += 1) {
      const folder = await mkdtemp(path.join(drillFolder(), 'journal-'));
      try {
        const result = await round(path.join(folder, 'journal.sqlite'), seed, number);
        acknowledged += result.acknowledged;
        if (result.what !== null) failures.push({ round: number, what: result.what });
      } finally {
        await rm(folder, { recursive: true, force: true });
      }
    }
    return { failures, counted: { kills: count * KILLS, acknowledged } };
  },
};
