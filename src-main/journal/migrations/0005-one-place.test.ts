import { readFileSync } from 'node:fs';
import Sqlite from 'better-sqlite3';
import { expect, it, onTestFinished } from 'vitest';
import { openReadable } from '../database.ts';
import { verifyFile } from '../maintenance.ts';
import { openJournalInDegrees } from '../open-in-degrees.ts';
import { openJournal } from '../open-journal.ts';
import { readChainHead } from '../read.ts';
import { temporaryFile, transaction } from '../test-support.ts';
import { writeJournalOf, writeKeysOf } from './older.fixture.ts';

const START = { epoch: 0, seq: 0 };
const PICTURE = 'urn:uuid:11111111-1111-4111-8111-111111111111';
const YEAR_MS = 366 * 24 * 60 * 60_000;

function journalOfVersion4(): string {
  const file = temporaryFile();
  writeJournalOf(4, file);
  writeKeysOf(4, file);
  return file;
}

const numbers = (events: readonly { payload: unknown }[]): number[] =>
  events.map(({ payload }) => (payload as { n: number }).n);

it('a journal of version 4 with data goes on as it was: events, state, commands, readers, pictures, chain', async () => {
  const file = journalOfVersion4();
  const raw = new Sqlite(file, { readonly: true });
  const before = raw.prepare('SELECT epoch, seq, id, link FROM event ORDER BY epoch, seq').all();
  raw.close();
  const journal = await openJournal({ file });
  onTestFinished(() => journal.close());
  expect(journal.condition()).toMatchObject({ durable: true, trouble: null });
  expect(await journal.head()).toEqual({ epoch: 1, seq: 6 });
  expect(numbers(await journal.read(START, 99))).toEqual([1, 2, 3, 4, 5, 6]);
  // Its events lie in three runs, those of another visit and of the cabinet between them.
  expect(numbers(await journal.read(START, 99, 'first'))).toEqual([1, 2, 5]);
  expect(numbers(await journal.read({ epoch: 1, seq: 1 }, 1, 'first'))).toEqual([2]);
  expect(numbers(await journal.read({ epoch: 1, seq: 2 }, 99, 'first'))).toEqual([5]);
  expect(numbers(await journal.read({ epoch: 1, seq: 3 }, 99, 'second'))).toEqual([6]);
  const state = (machine: string, n: number) => ({
    machine,
    version: 1,
    state: { value: 'on', context: { n } },
  });
  const restored = await journal.restore();
  expect(restored).toMatchObject({ epoch: 1, visit: 'second' });
  expect(restored.machines).toHaveLength(2);
  expect(restored.machines).toEqual(expect.arrayContaining([state('oximetry', 2), state('visit', 6)]));
  expect(restored.deadlines.map(({ name, dueMono }) => [name, dueMono]).sort()).toEqual([
    ['count', 6],
    ['left', 2],
  ]);
  expect(await journal.knowsCommand('command-6')).toBe(true);
  expect(await journal.readerCursor('record')).toEqual({ epoch: 1, seq: 4 });
  expect(Buffer.from(await journal.readBlob(PICTURE, 0, 99)).toString()).toBe('a picture');
  expect(verifyFile({ file }, {})).toMatchObject({ events: 6, problems: [] });
  const database = openReadable(file);
  onTestFinished(() => void database.close());
  expect(database.prepare('SELECT epoch, seq, id, link FROM event').all()).toEqual(before);
  expect(readChainHead(database)).toMatchObject({ epoch: 1, seq: 6 });
});

it('what version 4 left of two visits is overwritten, dropped and cleared wherever it lies', async () => {
  const file = journalOfVersion4();
  const first = await openJournal({ file });
  const visit = { machine: 'visit', version: 1, state: { value: 'on', context: { n: 7 } } } as const;
  await first.commit(transaction({ visit: 'second', machines: [visit], clearDeadlines: ['count'] }));
  await first.commit(transaction({ visit: 'third', dropMachines: ['oximetry'], clearDeadlines: ['left'] }));
  await first.close();
  const again = await openJournal({ file });
  onTestFinished(() => again.close());
  expect(await again.restore()).toEqual({ epoch: 1, visit: 'third', machines: [visit], deadlines: [] });
});

it('forgets a visit of version 4 by its last event, and nothing of it is left in the pages that were freed', async () => {
  const file = journalOfVersion4();
  const raw = new Sqlite(file, { readonly: true });
  const sealed = raw
    .prepare('SELECT sealed FROM event WHERE seq = 2 UNION ALL SELECT sealed FROM blob')
    .pluck()
    .all() as Buffer[];
  raw.close();
  const journal = await openJournal({ file });
  const empty = transaction({
    visit: 'third',
    dropMachines: ['oximetry', 'visit'],
    clearDeadlines: ['left', 'count'],
  });
  await journal.commit(empty);
  const options = { retentionMs: 1, now: Date.now() + 10 * YEAR_MS, readers: [] };
  expect(await journal.forget(options)).toMatchObject({ forgotten: 0, waiting: 3 });
  await journal.saveReaderCursor('record', { epoch: 1, seq: 5 });
  expect(await journal.forget(options)).toMatchObject({ forgotten: 1, waiting: 2 });
  await journal.saveReaderCursor('record', { epoch: 1, seq: 6 });
  expect(await journal.forget(options)).toMatchObject({ forgotten: 1, waiting: 1 });
  expect(numbers((await journal.read(START, 99)).filter(({ payload }) => payload !== null))).toEqual([4]);
  await journal.close();
  const bytes = readFileSync(file);
  // An event stays, sealed for ever; it is there once, not also where the table of version 4 was.
  expect(
    sealed.map((one) => bytes.toString('latin1').split(one.subarray(0, 200).toString('latin1')).length - 1),
  ).toEqual([1, 0]);
  expect(verifyFile({ file }, {}).problems).toEqual([]);
});

it('a bad file of version 4 still gives its events and its state', async () => {
  const file = journalOfVersion4();
  const raw = new Sqlite(file);
  raw.exec('UPDATE epoch SET link = zeroblob(32)');
  raw.exec('UPDATE head SET proof = zeroblob(32)');
  raw.close();
  const journal = await openJournalInDegrees({ file });
  onTestFinished(() => journal.close());
  expect(journal.condition().mended).toMatchObject({ salvaged: 6, lost: 0, blobsLost: 0, stateKept: false });
  expect(numbers(await journal.read(START, 99, 'first'))).toEqual([1, 2, 5]);
  expect(verifyFile({ file }, {}).problems).toEqual([]);
});
