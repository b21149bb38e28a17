/** What is left of a visit that was forgotten, on the disk and behind every key that still exists. */
import { cpSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { headerBytes } from './chain.ts';
import { type JournalReader, openJournalReader } from './journal-reader.ts';
import { parseKeyFile } from './keys/key-file.ts';
import { hasTpmTools, startTpm } from './keys/swtpm.fixture.ts';
import { createTpm } from './keys/tpm.ts';
import { openVault } from './keys/vault.ts';
import { openJournal } from './open-journal.ts';
import { keyFolderOf } from './places.ts';
import { EVENT_COLUMNS, type EventRow, headerOf } from './read.ts';
import { unseal } from './seal.ts';
import { statement } from './store.ts';
import { temporaryFile, temporaryFolder, transaction } from './test-support.ts';

const YEAR_MS = 366 * 24 * 60 * 60_000;
const PICTURE = {
  id: 'urn:uuid:00000000-0000-4000-8000-00000000f0f0',
  bytes: Buffer.alloc(70_000, 'Zzpicture'),
};

const bytesUnder = (folder: string): Buffer =>
  Buffer.concat(
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => readFileSync(join(entry.parentPath, entry.name))),
  );

const keyLines = (folder: string, generation: number): string[] =>
  readFileSync(join(folder, `visits-${generation}.keys`), 'utf8')
    .trim()
    .split('\n');
const wrappedIn = (lines: readonly string[]): string[] =>
  lines.slice(1).map((line) => (JSON.parse(line) as { wrapped: string }).wrapped);

/** Rows that some key of those that are left opens, and all rows. */
function opened(reader: JournalReader): { readonly open: number; readonly all: number } {
  const { database, keys } = reader.store();
  const rows = statement(database, `SELECT ${EVENT_COLUMNS} FROM event`).all() as EventRow[];
  const left = [...new Set(rows.map(({ slot }) => slot))].flatMap((slot) => keys.keyOf(slot) ?? []);
  const every = [...left, keys.chainKey, keys.headKey];
  const open = rows.filter((row) =>
    every.some((key) => unseal(key, headerBytes(headerOf(row)), row.sealed) !== null),
  );
  return { open: open.length, all: rows.length };
}

async function forgottenJournal(tcti: string | null) {
  const tpm = tcti === null ? {} : { tpm: { tcti } };
  const file = temporaryFile();
  const folder = keyFolderOf(file);
  const journal = await openJournal({ file, ...tpm });
  onTestFinished(() => journal.close());
  const say = (visit: string | null, blobs = false) => {
    const records = [{ kind: 'said', payload: blobs ? { medium: PICTURE.id } : { by: visit } }];
    return journal.commit(transaction({ visit, records, ...(blobs ? { blobs: [PICTURE] } : {}) }));
  };
  await say('a', true);
  await say('b');
  await say('a');
  const backup = await journal.backup();
  const before = temporaryFolder();
  cpSync(folder, before, { recursive: true });
  await say('b');
  await say(null);
  await journal.saveReaderCursor('record', { epoch: 1, seq: 3 });
  const options = { retentionMs: 1, now: Date.now() + 10 * YEAR_MS, readers: ['record'] };
  const result = await journal.forget(options);
  expect(result).toMatchObject({ forgotten: 1, waiting: 1, oldKeyDestroyed: true });
  // Beside the open journal: its log is among the files.
  const bytes = bytesUnder(join(file, '..'));
  await journal.close();
  return { file, folder, before, backup, bytes, closed: bytesUnder(join(file, '..')), tpm };
}

describe.each([
  ['without a TPM', false],
  ['with a TPM 2.0', true],
])('%s', (_name, withTpm) => {
  it.skipIf(withTpm && !hasTpmTools())(
    'a forgotten visit opens with no key that is left, nor with its old ones',
    async () => {
      const chip = withTpm ? await startTpm(temporaryFolder()) : null;
      onTestFinished(() => chip?.stop());
      const { file, folder, before, backup, bytes, closed, tpm } = await forgottenJournal(chip?.tcti ?? null);

      // No wrapped key's bytes in database, log, free pages, backup or key file.
      const old = keyLines(before, 1);
      const gone = wrappedIn(old);
      expect(gone.length).toBeGreaterThanOrEqual(3);
      for (const wrapped of gone) {
        for (const held of [bytes, closed]) {
          expect(held.includes(wrapped)).toBe(false);
          expect(held.includes(Buffer.from(wrapped, 'base64'))).toBe(false);
        }
      }
      // The search finds what is there.
      for (const wrapped of wrappedIn(keyLines(folder, 2))) expect(closed.includes(wrapped)).toBe(true);
      expect(readdirSync(folder).some((name) => name.includes('-1.'))).toBe(false);

      // Every key that is left, on every row: the survivors' rows open and no other.
      const reader = openJournalReader(file, tpm);
      expect(opened(reader)).toEqual({ open: 3, all: 5 });
      expect(() => reader.readBlob(PICTURE.id, 0, 9)).toThrow(/forgotten|unknown-blob/);
      reader.close();
      const saved = openJournalReader(backup.file, { keyFolder: folder, ...tpm });
      expect(opened(saved)).toEqual({ open: 1, all: 3 });
      saved.close();

      // Somebody kept the old key file: the new epoch key opens no line of it.
      const { key } = openVault(folder, chip === null ? null : createTpm({ tcti: chip.tcti })).load(2);
      const [first = '', ...lines] = old;
      const renamed = [first.replace('"generation":1', '"generation":2'), ...lines, ''].join('\n');
      const tried = parseKeyFile(Buffer.from(renamed), key, 2);
      expect([tried.entries, tried.damaged]).toEqual([[], gone.length]);

      // With a chip, not even the whole old key folder helps: the chip has let go of the key.
      if (!withTpm) return;
      rmSync(folder, { recursive: true });
      cpSync(before, folder, { recursive: true });
      const helpless = openJournalReader(file, tpm);
      expect(() => helpless.read({ epoch: 0, seq: 0 }, 9)).toThrow(/keys-/);
      helpless.close();
    },
    60_000,
  );
});
