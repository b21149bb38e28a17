/** Between the journal's handle and the thread that owns the database. */
import type { Cursor, ForgetOptions, JournalCondition } from './contract.ts';
import type { Encoded } from './encoded.ts';
import type { JournalCode, JournalOpenCode } from './errors.ts';
import type { TpmOptions } from './keys/tpm.ts';

/** `open`: as it is, or not at all. `mend`: the bad file is set aside first. `memory`: no disk is touched. */
export type OpenMode = 'open' | 'mend' | 'memory';

export interface WorkerOptions {
  readonly file: string;
  readonly keyFolder: string;
  readonly backupFolder: string;
  readonly tpm: TpmOptions | null;
  readonly mode: OpenMode;
  /** Why it is not simply opened; null with `open`. */
  readonly trouble: JournalOpenCode | null;
  /** 0: only when asked. */
  readonly backupEveryMs: number;
}

/** They take longer than a commit may wait; commits go on beside them. */
export type LongJob =
  | { readonly type: 'backup' }
  | { readonly type: 'forget'; readonly options: ForgetOptions };

export type Job =
  | { readonly type: 'commit'; readonly transaction: Encoded }
  | { readonly type: 'saveReaderCursor'; readonly reader: string; readonly cursor: Cursor }
  | { readonly type: 'restore' }
  | { readonly type: 'read'; readonly cursor: Cursor; readonly limit: number; readonly visit?: string }
  | { readonly type: 'readBlob'; readonly blob: string; readonly offset: number; readonly length: number }
  | { readonly type: 'head' }
  | { readonly type: 'chainHead' }
  | { readonly type: 'settings' }
  | { readonly type: 'knowsCommand'; readonly id: string }
  | { readonly type: 'readerCursor'; readonly reader: string }
  | LongJob
  | { readonly type: 'close' };

export const isLong = (job: Job): job is LongJob => job.type === 'backup' || job.type === 'forget';

export interface Request {
  readonly id: number;
  readonly job: Job;
}

export type Answer =
  | { readonly id: number; readonly ok: true; readonly value: unknown }
  | { readonly id: number; readonly ok: false; readonly code: JournalCode; readonly detail: string };

export type FromWorker =
  /** A journal of an older version: `opened` or `refused` follows, in minutes when it is long. */
  | { readonly type: 'migrating' }
  | { readonly type: 'opened'; readonly condition: JournalCondition }
  | { readonly type: 'refused'; readonly code: JournalOpenCode; readonly detail: string }
  | { readonly type: 'answers'; readonly answers: readonly Answer[] };
