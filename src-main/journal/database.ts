/** Opens the SQLite file: is it ours, is it of our version, is every commit durable. */
import { closeSync, existsSync, mkdirSync, openSync, readSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import Sqlite from 'better-sqlite3';
import { asOpenError, JournalOpenError } from './errors.ts';
import { LATEST_VERSION, migrate, OLDEST_VERSION, versionOf } from './migrations/index.ts';

declare const readable: unique symbol;
declare const writable: unique symbol;
/** A handle that reading functions take. Only `openReadable` and `openWritable` make one. */
export type ReadableDatabase = Pick<Sqlite.Database, 'prepare' | 'backup' | 'close' | 'open'> & {
  readonly [readable]: true;
};
/** A handle that writing functions take; every one can read too. */
export type WritableDatabase = Sqlite.Database & { readonly [readable]: true; readonly [writable]: true };

/** "BoxJ" in the header of the file. */
export const APPLICATION_ID = 0x426f784a;
export const BUSY_TIMEOUT_MS = 2000;
const SYNCHRONOUS_FULL = 2;
/** A longer check would delay the return of the screen after a restart. */
export const QUICK_CHECK_MAX_BYTES = 32 * 1024 * 1024;
const HEADER_BYTES = 100;
const MAGIC = 'SQLite format 3\0';

/**
 * Creates or opens the journal's file, migrated to the latest version.
 * @throws JournalOpenError; a file that is not ours, or newer, is left as it was.
 */
export function openWritable(file: string): WritableDatabase {
  let database: WritableDatabase | null = null;
  try {
    if (file !== ':memory:') {
      checkHeader(file);
      createPrivate(file);
    }
    database = new Sqlite(file, { timeout: BUSY_TIMEOUT_MS }) as WritableDatabase;
    const version = checkOwner(database, file);
    setPragmas(database);
    assertDurable(database, file);
    if (version > 0) quickCheck(database, file);
    if (version === 0) database.pragma(`application_id = ${APPLICATION_ID}`);
    migrate(database);
    return database;
  } catch (error) {
    database?.close();
    throw asOpenError(error, file);
  }
}

/** When no disk will have it: nothing in it outlives the process. */
export function openInMemory(): WritableDatabase {
  const database = new Sqlite(':memory:') as WritableDatabase;
  database.pragma('foreign_keys = ON');
  database.pragma(`application_id = ${APPLICATION_ID}`);
  migrate(database);
  return database;
}

/** For tools and tests: reads beside the running core, writes nothing. @throws JournalOpenError */
export function openReadable(file: string): ReadableDatabase {
  let database: Sqlite.Database | null = null;
  try {
    checkHeader(file);
    database = new Sqlite(file, { readonly: true, fileMustExist: true, timeout: BUSY_TIMEOUT_MS });
    const version = checkOwner(database as WritableDatabase, file);
    if (version !== LATEST_VERSION) {
      throw new JournalOpenError('cannot-open', file, `version ${version}, not yet migrated`);
    }
    return database as Sqlite.Database & ReadableDatabase;
  } catch (error) {
    database?.close();
    throw asOpenError(error, file);
  }
}

function setPragmas(database: WritableDatabase): void {
  database.pragma('journal_mode = WAL');
  database.pragma('synchronous = FULL');
  database.pragma('foreign_keys = ON');
  database.pragma('secure_delete = ON');
  database.pragma('trusted_schema = OFF');
  // checkpoint.ts decides
  database.pragma('wal_autocheckpoint = 0');
}

/** Reads the settings back: SQLite ignores a pragma it cannot honour. @throws JournalOpenError */
export function assertDurable(database: WritableDatabase, file: string): void {
  const wanted = {
    journal_mode: 'wal',
    synchronous: SYNCHRONOUS_FULL,
    foreign_keys: 1,
    secure_delete: 1,
  } as const;
  for (const [pragma, value] of Object.entries(wanted)) {
    const actual = database.pragma(pragma, { simple: true });
    if (actual !== value) {
      throw new JournalOpenError('not-durable', file, `${pragma} is ${String(actual)}, wanted ${value}`);
    }
  }
}

function readHeader(file: string): Buffer {
  const header = Buffer.alloc(HEADER_BYTES);
  const fd = openSync(file, 'r');
  try {
    return header.subarray(0, readSync(fd, header, 0, HEADER_BYTES, 0));
  } finally {
    closeSync(fd);
  }
}

/** Opening it will take longer: all of it is copied. */
export function needsMigration(file: string): boolean {
  if (!existsSync(file) || !statSync(file).isFile()) return false;
  const header = readHeader(file);
  const version = header.length < HEADER_BYTES ? 0 : header.readInt32BE(60);
  return version >= OLDEST_VERSION && version < LATEST_VERSION;
}

/** Looks at the first bytes only: opening through SQLite may already replay a WAL into the file. */
function checkHeader(file: string): void {
  if (!existsSync(file)) return;
  if (!statSync(file).isFile()) throw new JournalOpenError('not-a-database', file, 'not a regular file');
  const header = readHeader(file);
  if (header.length === 0) return;
  if (header.length < HEADER_BYTES || header.toString('latin1', 0, MAGIC.length) !== MAGIC) {
    throw new JournalOpenError('not-a-database', file, 'the header is not that of SQLite');
  }
  checkIdentity(header.readInt32BE(68), header.readInt32BE(60), file);
}

/** The same from inside, where a WAL may say more than the file. Returns `user_version`. */
function checkOwner(database: WritableDatabase, file: string): number {
  const version = versionOf(database);
  const application = Number(database.pragma('application_id', { simple: true }));
  checkIdentity(application, version, file);
  const tables = database.prepare('SELECT count(*) AS n FROM sqlite_schema').get() as { n: number };
  if (version === 0 && tables.n > 0) {
    throw new JournalOpenError('foreign-database', file, 'tables of another application');
  }
  return version;
}

function checkIdentity(application: number, version: number, file: string): void {
  const foreign = application !== APPLICATION_ID && (application !== 0 || version !== 0);
  if (foreign) throw new JournalOpenError('foreign-database', file, `application id ${application}`);
  if (version > LATEST_VERSION) {
    const detail = `its version is ${version}, this software knows ${LATEST_VERSION}`;
    throw new JournalOpenError('newer-version', file, detail);
  }
  if (version > 0 && version < OLDEST_VERSION) {
    const detail = `version ${version} is not sealed and cannot be read; move it away to begin a new journal`;
    throw new JournalOpenError('older-version', file, detail);
  }
}

/** WAL and shared memory take their mode from the main file. */
function createPrivate(file: string): void {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  closeSync(openSync(file, 'a', 0o600));
}

function quickCheck(database: WritableDatabase, file: string): void {
  if (file === ':memory:' || statSync(file).size > QUICK_CHECK_MAX_BYTES) return;
  const result = database.pragma('quick_check(1)', { simple: true });
  if (result !== 'ok') throw new JournalOpenError('corrupt', file, 'quick_check found damage');
}
