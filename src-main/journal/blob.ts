/** Pictures and sounds of exams: cut into chunks, each sealed under the visit's key and bound to its place. */
import { createHash } from 'node:crypto';
import type { Blob, BlobRef } from './contract.ts';
import { JournalError, sqliteCode } from './errors.ts';
import type { Progress } from './progress.ts';
import { seal, unseal } from './seal.ts';
import { type ReadableStore, statement, type WritableStore } from './store.ts';

export const MAX_BLOB_BYTES = 16 * 1024 * 1024;
/** Of one transaction. */
export const MAX_BLOBS = 8;
/** A chunk before its length and its padding. A read opens whole chunks: small ones suit a picture sent in pieces. */
export const CHUNK_BYTES = 64 * 1024;
/** Sizes of the last chunk are multiples of it. */
const BUCKET_BYTES = 4096;
const LENGTH_BYTES = 4;
const URN = /^urn:uuid:[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
/** Rows deleted in one transaction: a commit that comes meanwhile waits for no more. */
const PURGED_AT_ONCE = 32;

export interface BlobRow {
  id: string;
  chunk: number;
  slot: string;
  sealed: Buffer;
}

export const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

const about = (id: string, chunk: number, slot: string): Buffer => Buffer.from(`blob ${id} ${chunk} ${slot}`);

/** @throws JournalError `too-large` */
export function requireSizes(blobs: readonly Blob[]): void {
  if (blobs.length > MAX_BLOBS)
    throw new JournalError('too-large', `${blobs.length} blobs in a transaction, at most ${MAX_BLOBS}`);
  for (const { bytes } of blobs) {
    if (bytes.length > MAX_BLOB_BYTES)
      throw new JournalError('too-large', `a blob of ${bytes.length} bytes, at most ${MAX_BLOB_BYTES}`);
  }
}

/** @throws JournalError `invalid` */
export function describeBlob({ id, bytes }: Blob): BlobRef {
  if (!URN.test(id)) throw new JournalError('invalid', 'a blob whose id is not a urn:uuid');
  if (bytes.length === 0) throw new JournalError('invalid', 'a blob without a byte');
  return { id, sha256: sha256(bytes), length: bytes.length };
}

/** What each record names, in the order of their texts. @throws JournalError `invalid`: a blob that none names */
export function blobsOfTexts(
  texts: readonly string[],
  blobs: readonly BlobRef[],
): readonly (readonly BlobRef[])[] {
  if (blobs.length === 0) return [];
  const named = blobs.map(({ id }) => texts.findIndex((text) => text.includes(`"${id}"`)));
  if (named.includes(-1)) throw new JournalError('invalid', 'a blob that no event of its transaction names');
  return texts.map((_, index) => blobs.filter((_blob, n) => named[n] === index));
}

/** A row that exists already, and is the same visit's, is an error too: a blob is written once. */
export function writeBlob(store: WritableStore, slot: string, { id, bytes }: Blob): void {
  const key = store.keys.keyOf(slot);
  if (key === null) throw new JournalError('keys', 'the key of the visit is gone');
  for (let chunk = 0; chunk * CHUNK_BYTES < bytes.length; chunk += 1) {
    const text = pad(bytes.subarray(chunk * CHUNK_BYTES, (chunk + 1) * CHUNK_BYTES));
    insertRow(store, { id, chunk, slot, sealed: seal(key, about(id, chunk, slot), text) });
  }
}

function insertRow({ database }: WritableStore, { id, chunk, slot, sealed }: BlobRow): void {
  const insert = statement(database, 'INSERT INTO blob (id, chunk, slot, sealed) VALUES (?, ?, ?, ?)');
  try {
    insert.run(id, chunk, slot, sealed);
  } catch (error) {
    if (sqliteCode(error) !== 'SQLITE_CONSTRAINT_UNIQUE') throw error;
    throw new JournalError('duplicate-event', 'the id of a blob exists already');
  }
}

function pad(bytes: Uint8Array): Buffer {
  const size = Math.ceil((LENGTH_BYTES + bytes.length) / BUCKET_BYTES) * BUCKET_BYTES;
  const text = Buffer.alloc(size);
  text.writeUInt32BE(bytes.length);
  text.set(bytes, LENGTH_BYTES);
  return text;
}

/** Null: not what was written. */
function openRow({ keys }: ReadableStore, { id, chunk, slot, sealed }: BlobRow): Buffer | null {
  const key = keys.keyOf(slot);
  const text = key === null ? null : unseal(key, about(id, chunk, slot), sealed);
  return text?.subarray(LENGTH_BYTES, LENGTH_BYTES + text.readUInt32BE()) ?? null;
}

function rowAt({ database }: ReadableStore, id: string, chunk: number): BlobRow | undefined {
  const sql = 'SELECT id, chunk, slot, sealed FROM blob WHERE id = ? AND chunk = ?';
  return statement(database, sql).get(id, chunk) as BlobRow | undefined;
}

/**
 * Bytes from `offset`, fewer than `length` only where the blob ends.
 * @throws JournalError `unknown-blob`, `forgotten`, `corrupt`, `invalid`
 */
export function readBlob(store: ReadableStore, id: string, offset: number, length: number): Uint8Array {
  const whole = Number.isSafeInteger(offset) && Number.isSafeInteger(length);
  if (!whole || offset < 0 || length < 0) throw new JournalError('invalid', 'a malformed range of a blob');
  const begin = rowAt(store, id, 0);
  if (begin === undefined) throw new JournalError('unknown-blob', 'there is no such blob');
  if (store.keys.keyOf(begin.slot) === null) throw new JournalError('forgotten', 'its visit was forgotten');
  const pieces: Buffer[] = [];
  const end = Math.min(offset + length, MAX_BLOB_BYTES);
  for (let chunk = Math.floor(offset / CHUNK_BYTES); chunk * CHUNK_BYTES < end; chunk += 1) {
    const row = rowAt(store, id, chunk);
    if (row === undefined) break;
    const text = openRow(store, row);
    if (text === null) throw new JournalError('corrupt', `chunk ${chunk} of a blob cannot be opened`);
    const at = chunk * CHUNK_BYTES;
    pieces.push(text.subarray(Math.max(0, offset - at), end - at));
    if (text.length < CHUNK_BYTES) break;
  }
  // Memory of its own, so that it can be handed to another thread.
  const bytes = new Uint8Array(pieces.reduce((sum, piece) => sum + piece.length, 0));
  let filled = 0;
  for (const piece of pieces) {
    bytes.set(piece, filled);
    filled += piece.length;
  }
  return bytes;
}

/** `missing`: a chunk of it is not there. */
export function checkBlob(store: ReadableStore, ref: BlobRef): 'good' | 'missing' | 'changed' {
  const hash = createHash('sha256');
  let length = 0;
  for (let chunk = 0; chunk * CHUNK_BYTES < ref.length; chunk += 1) {
    const row = rowAt(store, ref.id, chunk);
    if (row === undefined) return 'missing';
    const text = openRow(store, row);
    if (text === null) return 'changed';
    hash.update(text);
    length += text.length;
  }
  const beyond = rowAt(store, ref.id, Math.ceil(ref.length / CHUNK_BYTES)) !== undefined;
  return !beyond && length === ref.length && hash.digest('hex') === ref.sha256 ? 'good' : 'changed';
}

/** Takes a blob over from another file, as it is. False: it is not whole there, and nothing was taken. */
export function copyBlob(from: ReadableStore, to: WritableStore, ref: BlobRef): boolean {
  if (checkBlob(to, ref) === 'good') return true;
  if (checkBlob(from, ref) !== 'good') return false;
  statement(to.database, 'DELETE FROM blob WHERE id = ?').run(ref.id);
  for (let chunk = 0; chunk * CHUNK_BYTES < ref.length; chunk += 1) {
    const row = rowAt(from, ref.id, chunk);
    if (row !== undefined) insertRow(to, row);
  }
  return true;
}

/** Slots of blobs that nobody can open any more. */
export function forgottenSlots({ database, keys }: ReadableStore): string[] {
  const slots = statement(database, 'SELECT DISTINCT slot FROM blob').pluck().all() as string[];
  return slots.filter((slot) => keys.keyOf(slot) === null);
}

const piecesOf = ({ database }: WritableStore, slot: string): number =>
  Number(statement(database, 'SELECT count(*) FROM blob WHERE slot = ?').pluck().get(slot));

/** Deletes what belongs to forgotten visits, a little at a time with a turn for commits between. Returns the rows. */
export async function purgeForgotten(store: WritableStore, progress?: Progress): Promise<number> {
  const sql = `DELETE FROM blob WHERE rowid IN (SELECT rowid FROM blob WHERE slot = ? LIMIT ${PURGED_AT_ONCE})`;
  const slots = forgottenSlots(store);
  const total = progress === undefined ? 0 : slots.reduce((sum, slot) => sum + piecesOf(store, slot), 0);
  let purged = 0;
  for (const slot of slots) {
    for (;;) {
      const { changes } = statement(store.database, sql).run(slot);
      purged += changes;
      if (total > 0) progress?.(purged, total, 'pieces');
      await new Promise((turn) => setImmediate(turn));
      if (changes < PURGED_AT_ONCE) break;
    }
  }
  return purged;
}
