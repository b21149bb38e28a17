import { expect, it } from 'vitest';
import { readRestored } from './read.ts';
import type { WritableStore } from './store.ts';
import { temporaryStore, writeAll } from './test-support.ts';

const machine = (name: 'visit' | 'oximetry', n: number) =>
  ({ machine: name, version: 1, state: { value: 'on', context: { n } } }) as const;
const deadline = (name: string) => ({ name, bootId: 'boot', dueMono: 1, dueWall: 2 });

const left = ({ database, keys }: WritableStore): (string | null)[] =>
  (['machine', 'deadline'] as const).flatMap((table) =>
    (database.prepare(`SELECT slot FROM ${table}`).pluck().all() as string[]).map((slot) =>
      keys.visitOf(slot),
    ),
  );

it('leaves the state of a visit under its own key when another goes on', async () => {
  const store = await temporaryStore();
  const machines = [machine('visit', 1), machine('oximetry', 1)];
  writeAll(store, { visit: 'a', machines, setDeadlines: [deadline('old')] });
  expect(left(store)).toEqual([]);
  writeAll(store, { visit: 'b', machines: [machine('visit', 2)] });
  expect(left(store)).toEqual(['a', 'a']);
  expect(readRestored(store)).toEqual({
    epoch: 1,
    visit: 'b',
    machines: [machine('oximetry', 1), machine('visit', 2)],
    deadlines: [deadline('old')],
  });
  writeAll(store, { visit: 'b', machines: [machine('oximetry', 3)], clearDeadlines: ['old'] });
  expect(left(store)).toEqual([]);
  expect(readRestored(store).machines).toEqual([machine('visit', 2), machine('oximetry', 3)]);
});

it('is one row for head and state: an older state does not open under a newer head', async () => {
  const store = await temporaryStore();
  const write = (n: number) =>
    writeAll(store, { records: [{ kind: 'x', payload: n }], machines: [machine('visit', n)] });
  write(1);
  const before = store.database.prepare('SELECT state FROM head').pluck().get();
  write(2);
  expect(readRestored(store).machines).toEqual([machine('visit', 2)]);
  store.database.prepare('UPDATE head SET state = ?').run(before);
  expect(() => readRestored(store)).toThrow(/corrupt/);
});

it('writes two or three pages a commit: the event at the end of its table, and the head', async () => {
  const store = await temporaryStore();
  const { database } = store;
  writeAll(store, { machines: [machine('visit', 0)], setDeadlines: [deadline('a')] });
  database.pragma('wal_checkpoint(TRUNCATE)');
  const COMMITS = 50;
  for (let n = 1; n <= COMMITS; n += 1) {
    const part = {
      records: [{ kind: 'x', payload: n }],
      machines: [machine('visit', n)],
      setDeadlines: [deadline('a')],
    };
    database.transaction(() => writeAll(store, part))();
  }
  const [row] = database.pragma('wal_checkpoint(PASSIVE)') as { log: number }[];
  expect((row?.log ?? 0) / COMMITS).toBeLessThan(3);
});
