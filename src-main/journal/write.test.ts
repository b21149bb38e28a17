import { expect, it } from 'vitest';
import { openWritable } from './database.ts';
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
