import { cpSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { isJournalOpenError } from './errors.ts';
import { openJournalReader } from './journal-reader.ts';
import { openJournal } from './open-journal.ts';
import { BUCKET_BYTES, encodePayload } from './payload.ts';
import { keyFolderOf } from './places.ts';
import { temporaryFolder, temporaryStore, transaction, writeAll } from './test-support.ts';

const MARK = 'Planté-Ségolène-7731';

/** What a visit may hold, each with a marker of its own. */
const MARKED = {
  visit: `${MARK}-visit`,
  kind: `${MARK}-kind`,
  payload: { name: `${MARK}-payload`, list: [`${MARK}-deep`] },
  state: { value: `${MARK}-value`, context: { note: `${MARK}-context` } },
  deadline: `${MARK}-deadline`,
  command: `${MARK}-command`,
};

function filesUnder(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
}

function holdingMarkers(folder: string): string[] {
  const needles = ['utf8', 'utf16le', 'latin1'].flatMap((coding) => [
    Buffer.from(MARK, coding as BufferEncoding),
    Buffer.from('oximetry', coding as BufferEncoding),
    Buffer.from(Buffer.from(MARK).toString('base64').slice(2, -4)),
  ]);
  return filesUnder(folder).filter((file) => {
    const bytes = readFileSync(file);
    return needles.some((needle) => bytes.includes(needle));
  });
}

async function markedJournal() {
  const folder = temporaryFolder();
  const file = join(folder, 'journal.sqlite');
  const journal = await openJournal({ file });
  onTestFinished(() => journal.close());
  const commit = (records: number) =>
    journal.commit(
      transaction({
        visit: MARKED.visit,
        records: Array(records).fill({ kind: MARKED.kind, payload: MARKED.payload }),
        machines: [{ machine: 'oximetry', version: 1, state: MARKED.state }],
        setDeadlines: [{ name: MARKED.deadline, bootId: 'b', dueMono: 1, dueWall: 2 }],
        commandIds: [`${MARKED.command}-${records}`],
      }),
    );
  await commit(3);
  await commit(40);
  return { folder, file, journal };
}

it('leaves nothing readable of a patient in database, log, shared memory, backup and key file', async () => {
  const { folder, file, journal } = await markedJournal();
  const { file: backup } = await journal.backup();
  // A quiet log is truncated: one that is not is looked at.
  await journal.commit(
    transaction({ visit: MARKED.visit, records: [{ kind: MARKED.kind, payload: MARKED.payload }] }),
  );
  expect(statSync(`${file}-wal`).size).toBeGreaterThan(0);
  const names = filesUnder(folder).map((path) => path.slice(folder.length + 1));
  for (const part of ['', '-wal', '-shm', '.keys/visits-1.keys', '.keys/epoch-1.json'])
    expect(names).toContain(`journal.sqlite${part}`);
  expect(names).toContain(backup.slice(folder.length + 1));
  expect(holdingMarkers(folder)).toEqual([]);
  // The search itself finds what is there.
  expect(await journal.read({ epoch: 0, seq: 0 }, 1)).toMatchObject([
    { visit: MARKED.visit, kind: MARKED.kind, payload: MARKED.payload },
  ]);
  await journal.close();
  expect(holdingMarkers(folder)).toEqual([]);
});

it('cannot be read without the key folder, which no backup holds', async () => {
  const { folder, journal } = await markedJournal();
  await journal.close();
  const stolen = temporaryFolder();
  cpSync(folder, stolen, { recursive: true });
  const copy = join(stolen, 'journal.sqlite');
  rmSync(keyFolderOf(copy), { recursive: true });
  const refused = await openJournal({ file: copy }).catch((error: unknown) => error);
  expect(isJournalOpenError(refused) && refused.code).toBe('keys-lost');
  // Keys of another journal open nothing either.
  const other = temporaryFolder();
  await (await openJournal({ file: join(other, 'journal.sqlite') })).close();
  cpSync(join(other, 'journal.sqlite.keys'), keyFolderOf(copy), { recursive: true });
  const reader = openJournalReader(copy);
  expect(reader.read({ epoch: 0, seq: 0 }, 1)).toMatchObject([
    { kind: 'journal.forgotten', visit: null, payload: null },
  ]);
  reader.close();
  const mismatched = await openJournal({ file: copy }).catch((error: unknown) => error);
  expect(isJournalOpenError(mismatched) && mismatched.code).toBe('keys-lost');
});

it('seals each visit under a key of its own, and equal payloads never look equal', async () => {
  const store = await temporaryStore();
  const record = { kind: 'same', payload: 'same' };
  for (const visit of ['a', 'a', 'b', null]) writeAll(store, { visit, records: [record] });
  const rows = store.database.prepare('SELECT slot, sealed FROM event ORDER BY seq').all() as {
    slot: string;
    sealed: Buffer;
  }[];
  const slots = rows.map(({ slot }) => slot);
  expect(slots[0]).toBe(slots[1]);
  expect(new Set(slots).size).toBe(3);
  const keys = [...new Set(slots)].map((slot) => store.keys.keyOf(slot)?.export().toString('hex'));
  expect(new Set(keys).size).toBe(3);
  expect(new Set(rows.map(({ sealed }) => sealed.toString('hex'))).size).toBe(4);
});

it('does not tell by its length what kind of event it is', () => {
  const sizes = ['phase', 'distress.seen', 'reading.accepted'].map(
    (kind) => encodePayload([kind, { step: 'measure', at: 1 }]).length,
  );
  expect(sizes).toEqual([BUCKET_BYTES, BUCKET_BYTES, BUCKET_BYTES]);
  expect(encodePayload('x'.repeat(BUCKET_BYTES)).length).toBe(2 * BUCKET_BYTES);
});
