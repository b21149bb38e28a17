import { expect, it } from 'vitest';
import { openWritable } from './database.ts';
import { encode } from './encoded.ts';
import { runJobs } from './group-commit.ts';
import { readEvents, readHead } from './read.ts';
import type { WritableStore } from './store.ts';
import { temporaryFile, temporaryStore, transaction, writeAll } from './test-support.ts';

const record = { kind: 'x', payload: null };

it('never gives a number twice, even when all events are gone', async () => {
  const store = await temporaryStore();
  const { database } = store;
  writeAll(store, { records: [record, record] });
  database.exec('DELETE FROM event');
  expect(writeAll(store, { records: [record] })[0]?.seq).toBe(3);
});

it('answers none of a group when its commit fails', async () => {
  const file = temporaryFile();
  const store = await temporaryStore(file);
  const { database } = store;
  const rival = openWritable(file);
  database.pragma('busy_timeout = 1');
  rival.exec('BEGIN IMMEDIATE');
  let committed = 0;
  const request = (id: number) =>
    ({ id, job: { type: 'commit', transaction: encode(transaction()) } }) as const;
  const run = () =>
    runJobs(store, [request(1), { id: 2, job: { type: 'head' } }, request(3)], () => {
      committed += 1;
    });
  expect(run()).toMatchObject([
    { id: 1, ok: false, code: 'locked' },
    { id: 2, ok: true, value: { epoch: 1, seq: 0 } },
    { id: 3, ok: false, code: 'locked' },
  ]);
  expect(committed).toBe(0);
  rival.exec('ROLLBACK');
  expect(run().map(({ ok }) => ok)).toEqual([true, true, true]);
  expect(committed).toBe(2);
  rival.close();
});

const commit = (id: number, payload: unknown = null) =>
  ({
    id,
    job: { type: 'commit', transaction: encode(transaction({ records: [{ kind: 'x', payload }] })) },
  }) as const;
const kept = (store: WritableStore): number[] =>
  readEvents(store, { epoch: 0, seq: 0 }, 99).map(({ payload }) => (payload as { id: number }).id);

it('says of a full disk which events were kept, and goes on when there is room', async () => {
  const store = await temporaryStore();
  const { database } = store;
  database.pragma('max_page_count = 50');
  const huge = { id: 2, filler: 'x'.repeat(400_000) };
  const answers = runJobs(store, [commit(1, { id: 1 }), commit(2, huge), commit(3, { id: 3 })], () => {});
  expect(answers[1]).toMatchObject({ ok: false, code: 'full' });
  expect(kept(store)).toEqual(answers.filter(({ ok }) => ok).map(({ id }) => id));
  database.pragma('max_page_count = 4000');
  expect(runJobs(store, [commit(2, huge)], () => {})).toMatchObject([{ ok: true }]);
  expect(kept(store)).toContain(2);
});

it('keeps nothing of a group whose whole transaction SQLite rolled back', async () => {
  const store = await temporaryStore();
  const { database } = store;
  database.exec(
    `CREATE TEMP TRIGGER broken AFTER INSERT ON event WHEN length(NEW.sealed) > 1000
     BEGIN SELECT RAISE(ROLLBACK, 'rolled back'); END`,
  );
  const jobs = [commit(1, { id: 1 }), commit(2, { id: 2, bomb: 'x'.repeat(1000) }), commit(3, { id: 3 })];
  expect(runJobs(store, jobs, () => {}).map(({ ok }) => ok)).toEqual([false, false, false]);
  expect(kept(store)).toEqual([]);
  expect(readHead(database).seq).toBe(0);
});

it('refuses a time that is not one', () => {
  const at = { mono: Number.NaN, wall: 1, clockSure: true };
  expect(() => encode(transaction({ at, records: [record] }))).toThrow(/invalid/);
});
