/**
 * When the write-ahead log goes back into the database. Deleted content lingers in the log until it is truncated,
 * so a quiet journal is truncated and not only checkpointed.
 */
import { statSync } from 'node:fs';
import { BUSY_TIMEOUT_MS, type WritableDatabase } from './database.ts';
import { sqliteCode } from './errors.ts';

export const PASSIVE_AFTER_PAGES = 1000;
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

export function createCheckpointer(database: WritableDatabase, options: CheckpointOptions): Checkpointer {
  const { file, passiveAfterPages = PASSIVE_AFTER_PAGES, idleMs = TRUNCATE_AFTER_IDLE_MS } = options;
  // It never changes; asked for after each commit it would cost a statement.
  const pageSize = pageSizeOf(database);
  let idle: NodeJS.Timeout | null = null;
  /** Length of the log at the last try that left it as long as it was. */
  let triedAt = 0;
  const disarm = (): void => {
    if (idle !== null) clearTimeout(idle);
    idle = null;
  };
  const arm = (): void => {
    disarm();
    idle = setTimeout(() => {
      idle = null;
      if (truncateWal(database)) triedAt = 0;
      else arm();
    }, idleMs);
    idle.unref();
  };
  return {
    committed() {
      const pages = walPages(database, file, pageSize);
      if (pages - triedAt >= passiveAfterPages) {
        const row = checkpoint(database, 'PASSIVE');
        // Truncated only when nothing is left to copy, which takes no time; a reader may be holding the log.
        const done = row !== null && row.log === row.checkpointed && truncateWal(database);
        triedAt = done ? 0 : pages;
      }
      arm();
    },
    stop() {
      disarm();
      truncateWal(database);
    },
  };
}
