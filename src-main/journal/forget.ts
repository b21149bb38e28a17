/** Which visits are forgotten, and which must wait. */
import type { Cursor, ForgetOptions, ForgetResult } from './contract.ts';
import { JournalError } from './errors.ts';
import { requireHead } from './head.ts';
import type { KeyEntry } from './keys/key-file.ts';
import type { Progress } from './progress.ts';
import { runsOf } from './run.ts';
import { type ReadableStore, statement, type WritableStore } from './store.ts';

interface LastEvent extends Cursor {
  readonly wall: number;
}

export type Verdict = 'forget' | 'wait' | 'keep';

const passed = (reader: Cursor, last: Cursor): boolean =>
  reader.epoch > last.epoch || (reader.epoch === last.epoch && reader.seq >= last.seq);

/** A visit that is going on, or whose state is still the cabinet's, always waits. */
export function judgeVisits(store: ReadableStore, options: ForgetOptions): (entry: KeyEntry) => Verdict {
  const { retentionMs, now } = options;
  if (!Number.isFinite(now) || !Number.isFinite(retentionMs) || retentionMs < 0)
    throw new JournalError('invalid', 'a retention that is not a time');
  const { database } = store;
  const cursors = new Map(options.readers.map((name) => [name, { epoch: 0, seq: 0 }]));
  for (const row of statement(database, 'SELECT name, epoch, seq FROM reader').all() as (Cursor & {
    name: string;
  })[]) {
    cursors.set(row.name, row);
  }
  const inUse = new Set([requireHead(database).slot]);
  for (const table of ['machine', 'deadline']) {
    const rows = statement(database, `SELECT DISTINCT slot FROM ${table}`).all() as { slot: string }[];
    for (const { slot } of rows) inUse.add(slot);
  }
  const lastEvent = statement(
    database,
    `SELECT epoch, seq, wall FROM event WHERE place > ? AND place < ? AND slot = ? ORDER BY place DESC LIMIT 1`,
  );
  return ({ slot, made }) => {
    const run = runsOf(database, slot, 0).at(-1);
    const last = (run && lastEvent.get(run.place - 1, run.until, slot)) as LastEvent | undefined;
    if (now - Math.max(last?.wall ?? 0, made) < retentionMs) return 'keep';
    if (inUse.has(slot)) return 'wait';
    const read = last === undefined || [...cursors.values()].every((cursor) => passed(cursor, last));
    return read ? 'forget' : 'wait';
  };
}

/** Nothing is rotated when nothing is due. @throws JournalError, KeyError: nothing was forgotten */
export async function forgetVisits(
  store: WritableStore,
  options: ForgetOptions,
  progress?: Progress,
): Promise<ForgetResult> {
  const counted = (told?: Progress): Record<Verdict, number> => {
    const judge = judgeVisits(store, options);
    const counts = { forget: 0, wait: 0, keep: 0 };
    const visits = store.keys.visits();
    for (const [index, entry] of visits.entries()) {
      counts[judge(entry)] += 1;
      told?.(index + 1, visits.length, 'visits');
    }
    return counts;
  };
  const before = counted(progress);
  if (before.forget === 0) {
    return { forgotten: 0, waiting: before.wait, kept: before.keep, oldKeyDestroyed: true };
  }
  // Judged again at the moment of the change: commits went on while the new epoch key was made.
  let judge: ((entry: KeyEntry) => Verdict) | null = null;
  const rotated = await store.keys.forget((entry) => {
    judge ??= judgeVisits(store, options);
    return judge(entry) !== 'forget';
  });
  const { wait: waiting, keep: kept } = counted();
  return { ...rotated, waiting, kept };
}
