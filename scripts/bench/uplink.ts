/** Draining what waits for the record beside a bare fetch loop that sends the same transactions, in turns. */
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import path from 'node:path';
import { systemClock } from '../../drivers/clock.ts';
import { type Journal, openJournal } from '../../src-main/journal/index.ts';
import { genericDialect } from '../../src-main/uplink/dialect.ts';
import { createFeed } from '../../src-main/uplink/feed.ts';
import { MAPPING } from '../../src-main/uplink/fhir/test-kit.ts';
import { createHttp } from '../../src-main/uplink/http.ts';
import { createSender, type Sender } from '../../src-main/uplink/sender.ts';
import type { Say } from './say.ts';
import { waitingEvents } from './uplink-events.ts';

export interface UplinkBench {
  readonly events: number;
  readonly transactions: number;
  /** Events a second, reading, mapping and the cursor included. */
  readonly perSecond: number;
  /** The same transactions, ready in memory, by fetch. */
  readonly barePerSecond: number;
  /** Rate over the bare one: 1 is as fast. */
  readonly ratio: number;
  /** Growth of the used heap from a quarter of the way to its end, MiB. */
  readonly heapGrowthMiB: number;
}

const ROUNDS = 3;
/** Transactions between two looks at the heap, which take as long as mapping one does. */
const HEAP_EVERY = 16;
/** Of the bare loop, before it counts. */
const WARM = 300;
const MIB = 1024 * 1024;

/** In a process of its own: the server's work is not the sender's. */
async function startServer(): Promise<{ url: string; child: ChildProcess }> {
  const child = spawn(process.execPath, [path.join(import.meta.dirname, 'uplink-server.ts')], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const { promise, resolve, reject } = Promise.withResolvers<string>();
  child.stdout?.once('data', (line: Buffer) => resolve(line.toString().trim()));
  child.once('exit', () => reject(new Error('the record of the bench ended')));
  return { url: await promise, child };
}

interface Drained {
  readonly ms: number;
  readonly bodies: readonly string[];
  readonly heapGrowthMiB: number;
}

/** `keep`: the transactions are kept to be sent again, which is memory of the bench's own. */
async function drain(journal: Journal, url: string, keep: boolean): Promise<Drained> {
  const http = createHttp();
  const sender = createSender({ http, url, tokens: null, nowWall: Date.now });
  const head = await journal.head();
  const bodies: string[] = [];
  const heap: number[] = [];
  let sent = 0;
  const watched: Sender = {
    ...sender,
    send(body, entries, signal) {
      if (keep) bodies.push(body);
      else if (sent % HEAP_EVERY === 0) heap.push(process.memoryUsage().heapUsed);
      sent += 1;
      return sender.send(body, entries, signal);
    },
  };
  const { promise, resolve } = Promise.withResolvers<void>();
  // Every round begins at the beginning, which a saved cursor would not let it.
  const source: Pick<Journal, 'read' | 'readBlob' | 'commit' | 'readerCursor' | 'saveReaderCursor'> = {
    read: (cursor, limit, visit) => journal.read(cursor, limit, visit),
    readBlob: (id, offset, length) => journal.readBlob(id, offset, length),
    commit: (transaction) => journal.commit(transaction),
    readerCursor: async () => null,
    async saveReaderCursor(reader, cursor) {
      await journal.saveReaderCursor(`bench.${reader}`, cursor);
      if (reader === 'record' && cursor.seq >= head.seq) resolve();
    },
  };
  const started = performance.now();
  const feed = createFeed({
    feed: 'record',
    journal: source,
    dialect: genericDialect(MAPPING),
    sender: watched,
    clock: systemClock,
    now: () => ({ mono: systemClock.now(), wall: Date.now(), clockSure: true }),
    log: () => {},
  });
  await promise;
  const ms = performance.now() - started;
  await feed.close();
  http.close();
  return { ms, bodies, heapGrowthMiB: growth(heap) / MIB };
}

/** Least of the last quarter over least of the second: what the collector has not yet come to is no growth. */
function growth(heap: readonly number[]): number {
  const quarter = Math.floor(heap.length / 4);
  if (quarter === 0) return 0;
  return Math.min(...heap.slice(-quarter)) - Math.min(...heap.slice(quarter, 2 * quarter));
}

async function fetchAll(url: string, bodies: readonly string[]): Promise<number> {
  const started = performance.now();
  for (const body of bodies) {
    const answer = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/fhir+json' },
      body,
    });
    if (!answer.ok) throw new Error(`the record of the bench answered ${answer.status}`);
    await answer.json();
  }
  return performance.now() - started;
}

/** `folder`: on the disk to be measured. */
export async function benchUplink(folder: string, quick: boolean, say: Say): Promise<UplinkBench> {
  const place = await mkdtemp(path.join(folder, 'uplink-'));
  const journal = await openJournal({ file: path.join(place, 'journal.sqlite') });
  const { url, child } = await startServer();
  try {
    const events = quick ? 400 : 10_000;
    await waitingEvents(journal, events);
    // Everything arrives once; from then on all of it is there already, for both.
    const { bodies, ms } = await drain(journal, url, true);
    say(`uplink: ${bodies.length} transactions arrived in ${(ms / 1000).toFixed(0)} s`);
    await fetchAll(url, bodies.slice(0, WARM));
    const product: Drained[] = [];
    const bare: number[] = [];
    for (let round = 0; round < ROUNDS; round += 1) {
      product.push(await drain(journal, url, false));
      bare.push(await fetchAll(url, bodies));
      const [mine, its] = [product.at(-1)?.ms ?? 0, bare.at(-1) ?? 0];
      say(`uplink: round ${round + 1} of ${ROUNDS}, ratio ${(its / mine).toFixed(2)}`);
    }
    const least = (ms: readonly number[]) => Math.min(...ms);
    const perSecond = (events / least(product.map(({ ms }) => ms))) * 1000;
    const barePerSecond = (events / least(bare)) * 1000;
    return {
      events,
      transactions: bodies.length,
      perSecond,
      barePerSecond,
      ratio: perSecond / barePerSecond,
      heapGrowthMiB: least(product.map(({ heapGrowthMiB }) => heapGrowthMiB)),
    };
  } finally {
    child.kill();
    await journal.close();
    await rm(place, { recursive: true, force: true });
  }
}
