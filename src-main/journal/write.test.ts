import { expect, it } from 'vitest';
import { openWritable, type WritableDatabase } from './database.ts';
import { runJobs } from './group-commit.ts';
import { readEvents, readHead } from './read.ts';
import { temporaryFile, transaction } from './test-support.ts';
import { writeTransaction } from './write.ts';

const record = { kind: 'x', payload: null };

it('refuses an event id that exists, and the whole transaction with it', () => {
  const database = openWritable(temporaryFile());
  const write = database.transaction((ids: string[]) =>
    writeTransaction(database, transaction({ records: ids.map(() => record) }), () => ids.shift() ?? ''),
  );
  write(['urn:uuid:1']);
  expect(() => write(['urn:uuid:2', 'urn:uuid:1'])).toThrow(/duplicate-event/);
  expect(readEvents(database, { epoch: 1, seq: 0 }, 9).map(({ id }) => id)).toEqual(['urn:uuid:1']);
  expect(readHead(database)).toEqual({ epoch: 1, seq: 1 });
  database.close();
});

it('never gives a number twice, even when all events are gone', () => {
  const database = openWritable(temporaryFile());
  writeTransaction(database, transaction({ records: [record, record] }));
  database.exec('DELETE FROM event');
  expect(writeTransaction(database, transaction({ records: [record] }))[0]?.seq).toBe(3);
  database.close();
});

it('answers none of a group when its commit fails', () => {
  const file = temporaryFile();
  const database = openWritable(file);
  const rival = openWritable(file);
  database.pragma('busy_timeout = 1');
  rival.exec('BEGIN IMMEDIATE');
  let committed = 0;
  const request = (id: number) => ({ id, job: { type: 'commit', transaction: transaction() } }) as const;
  const run = () =>
    runJobs(database, [request(1), { id: 2, job: { type: 'head' } }, request(3)], () => {
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
  database.close();
});

const commit = (id: number, payload: unknown = null, kind = 'x') =>
  ({ id, job: { type: 'commit', transaction: transaction({ records: [{ kind, payload }] }) } }) as const;
const kept = (database: WritableDatabase): number[] =>
  readEvents(database, { epoch: 0, seq: 0 }, 99).map(({ payload }) => (payload as { id: number }).id);

it('says of a full disk which events were kept, and goes on when there is room', () => {
  const database = openWritable(temporaryFile());
  database.pragma('max_page_count = 40');
  const huge = { id: 2, filler: 'x'.repeat(400_000) };
  const answers = runJobs(database, [commit(1, { id: 1 }), commit(2, huge), commit(3, { id: 3 })], () => {});
  expect(answers[1]).toMatchObject({ ok: false, code: 'full' });
  expect(kept(database)).toEqual(answers.filter(({ ok }) => ok).map(({ id }) => id));
  database.pragma('max_page_count = 4000');
  expect(runJobs(database, [commit(2, huge)], () => {})).toMatchObject([{ ok: true }]);
  expect(kept(database)).toContain(2);
  database.close();
});

it('keeps nothing of a group whose whole transaction SQLite rolled back', () => {
  const database = openWritable(temporaryFile());
  database.exec(
    `CREATE TEMP TRIGGER broken AFTER INSERT ON event WHEN NEW.kind = 'bomb'
     BEGIN SELECT RAISE(ROLLBACK, 'rolled back'); END`,
  );
  const jobs = [commit(1, { id: 1 }), commit(2, { id: 2 }, 'bomb'), commit(3, { id: 3 })];
  expect(runJobs(database, jobs, () => {}).map(({ ok }) => ok)).toEqual([false, false, false]);
  expect(kept(database)).toEqual([]);
  expect(readHead(database).seq).toBe(0);
  database.close();
});

it('refuses a time that is not one', () => {
  const database = openWritable(temporaryFile());
  const at = { mono: Number.NaN, wall: 1, clockSure: true };
  const job = { type: 'commit', transaction: transaction({ at, records: [record] }) } as const;
  expect(runJobs(database, [{ id: 1, job }], () => {})).toMatchObject([{ ok: false, code: 'invalid' }]);
  database.close();
});
