/**
 * Copies of the database made while it is written, checked before they count. They hold no key: without the key
 * folder of this machine nobody can read them.
 */
import { mkdirSync, readdirSync, renameSync, rmSync, statfsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import type { BackupMade } from './contract.ts';
import type { ReadableDatabase } from './database.ts';
import { APPLICATION_ID, BUSY_TIMEOUT_MS, QUICK_CHECK_MAX_BYTES } from './database.ts';
import { syncFile, syncFolder } from './durable-file.ts';
import { JournalError } from './errors.ts';
import { headHolds } from './head.ts';
import { checkIntegrity } from './integrity.ts';
import type { Keyring } from './keys/keyring.ts';
import { LATEST_VERSION, OLDEST_VERSION, versionOf } from './migrations/index.ts';
import type { Progress } from './progress.ts';
import { readChainHead } from './read.ts';
import type { ReadableStore } from './store.ts';

export const KEEP_BACKUPS = 3;
/** Pages copied before commits get their turn. */
const PAGES_A_TURN = 200;
/** Free space that must be there, in sizes of the journal. */
const ROOM = 1.5;
const CHECK_LIMIT_MS = 5 * 60_000;
const NAME = /^journal-(\d{6})-(\d{12})\.sqlite$/;

const nameOf = (epoch: number, seq: number): string =>
  `journal-${String(epoch).padStart(6, '0')}-${String(seq).padStart(12, '0')}.sqlite`;

/** Newest first. */
export function listBackups(folder: string): string[] {
  try {
    const names = readdirSync(folder).filter((name) => NAME.test(name));
    return names
      .sort()
      .reverse()
      .map((name) => join(folder, name));
  } catch {
    return [];
  }
}

/** A larger one was checked when it was made. Null: sound, ours, and its head is authentic; else why not. */
export function whatIsWrong(file: string, keys: Keyring): string | null {
  let database: Sqlite.Database | null = null;
  try {
    database = new Sqlite(file, { readonly: true, fileMustExist: true, timeout: BUSY_TIMEOUT_MS });
    const application = Number(database.pragma('application_id', { simple: true }));
    const version = versionOf(database);
    const known = version >= OLDEST_VERSION && version <= LATEST_VERSION;
    if (application !== APPLICATION_ID || !known) return 'not a journal of a version that is known';
    const small = statSync(file).size <= QUICK_CHECK_MAX_BYTES;
    if (small && database.pragma('quick_check(1)', { simple: true }) !== 'ok') return 'damaged';
    const store: ReadableStore = { database: database as Sqlite.Database & ReadableDatabase, keys };
    return headHolds(store) ? null : 'its head is not authentic';
  } catch (error) {
    return error instanceof Error ? error.message : 'unreadable';
  } finally {
    database?.close();
  }
}

/** @throws JournalError; nothing is left of a backup that fails */
export async function makeBackup(
  store: ReadableStore,
  options: {
    readonly file: string;
    readonly folder: string;
    readonly keep?: number;
    readonly progress?: Progress;
  },
): Promise<BackupMade> {
  const { file, folder, keep = KEEP_BACKUPS, progress } = options;
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const { bavail, bsize } = statfsSync(folder);
  if (bavail * bsize < statSync(file).size * ROOM) throw new JournalError('full', 'no room for a backup');
  const part = join(folder, '.journal.part');
  const clear = (): void => rmSync(part, { force: true });
  clear();
  try {
    const { totalPages: all } = await store.database.backup(part, {
      progress({ totalPages, remainingPages }) {
        progress?.(totalPages - remainingPages, totalPages, 'pages');
        return PAGES_A_TURN;
      },
    });
    progress?.(all, all, 'pages');
    const head = finish(part);
    // In a thread of its own: the whole file is read, and commits must not wait.
    const { state } = await checkIntegrity(part, CHECK_LIMIT_MS);
    const wrong = state === 'sound' ? whatIsWrong(part, store.keys) : state;
    if (wrong !== null) throw new JournalError('corrupt', `the backup is not good: ${wrong}`);
    syncFile(part);
    const made = join(folder, nameOf(head.epoch, head.seq));
    renameSync(part, made);
    syncFolder(folder);
    for (const old of listBackups(folder).slice(keep)) rmSync(old, { force: true });
    return { file: made, head, bytes: statSync(made).size };
  } catch (error) {
    clear();
    throw error;
  }
}

/** One file without a log beside it. */
function finish(part: string): BackupMade['head'] {
  const database = new Sqlite(part, { timeout: BUSY_TIMEOUT_MS });
  try {
    database.pragma('journal_mode = DELETE');
    return readChainHead(database as Sqlite.Database & ReadableDatabase);
  } finally {
    database.close();
  }
}
