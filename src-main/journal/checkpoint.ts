/**
 * When the write-ahead log goes back into the database. Deleted content lingers in the log until it is truncated,
 * so a quiet journal is truncated and not only checkpointed. The empty log gets its room back as zeros: a flush of a file
 * that grows costs half as much again.
 */
import { closeSync, fdatasyncSync, openSync, statSync, writeSync } from 'node:fs';
import { BUSY_TIMEOUT_MS, type WritableDatabase } from './database.ts';
import { sqliteCode } from './errors.ts';

/** Of pages by which the log has grown, and of commits. */
export const PASSIVE_AFTER_PAGES = 1000;
const PASSIVE_AFTER_COMMITS = 80;
/** What the usual commits between two checkpoints take. */
const ROOM_PAGES = 256;
export const TRUNCATE_AFTER_IDLE_MS = 3000;
/** TRUNCATE waits for readers as long as the busy timeout; a commit must not wait behind that. */
const TRUNCATE_BUSY_MS = 50;
const FRAME_HEADER_BYTES = 24;

export interface Checkpointer {
  /** After each commit: a passive checkpoint when the log is long, and the idle clock starts again. */
  committed(): void;
  /** At close. */
  stop(): void;
}

export interface CheckpointOptions {
  readonly file: string;
  readonly passiveAfterPages?: number;
  /** Kept in an empty log, at most `passiveAfterPages`. */
  readonly roomPages?: number;
  readonly idleMs?: number;
}

const pageSizeOf = (database: WritableDatabase): number =>
  Number(database.pragma('page_size', { simple: true }));

export function walPages(database: WritableDatabase, file: string, pageSize = pageSizeOf(database)): number {
  const size = statSync(`${file}-wal`, { throwIfNoEntry: false })?.size ?? 0;
  return Math.floor(size / (pageSize + FRAME_HEADER_BYTES));
}

interface Checkpointed {
  readonly busy: number;
  readonly log: number;
  readonly checkpointed: number;
}

/** Null: a disk that is full, read-only or failing. The log stays as it is, and is tried again; commits say the rest. */
function checkpoint(database: WritableDatabase, mode: 'PASSIVE' | 'TRUNCATE'): Checkpointed | null {
  try {
    const [row] = database.pragma(`wal_checkpoint(${mode})`) as Checkpointed[];
    return row ?? null;
  } catch (error) {
    if (sqliteCode(error) === null) throw error;
    return null;
  }
}

/** Returns false when a reader held the log or the disk failed; nothing is lost, it is tried again. */
export function truncateWal(database: WritableDatabase): boolean {
  database.pragma(`busy_timeout = ${TRUNCATE_BUSY_MS}`);
  try {
    return checkpoint(database, 'TRUNCATE')?.busy === 0;
  } finally {
    database.pragma(`busy_timeout = ${BUSY_TIMEOUT_MS}`);
  }
}

/** What SQLite reads of it is nothing: a log without a header. */
function makeRoom(file: string, bytes: number): void {
  const log = `${file}-wal`;
  if (statSync(log, { throwIfNoEntry: false })?.size !== 0) return;
  try {
    const descriptor = openSync(log, 'r+');
    try {
      writeSync(descriptor, Buffer.alloc(bytes));
      fdatasyncSync(descriptor);
    } finally {
      closeSync(descriptor);
    }
  } catch {
    // A full or failing disk: commits take their room as they go, and say what they meet.
  }
}

export function createCheckpointer(database: WritableDatabase, options: CheckpointOptions): Checkpointer {
  const { file, passiveAfterPages = PASSIVE_AFTER_PAGES, idleMs = TRUNCATE_AFTER_IDLE_MS } = options;
  const roomPages = Math.min(options.roomPages ?? ROOM_PAGES, passiveAfterPages);
  // It never changes; asked for after each commit it would cost a statement.
  const pageSize = pageSizeOf(database);
  let idle: NodeJS.Timeout | null = null;
  /** Length of the log from which on it grows. */
  let triedAt = 0;
  let commits = 0;

  /** The log of a journal in memory is none; what lies under its name is another's. */
  const empty = (): boolean => {
    if (database.memory) return true;
    if (!truncateWal(database)) return false;
    makeRoom(file, roomPages * (pageSize + FRAME_HEADER_BYTES));
    triedAt = walPages(database, file, pageSize);
    commits = 0;
    return true;
  };
  const disarm = (): void => {
    if (idle !== null) clearTimeout(idle);
    idle = null;
  };
  const arm = (): void => {
    disarm();
    idle = setTimeout(() => {
      idle = null;
      if (!empty()) arm();
    }, idleMs);
    idle.unref();
  };
  empty();
  return {
    committed() {
      arm();
      commits += 1;
      const pages = walPages(database, file, pageSize);
      if (commits < PASSIVE_AFTER_COMMITS && pages - triedAt < passiveAfterPages) return;
      commits = 0;
      triedAt = pages;
      const row = checkpoint(database, 'PASSIVE');
      // With nothing left to copy SQLite begins again at the start of the log, and truncating takes no time; else a reader
      // may be holding it.
      const done = row !== null && row.log === row.checkpointed;
      if (done && pages > roomPages) empty();
    },
    stop() {
      disarm();
      truncateWal(database);
    },
  };
}
