/**
 * One writer a journal: a second would fork the chain and forget with keys the first still uses. A lock of SQLite on
 * an empty file, because the kernel lets go of it whatever way the process ends.
 */
import Sqlite from 'better-sqlite3';
import { asOpenError, JournalOpenError, sqliteCode } from './errors.ts';
import { lockFileOf } from './places.ts';

/** A process that is being killed holds its locks for a moment. */
const WAIT_MS = 2000;

export interface WriterLock {
  release(): void;
}

/** @throws JournalOpenError, `locked` when another has it */
export function takeWriterLock(file: string, waitMs = WAIT_MS): WriterLock {
  let database: Sqlite.Database | null = null;
  try {
    const lock = new Sqlite(lockFileOf(file), { timeout: waitMs });
    database = lock;
    lock.exec('BEGIN EXCLUSIVE');
    return { release: () => void lock.close() };
  } catch (error) {
    database?.close();
    if (sqliteCode(error)?.startsWith('SQLITE_BUSY'))
      throw new JournalOpenError('locked', file, 'another process writes this journal');
    throw asOpenError(error, file);
  }
}
