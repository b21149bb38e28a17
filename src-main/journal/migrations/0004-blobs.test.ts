import { randomUUID } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { expect, it, onTestFinished } from 'vitest';
import type { WritableDatabase } from '../database.ts';
import { verifyFile } from '../maintenance.ts';
import { openJournalInDegrees } from '../open-in-degrees.ts';
import { openJournal } from '../open-journal.ts';
import { backupFolderOf } from '../places.ts';
import { temporaryFile, transaction } from '../test-support.ts';
import { LATEST_VERSION, versionOf } from './index.ts';
import { writeJournalOf, writeKeysOf } from './older.fixture.ts';

const START = { epoch: 0, seq: 0 };

function journalOfVersion3(): string {
  const file = temporaryFile();
  writeJournalOf(3, file);
  writeKeysOf(3, file);
  return file;
}

it('a journal of version 3 with data goes on as it was, verified, and takes pictures', async () => {
  const file = journalOfVersion3();
  const journal = await openJournal({ file });
  onTestFinished(() => journal.close());
  const events = await journal.read(START, 99);
  expect(events.map(({ visit, payload }) => [visit, payload])).toEqual(
    [1, 2, 3, 4, 5, 6].map((n) => [n % 2 === 0 ? 'even' : 'odd', { n }]),
  );
  expect(events.map(({ at }) => at.clockSure)).toEqual([true, true, false, true, true, true]);
  expect(await journal.restore()).toMatchObject({
    epoch: 1,
    visit: 'even',
    machines: [{ machine: 'visit', state: { context: { n: 6 } } }],
    deadlines: [{ name: 'count', dueMono: 6 }],
  });
  expect(await journal.knowsCommand('command-3')).toBe(true);
  expect(await journal.readerCursor('record')).toEqual({ epoch: 1, seq: 4 });
  const id = `urn:uuid:${randomUUID()}`;
  const blobs = [{ id, bytes: Buffer.from('picture') }];
  await journal.commit(transaction({ visit: 'even', records: [{ kind: 'seen', payload: { id } }], blobs }));
  expect(Buffer.from(await journal.readBlob(id, 0, 99)).toString()).toBe('picture');
  expect((await journal.head()).seq).toBe(7);
  expect(verifyFile({ file }, {}).problems).toEqual([]);
  const after = new Sqlite(file, { readonly: true }) as WritableDatabase;
  expect(versionOf(after)).toBe(LATEST_VERSION);
  after.close();
});

it('a backup of version 3 is still good, and a bad file of version 3 still gives what it has', async () => {
  const file = journalOfVersion3();
  const raw = new Sqlite(file);
  mkdirSync(backupFolderOf(file));
  writeJournalOf(3, join(backupFolderOf(file), 'journal-000001-000000000006.sqlite'));
  raw.exec('UPDATE head SET proof = zeroblob(32)');
  raw.close();
  const journal = await openJournalInDegrees({ file });
  onTestFinished(() => journal.close());
  expect(journal.condition()).toMatchObject({ trouble: 'corrupt', mended: { lost: 0, salvaged: 0 } });
  expect(journal.condition().mended?.backup).toMatch(/000006\.sqlite$/);
  expect(await journal.read(START, 99)).toHaveLength(6);
});

it('without a backup, all events of a bad file of version 3 are saved', async () => {
  const file = journalOfVersion3();
  const raw = new Sqlite(file);
  raw.exec('UPDATE head SET proof = zeroblob(32)');
  raw.close();
  const journal = await openJournalInDegrees({ file });
  onTestFinished(() => journal.close());
  expect(journal.condition().mended).toMatchObject({ backup: null, salvaged: 6, lost: 0 });
  expect((await journal.read(START, 99)).map(({ payload }) => payload)).toEqual(
    [1, 2, 3, 4, 5, 6].map((n) => ({ n })),
  );
  expect(verifyFile({ file }, {}).problems).toEqual([]);
});
