/** Is what a player was told is durable in the journal: all of it, once, in order, and nothing else? */
import { createHash } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import { z } from 'zod';
import { type JournalEvent, openJournal, verifyFile } from '../../../src-main/journal/index.ts';
import { markOf, type Score, sorted, stateAfter } from './score.ts';

export interface Acknowledged {
  readonly n: number;
  /** Hex, the chain up to its last event. */
  readonly head: string;
  readonly ids: readonly string[];
}

const lineSchema = z.object({ n: z.number(), head: z.string(), ids: z.array(z.string()) });

/** Whole lines only: what follows the last line feed was cut. */
export function acknowledgedIn(text: string): Acknowledged[] {
  const lines = text.split('\n').slice(0, -1);
  return lines.flatMap((line) => {
    try {
      return lineSchema.safeParse(JSON.parse(line)).data ?? [];
    } catch {
      return [];
    }
  });
}

export interface Played {
  /** The first promise that does not hold; null: all do. */
  readonly wrong: string | null;
  /** Transactions that are in the journal. */
  readonly played: number;
  readonly events: number;
}

const START = { epoch: 0, seq: 0 };

async function allEvents(journal: {
  read(at: typeof START, limit: number): Promise<readonly JournalEvent[]>;
}) {
  const events: JournalEvent[] = [];
  for (let at = START; ; ) {
    const more = await journal.read(at, 5000);
    const last = more.at(-1);
    if (last === undefined) return events;
    events.push(...more);
    at = { epoch: last.epoch, seq: last.seq };
  }
}

/** Opens it as the core does, so that an interrupted write is undone or finished first. */
export async function judgePlayed(
  file: string,
  score: Score,
  acknowledged: readonly Acknowledged[],
): Promise<Played> {
  const journal = await openJournal({ file, backupEveryMs: 0, openTimeoutMs: 60_000, timeoutMs: 60_000 });
  const events = await allEvents(journal);
  const played = events.filter(({ kind }) => kind === 'played').length;
  const result = (wrong: string | null): Played => ({ wrong, played, events: events.length });
  try {
    const byId = new Map(events.map((event) => [event.id, event]));
    if (byId.size !== events.length) return result('an event is there twice');
    let index = 0;
    for (let n = 1; n <= played; n += 1) {
      const { records, visit, blobs = [] } = score.transactionAt(n);
      for (const { kind, payload } of records) {
        const event = events[index];
        const right =
          event?.kind === kind && event.visit === visit && isDeepStrictEqual(event.payload, payload);
        if (!right) return result(`event ${index + 1}, of transaction ${n}, is not what was written`);
        index += 1;
      }
      for (const { id, bytes } of blobs) {
        const read = await journal.readBlob(id, 0, bytes.length + 1);
        if (hashOf(read) !== hashOf(bytes)) return result(`the picture of transaction ${n} is another`);
      }
      if (!(await journal.knowsCommand(markOf(n)))) return result(`the command of transaction ${n} is gone`);
    }
    if (index !== events.length) return result('there is half a transaction');
    for (const { n, ids, head } of acknowledged) {
      if (n > played) return result(`acknowledged transaction ${n} is gone, the last one is ${played}`);
      if (ids.some((id) => !byId.has(id))) return result(`acknowledged transaction ${n} has other events`);
      if (byId.get(ids.at(-1) ?? '')?.chain !== head)
        return result(`the chain at transaction ${n} is another`);
    }
    const { machines, deadlines, visit } = await journal.restore();
    const state = { machines: sorted(machines), deadlines: sorted(deadlines), visit };
    const expected = stateAfter(score, played);
    if (played > 0 && !isDeepStrictEqual(state, expected))
      return result(`the state is not that of transaction ${played}`);
  } finally {
    await journal.close();
  }
  const [problem] = verifyFile({ file }, {}).problems;
  return result(
    problem === undefined ? null : `verify: ${problem.fault} at ${problem.seq} ${problem.detail}`,
  );
}

const hashOf = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');
