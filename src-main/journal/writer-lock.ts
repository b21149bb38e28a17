/**
 * One writer a journal: a second would fork the chain and forget with keys the first still uses. A lock of SQLite on
 * an empty file, because the kernel lets go of it whatever way the process ends.
 */
import Sqlite from 'better-sqlite3';
import { JournalOpenError, sqliteCode } from './errors.ts';
import { lockFileOf } from './places.ts';

/** A process that is being killed holds its locks for a moment. */
const WAIT_MS = 2000;

export interface WriterLock {
  release(): void;
}

/** @throws JournalOpenError `locked` */
export function takeWriterLock(file: string, waitMs = WAIT_MS): WriterLock {
  const database = new Sqlite(lockFileOf(file), { timeout: waitMs });
  try {
    database.exec('BEGIN EXCLUSIVE');
  } catch (error) {
    database.close();
    if (sqliteCode(error)?.startsWith('SQLITE_BUSY'))
      throw new JournalOpenError('locked', file, 'another process writes this journal');
    throw error;
  }
  return { release: () => void database.close() };
}
