import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import type { JournalEvent } from './contract.ts';
import { verifyFile } from './maintenance.ts';
import { openJournal } from './open-journal.ts';
import { temporaryFile } from './test-support.ts';

const KILLS = 5;
const script = fileURLToPath(new URL('./kill.fixture.ts', import.meta.url));

interface Acknowledged {
  readonly n: number;
  readonly seq: number;
  readonly id: string;
}

/** Kills the writer `delayMs` after its first acknowledgement. */
async function killedAfter(file: string, first: number, delayMs: number): Promise<Acknowledged[]> {
  const child = spawn(process.execPath, [script, file, String(first)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let text = '';
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
    if (text === '') setTimeout(() => child.kill('SIGKILL'), delayMs);
    text += chunk;
  });
  await once(child, 'close');
  // What follows the last line feed was cut by the kill.
  return text
    .split('\n')
    .slice(0, -1)
    .map((line) => JSON.parse(line) as Acknowledged);
}

const numberOf = (event: JournalEvent | undefined): number =>
  event === undefined ? 0 : (event.payload as { n: number }).n;

async function allEvents(file: string) {
  const journal = await openJournal({ file });
  const events: JournalEvent[] = [];
  for (let cursor = { epoch: 0, seq: 0 }; ; ) {
    const more = await journal.read(cursor, 500);
    const last = more.at(-1);
    if (last === undefined) break;
    events.push(...more);
    cursor = { epoch: last.epoch, seq: last.seq };
  }
  const [restored, head] = [await journal.restore(), await journal.head()];
  const last = numberOf(events.at(-1));
  const known = [
    await journal.knowsCommand(`command-${last}`),
    await journal.knowsCommand(`command-${last + 1}`),
  ];
  await journal.close();
  return { events, restored, head, last, known };
}

it('keeps every acknowledged event once and in order through kill -9', async () => {
  const file = temporaryFile();
  const acknowledged: Acknowledged[] = [];
  let next = 1;
  for (let kill = 0; kill < KILLS; kill += 1) {
    const acks = await killedAfter(file, next, 40 + ((kill * 7919) % 113));
    expect(acks.length).toBeGreaterThan(0);
    acknowledged.push(...acks);
    const { events, restored, head, last, known } = await allEvents(file);

    const numbers = events.map(numberOf);
    expect(events.map(({ seq }) => seq)).toEqual(numbers.map((_, index) => index + 1));
    expect(numbers).toEqual(numbers.map((_, index) => index + 1));
    expect(new Set(events.map(({ id }) => id)).size).toBe(events.length);
    for (const { n, seq, id } of acknowledged) {
      expect(events[seq - 1]).toMatchObject({ id, payload: { n } });
    }
    expect(head).toEqual({ epoch: 1, seq: events.length });
    expect(restored.visit).toBe(`kill-${Math.floor(last / 4)}`);
    expect(verifyFile({ file }, {}).problems).toEqual([]);
    expect(restored.machines).toMatchObject([
      { machine: 'visit', version: 1, state: { context: { n: last } } },
    ]);
    expect(restored.deadlines).toEqual([{ name: 'count', bootId: 'b', dueMono: last, dueWall: last }]);
    expect(known).toEqual([true, false]);
    next = last + 1;
  }
});
