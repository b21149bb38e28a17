import { createHash, randomUUID } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { describe, expect, it, onTestFinished } from 'vitest';
import { CHUNK_BYTES, MAX_BLOB_BYTES, MAX_BLOBS } from './blob.ts';
import type { Blob, Journal } from './contract.ts';
import { isJournalError } from './errors.ts';
import { verifyFile } from './maintenance.ts';
import { openJournalInDegrees } from './open-in-degrees.ts';
import { openJournal } from './open-journal.ts';
import { keyFolderOf } from './places.ts';
import { temporaryFile, transaction, VISIT } from './test-support.ts';
import type { Verified } from './verify.ts';

const START = { epoch: 0, seq: 0 };
const YEAR_MS = 366 * 24 * 60 * 60_000;
const CANARY = 'eardrum-left-of-Camille';

const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');
const newId = (): string => `urn:uuid:${randomUUID()}`;

/** Bytes that tell where they stand, with words that must not lie readable on the disk. */
function picture(length: number): Buffer {
  const bytes = Buffer.from(Uint8Array.from({ length }, (_, n) => (n * 31 + (n >> 8)) & 0xff));
  bytes.write(CANARY.slice(0, length));
  return bytes;
}

const naming = (blobs: readonly Blob[], visit: string | null = VISIT) =>
  transaction({
    visit,
    records: [
      { kind: 'exam.step', payload: { step: 'judge' } },
      { kind: 'reading.accepted', payload: { media: blobs.map(({ id }) => ({ id })) } },
    ],
    blobs,
  });

async function open(file = temporaryFile()): Promise<{ file: string; journal: Journal }> {
  const journal = await openJournal({ file });
  onTestFinished(() => journal.close());
  return { file, journal };
}

const refusal = async (asked: Promise<unknown>): Promise<string> => {
  const error = await asked.then(
    () => null,
    (why: unknown) => why,
  );
  return isJournalError(error) ? error.code : String(error);
};

const named = ({ problems }: Verified): string[] => problems.map(({ fault, id }) => `${fault} ${id}`);

describe('a picture or a sound', () => {
  it.each([1, 4092, CHUNK_BYTES - 1, CHUNK_BYTES, CHUNK_BYTES + 1, 3 * CHUNK_BYTES + 77])(
    'of %i bytes comes back whole and in ranges, after a restart too',
    async (length) => {
      const { file, journal } = await open();
      const bytes = picture(length);
      const blob = { id: newId(), bytes };
      const events = await journal.commit(naming([blob]));
      const ref = { id: blob.id, sha256: sha256(bytes), length };
      expect(events.map(({ blobs }) => blobs)).toEqual([undefined, [ref]]);
      expect(bytes.length).toBe(length);
      await journal.close();
      const again = (await open(file)).journal;
      expect((await again.read(START, 9)).map(({ blobs }) => blobs)).toEqual([undefined, [ref]]);
      expect(sha256(await again.readBlob(blob.id, 0, length + 1))).toBe(ref.sha256);
      const [from, to] = [Math.floor(length / 3), Math.ceil((2 * length) / 3)];
      expect(Buffer.from(await again.readBlob(blob.id, from, to - from))).toEqual(bytes.subarray(from, to));
      expect(await again.readBlob(blob.id, length, 10)).toHaveLength(0);
      expect(verifyFile({ file }, {}).problems).toEqual([]);
    },
  );

  it('lies sealed on the disk, in the log too, at a size that says little', async () => {
    const { file, journal } = await open();
    await journal.commit(naming([{ id: newId(), bytes: picture(5000) }]));
    const folder = join(file, '..');
    const seen = readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => readFileSync(join(entry.parentPath, entry.name)));
    expect(Buffer.concat(seen).includes(CANARY)).toBe(false);
    const raw = new Sqlite(file, { readonly: true });
    expect(raw.prepare('SELECT length(sealed) FROM blob').pluck().all()).toEqual([8192 + 28]);
    raw.close();
  });

  it('is refused with everything else of its transaction when something is wrong with it', async () => {
    const { journal } = await open();
    const good = { id: newId(), bytes: picture(10) };
    await journal.commit(naming([good]));
    const before = await journal.head();
    const other = newId();
    const nowhere = { ...naming([]), blobs: [{ id: other, bytes: picture(1) }] };
    const huge = { id: other, bytes: Buffer.alloc(MAX_BLOB_BYTES + 1) };
    const many = Array.from({ length: MAX_BLOBS + 1 }, () => ({ id: newId(), bytes: picture(1) }));
    expect(await refusal(journal.commit(nowhere))).toBe('invalid');
    expect(await refusal(journal.commit(naming([{ id: 'picture', bytes: picture(1) }])))).toBe('invalid');
    expect(await refusal(journal.commit(naming([{ id: other, bytes: picture(0) }])))).toBe('invalid');
    expect(await refusal(journal.commit(naming([huge])))).toBe('too-large');
    expect(await refusal(journal.commit(naming(many)))).toBe('too-large');
    expect(await refusal(journal.commit(naming([{ id: other, bytes: picture(9) }, good])))).toBe(
      'duplicate-event',
    );
    expect(await refusal(journal.readBlob(other, 0, 1))).toBe('unknown-blob');
    expect(await refusal(journal.readBlob(good.id, -1, 1))).toBe('invalid');
    expect(await journal.head()).toEqual(before);
    expect(Buffer.from(await journal.readBlob(good.id, 0, 10))).toEqual(good.bytes);
  });

  it('of the largest size is committed beside others', async () => {
    const { journal } = await open();
    const bytes = picture(MAX_BLOB_BYTES);
    const id = newId();
    const [, small] = await Promise.all([
      journal.commit(naming([{ id, bytes }])),
      journal.commit(naming([])),
    ]);
    expect(small).toHaveLength(2);
    expect(sha256(await journal.readBlob(id, 0, bytes.length))).toBe(sha256(bytes));
  });

  it.each([
    ['blob-missing', 'DELETE FROM blob WHERE chunk = 1'],
    ['blob-missing', 'DELETE FROM blob'],
    ['blob-changed', 'UPDATE blob SET sealed = zeroblob(length(sealed)) WHERE chunk = 0'],
    ['blob-changed', 'UPDATE blob SET chunk = 7 - chunk'],
    ['blob-changed', 'INSERT INTO blob SELECT id, 2, slot, sealed FROM blob WHERE chunk = 0'],
  ])('is named as %s by verify after %s', async (fault, tamper) => {
    const { file, journal } = await open();
    const id = newId();
    await journal.commit(naming([{ id, bytes: picture(CHUNK_BYTES + 5) }]));
    await journal.close();
    const raw = new Sqlite(file);
    raw.exec(tamper.replace('chunk = 7 - chunk', 'chunk = chunk + 7; UPDATE blob SET chunk = 8 - chunk'));
    raw.close();
    expect(named(verifyFile({ file }, {}))).toEqual([`${fault} ${id}`]);
  });

  it('is named when it was slipped in, or when the event no longer says that it has one', async () => {
    const { file, journal } = await open();
    const id = newId();
    const [, event] = await journal.commit(naming([{ id, bytes: picture(5) }]));
    await journal.close();
    const raw = new Sqlite(file);
    raw.exec(`INSERT INTO blob SELECT 'urn:uuid:other', 0, slot, sealed FROM blob`);
    expect(named(verifyFile({ file }, {}))).toEqual(['blob-inserted urn:uuid:other']);
    raw.exec(`DELETE FROM blob; UPDATE event SET blobs = 0`);
    raw.close();
    expect(named(verifyFile({ file }, {}))).toEqual([`changed ${event?.id}`]);
  });
});

describe('with the journal around it', () => {
  it('goes into backups and comes back from one, and from what the bad file still gives', async () => {
    const { file, journal } = await open();
    const [old, late, torn] = [newId(), newId(), newId()];
    await journal.commit(naming([{ id: old, bytes: picture(CHUNK_BYTES + 1) }]));
    await journal.backup();
    await journal.commit(naming([{ id: late, bytes: picture(CHUNK_BYTES + 2) }]));
    await journal.commit(naming([{ id: torn, bytes: picture(CHUNK_BYTES + 3) }]));
    await journal.close();
    const raw = new Sqlite(file);
    raw.exec(`UPDATE head SET proof = zeroblob(32); DELETE FROM blob WHERE id = '${torn}' AND chunk = 1`);
    raw.exec(`DELETE FROM blob WHERE id = '${old}'`);
    raw.close();
    const mended = await openJournalInDegrees({ file });
    onTestFinished(() => mended.close());
    expect(mended.condition().mended).toMatchObject({ salvaged: 4, lost: 0, blobsLost: 1 });
    expect(sha256(await mended.readBlob(old, 0, 1e6))).toBe(sha256(picture(CHUNK_BYTES + 1)));
    expect(sha256(await mended.readBlob(late, 0, 1e6))).toBe(sha256(picture(CHUNK_BYTES + 2)));
    expect(await refusal(mended.readBlob(torn, 0, 1))).toBe('unknown-blob');
    expect(named(verifyFile({ file }, {}))).toEqual([`blob-missing ${torn}`]);
  });

  it('is unreadable and gone once its visit is forgotten; the others stay', async () => {
    const { file, journal } = await open();
    const [mine, theirs] = [newId(), newId()];
    await journal.commit(naming([{ id: mine, bytes: picture(40 * CHUNK_BYTES) }], 'old'));
    const raw = new Sqlite(file, { readonly: true });
    const sealed = raw.prepare('SELECT substr(sealed, 100, 64) FROM blob LIMIT 1').pluck().get() as Buffer;
    const now = Date.now() + 3 * YEAR_MS;
    const recent = { mono: 1, wall: now, clockSure: true };
    await journal.commit({ ...naming([{ id: theirs, bytes: picture(9) }], 'new'), at: recent });
    const { forgotten } = await journal.forget({ retentionMs: YEAR_MS, now, readers: [] });
    expect(forgotten).toBe(1);
    expect(raw.prepare('SELECT DISTINCT id FROM blob').pluck().all()).toEqual([theirs]);
    raw.close();
    expect(await refusal(journal.readBlob(mine, 0, 1))).toBe('unknown-blob');
    expect(await journal.readBlob(theirs, 0, 99)).toHaveLength(9);
    await journal.close();
    // Not in free pages either, nor in a log.
    expect(readFileSync(file).includes(sealed)).toBe(false);
    expect(statSync(`${file}-wal`, { throwIfNoEntry: false })?.size ?? 0).toBe(0);
    expect(verifyFile({ file }, {}).problems).toEqual([]);
  });

  it('is told from one that never was while its rows wait for their deletion', async () => {
    const { file, journal } = await open();
    const id = newId();
    await journal.commit(naming([{ id, bytes: picture(9) }], 'old'));
    await journal.commit(naming([], 'new'));
    const raw = new Sqlite(file);
    const rows = raw.prepare('SELECT * FROM blob').raw().all() as unknown[][];
    await journal.forget({ retentionMs: 0, now: Date.now() + 3 * YEAR_MS, readers: [] });
    for (const row of rows) raw.prepare('INSERT INTO blob VALUES (?, ?, ?, ?)').run(...row);
    raw.close();
    expect(await refusal(journal.readBlob(id, 0, 1))).toBe('forgotten');
    expect(verifyFile({ file, keyFolder: keyFolderOf(file) }, {}).problems).toEqual([]);
    await journal.forget({ retentionMs: 0, now: Date.now() + 3 * YEAR_MS, readers: [] });
    expect(await refusal(journal.readBlob(id, 0, 1))).toBe('unknown-blob');
  });
});
