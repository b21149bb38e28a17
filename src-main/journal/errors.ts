/** Why a journal could not be opened or written, as codes to branch on (never on the text). */

import { KeyError } from './keys/key-error.ts';

export type JournalOpenCode =
  /** The file exists and is something else; it was not touched. */
  | 'not-a-database'
  /** A SQLite database of another application; it was not touched. */
  | 'foreign-database'
  /** SQLite found damage. */
  | 'corrupt'
  /** There is no file, and there are backups of one. */
  | 'missing'
  /** Written by a newer version of this software; it was not touched. */
  | 'newer-version'
  /** Written before payloads were sealed; it was not touched and is not read. */
  | 'older-version'
  /** The key file is gone, or belongs to another journal: what is in this one can never be read again. */
  | 'keys-lost'
  /** The keys exist but cannot be had now (the TPM does not answer, the key file cannot be read). */
  | 'keys-unavailable'
  /** File, directory or disk does not accept writes. */
  | 'read-only'
  /** WAL or synchronous=FULL could not be had: nothing could be acknowledged honestly. */
  | 'not-durable'
  /** Another process holds the write lock. */
  | 'locked'
  | 'full'
  | 'timeout'
  | 'cannot-open';

export class JournalOpenError extends Error {
  readonly code: JournalOpenCode;
  readonly file: string;
  readonly detail: string;
  constructor(code: JournalOpenCode, file: string, detail: string) {
    super(`journal ${file} not opened (${code}): ${detail}`);
    this.name = 'JournalOpenError';
    this.code = code;
    this.file = file;
    this.detail = detail;
  }
}

export type JournalCode =
  /** A command id of the transaction was executed before, or twice in it. Nothing was written. */
  | 'duplicate-command'
  /** An event id exists already. Nothing was written. */
  | 'duplicate-event'
  /** Not representable (NaN, a cycle, an empty kind…). Nothing was written. */
  | 'invalid'
  /** A blob beyond the limit. Nothing was written. */
  | 'too-large'
  | 'unknown-blob'
  /** The key of its visit was destroyed. */
  | 'forgotten'
  | 'locked'
  | 'full'
  | 'read-only'
  | 'corrupt'
  | 'io'
  /** A key could not be made, kept or destroyed as promised. */
  | 'keys'
  /** The journal goes on in memory: there is nothing to back up or to forget. */
  | 'not-durable'
  | 'closed'
  /** No answer in time: what was asked may have been written or not. */
  | 'timeout'
  /** The writer's thread ended: what was asked may have been written or not. */
  | 'worker-lost'
  | 'failed';

export class JournalError extends Error {
  readonly code: JournalCode;
  readonly detail: string;
  constructor(code: JournalCode, detail: string) {
    super(`journal: ${detail} (${code})`);
    this.name = 'JournalError';
    this.code = code;
    this.detail = detail;
  }
  /** The outcome is unknown: stop, reopen and `restore()` before going on. */
  get fatal(): boolean {
    return this.code === 'timeout' || this.code === 'worker-lost';
  }
}

export const isJournalOpenError = (error: unknown): error is JournalOpenError =>
  error instanceof JournalOpenError;
export const isJournalError = (error: unknown): error is JournalError => error instanceof JournalError;

/** SQLite's primary result codes; extended codes (`SQLITE_READONLY_DIRECTORY`) begin with them. */
const SQLITE: readonly (readonly [prefix: string, code: JournalCode])[] = [
  ['SQLITE_NOTADB', 'corrupt'],
  ['SQLITE_CORRUPT', 'corrupt'],
  ['SQLITE_READONLY', 'read-only'],
  ['SQLITE_FULL', 'full'],
  ['SQLITE_BUSY', 'locked'],
  ['SQLITE_LOCKED', 'locked'],
  ['SQLITE_IOERR', 'io'],
  ['SQLITE_CONSTRAINT', 'invalid'],
];

export function sqliteCode(error: unknown): string | null {
  if (!(error instanceof Error) || !('code' in error)) return null;
  return typeof error.code === 'string' && error.code.startsWith('SQLITE_') ? error.code : null;
}

/** Of the files beside the database: the key file, the backups. */
const SYSTEM: ReadonlyMap<string, JournalCode> = new Map([
  ['EACCES', 'read-only'],
  ['EPERM', 'read-only'],
  ['EROFS', 'read-only'],
  ['ENOSPC', 'full'],
  ['EDQUOT', 'full'],
  ['EIO', 'io'],
]);

function systemCode(error: unknown): string | null {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : null;
}

export function asJournalError(error: unknown): JournalError {
  if (error instanceof JournalError) return error;
  if (error instanceof KeyError) return new JournalError('keys', error.detail);
  const detail = error instanceof Error ? error.message : String(error);
  const sqlite = sqliteCode(error);
  const known = SQLITE.find(([prefix]) => sqlite?.startsWith(prefix));
  const system = SYSTEM.get(systemCode(error) ?? '');
  return new JournalError(known?.[1] ?? system ?? 'failed', sqlite === null ? detail : sqlite);
}

export function asOpenError(error: unknown, file: string): JournalOpenError {
  if (error instanceof JournalOpenError) return error;
  if (error instanceof KeyError) return new JournalOpenError(error.code, file, error.detail);
  const detail = error instanceof Error ? error.message : String(error);
  const sqlite = sqliteCode(error) ?? '';
  if (sqlite.startsWith('SQLITE_NOTADB')) return new JournalOpenError('not-a-database', file, detail);
  const { code } = asJournalError(error);
  const same = code === 'corrupt' || code === 'read-only' || code === 'full' || code === 'locked';
  return new JournalOpenError(same ? code : 'cannot-open', file, detail);
}
