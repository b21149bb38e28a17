/** Between the journal's handle and the thread that owns the database. */
import type { Cursor, Transaction } from './contract.ts';
import type { JournalCode, JournalOpenCode } from './errors.ts';

export interface WorkerOptions {
  readonly file: string;
}

export type Job =
  | { readonly type: 'commit'; readonly transaction: Transaction }
  | { readonly type: 'saveReaderCursor'; readonly reader: string; readonly cursor: Cursor }
  | { readonly type: 'restore' }
  | { readonly type: 'read'; readonly cursor: Cursor; readonly limit: number; readonly visit?: string }
  | { readonly type: 'head' }
  | { readonly type: 'settings' }
  | { readonly type: 'knowsCommand'; readonly id: string }
  | { readonly type: 'readerCursor'; readonly reader: string }
  | { readonly type: 'close' };

export interface Request {
  readonly id: number;
  readonly job: Job;
}

export type Answer =
  | { readonly id: number; readonly ok: true; readonly value: unknown }
  | { readonly id: number; readonly ok: false; readonly code: JournalCode; readonly detail: string };

export type FromWorker =
  | { readonly type: 'opened' }
  | { readonly type: 'refused'; readonly code: JournalOpenCode; readonly detail: string }
  | { readonly type: 'answers'; readonly answers: readonly Answer[] };
