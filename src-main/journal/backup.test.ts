import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { KEEP_BACKUPS, listBackups, whatIsWrong } from './backup.ts';
import type { Journal } from './contract.ts';
import { openJournalReader } from './journal-reader.ts';
import { openKeyring } from './keys/open-keyring.ts';
import { openJournal } from './open-journal.ts';
import { backupFolderOf, keyFolderOf } from './places.ts';
import { temporaryFile, transaction } from './test-support.ts';
import { verifyJournal } from './verify.ts';

const START = { epoch: 0, seq: 0 };

async function open(file: string, backupEveryMs = 0): Promise<Journal> {
  const journal = await openJournal({ file, backupEveryMs });
  onTestFinished(() => journal.close());
  return journal;
}

const commit = (journal: Journal, n: number, filler = '') =>
  journal.commit(transaction({ records: [{ kind: 'counted', payload: { n, filler } }] }));

it('copies a journal while it is written: a prefix of it, whole and verifiable, private', async () => {
  const file = temporaryFile();
  const journal = await open(file);
  for (let n = 1; n <= 20; n += 1) await commit(journal, n, 'x'.repeat(20_000));
  const [made, ...later] = await Promise.all([
    journal.backup(),
    ...Array.from({ length: 30 }, (_, n) => commit(journal, 21 + n)),
  ]);
  expect(later).toHaveLength(30);
  expect(made.head.seq).toBeGreaterThanOrEqual(20);
  expect(made.bytes).toBe(statSync(made.file).size);
  expect(readdirSync(backupFolderOf(file))).toEqual([made.file.slice(backupFolderOf(file).length + 1)]);
  const copy = openJournalReader(made.file, { keyFolder: keyFolderOf(file) });
  onTestFinished(() => copy.close());
  const numbers = copy.read(START, 99).map(({ payload }) => (payload as { n: number }).n);
  expect(numbers).toEqual(Array.from({ length: made.head.seq }, (_, n) => n + 1));
  expect(verifyJournal(copy.store(), { heads: [made.head] }).problems).toEqual([]);
  expect((await journal.chainHead()).seq).toBe(50);
});

it('keeps the newest few', async () => {
  const file = temporaryFile();
  const journal = await open(file);
  const made: string[] = [];
  for (let n = 1; n <= KEEP_BACKUPS + 2; n += 1) {
    await commit(journal, n);
    made.push((await journal.backup()).file);
  }
  expect(listBackups(backupFolderOf(file))).toEqual(made.reverse().slice(0, KEEP_BACKUPS));
});

it('makes one by itself when something was written, and only then', async () => {
  const file = temporaryFile();
  const journal = await open(file, 50);
  await commit(journal, 1);
  await expect.poll(() => listBackups(backupFolderOf(file)).length, { timeout: 20_000 }).toBe(1);
  // Written, then its time set: a busy machine may be between the two.
  await new Promise((resolve) => setTimeout(resolve, 500));
  const first = statSync(listBackups(backupFolderOf(file))[0] ?? '').mtimeMs;
  await new Promise((resolve) => setTimeout(resolve, 200));
  expect(statSync(listBackups(backupFolderOf(file))[0] ?? '').mtimeMs).toBe(first);
});

it('knows a backup that is not good', async () => {
  const file = temporaryFile();
  const journal = await open(file);
  await commit(journal, 1, 'y'.repeat(30_000));
  const { file: made } = await journal.backup();
  const keys = await openKeyring({ folder: keyFolderOf(file), tpm: null, mayCreate: false });
  expect(whatIsWrong(made, keys)).toBeNull();
  const bytes = readFileSync(made);
  const check = (change: (copy: Buffer) => void): string | null => {
    const copy = Buffer.from(bytes);
    change(copy);
    writeFileSync(join(file, '../copy.sqlite'), copy);
    return whatIsWrong(join(file, '../copy.sqlite'), keys);
  };
  expect(check((copy) => copy.fill(0xa5, 4096))).not.toBeNull();
  expect(check((copy) => copy.fill(0, 0, 16))).not.toBeNull();
  expect(check((copy) => copy.writeInt32BE(7, 68))).toBe('not a journal of a version that is known');
  const other = temporaryFile();
  await open(other);
  const strangers = await openKeyring({ folder: keyFolderOf(other), tpm: null, mayCreate: false });
  expect(whatIsWrong(made, strangers)).toBe('its head is not authentic');
});

it('leaves nothing behind when it fails', async () => {
  const file = temporaryFile();
  const journal = await openJournal({ file, backupFolder: join(file, 'not-a-folder') });
  onTestFinished(() => journal.close());
  await expect(journal.backup()).rejects.toThrow();
  expect(existsSync(join(file, 'not-a-folder'))).toBe(false);
  await commit(journal, 1);
});
