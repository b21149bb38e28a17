/** Shared by the tests of this folder. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { Transaction } from './contract.ts';
import { decode, encode, type Written } from './encoded.ts';
import { openStore } from './open-store.ts';
import { keyFolderOf } from './places.ts';
import { plainTransaction } from './plain-transaction.ts';
import { readPresent, writePresent } from './present.ts';
import type { WritableStore } from './store.ts';
import { writeTransaction } from './write.ts';

export const VISIT = '7b0c8a52-7d0e-4a54-9e58-0d6f3d3f0a11';

/** Of one visit at one instant, unless told otherwise. */
export const transaction = (part: Partial<Transaction> = {}): Transaction =>
  plainTransaction({ visit: VISIT, at: { mono: 12.5, wall: 1_800_000_000_000, clockSure: true }, ...part });

/** A folder that is gone after the test. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'journal-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

export const temporaryFile = (): string => join(temporaryFolder(), 'journal.db');

/** Database and keys as the writing thread has them; closed after the test. */
export async function temporaryStore(file = temporaryFile()): Promise<WritableStore> {
  const store = await openStore({ file, keyFolder: keyFolderOf(file), tpm: null });
  onTestFinished(() => void store.database.close());
  return store;
}

/** Without the worker, in a transaction of its own or the caller's. */
export function writeAll(store: WritableStore, part: Partial<Transaction> = {}): Written[] {
  const { present, written } = writeTransaction(store, readPresent(store), decode(encode(transaction(part))));
  writePresent(store, present);
  return written;
}
