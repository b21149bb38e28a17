/** The journal's one writing handle. */
import { setTimeout as delay } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import type {
  BackupMade,
  ChainHead,
  Cursor,
  ForgetResult,
  Journal,
  JournalCondition,
  JournalEvent,
  JournalSettings,
  Restored,
} from './contract.ts';
import { asEvents, type Encoded, encode, type Written } from './encoded.ts';
import { asOpenError, JournalError, JournalOpenError } from './errors.ts';
import type { TpmOptions } from './keys/tpm.ts';
import { holdLibrary } from './library.ts';
import { backupFolderOf, keyFolderOf } from './places.ts';
import {
  type Answer,
  type FromWorker,
  isLong,
  type Job,
  type OpenMode,
  type Request,
  type WorkerOptions,
} from './worker-protocol.ts';

export interface JournalLogger {
  info(fields: object, message: string): void;
  error(fields: object, message: string): void;
}

export interface OpenJournalOptions {
  /** Absolute path; created with mode 0600, its folder with 0700. */
  readonly file: string;
  readonly logger?: JournalLogger;
  /** Longest wait for the file to open and migrate. */
  readonly openTimeoutMs?: number;
  /** Of the visit keys, never backed up; default beside the file. */
  readonly keyFolder?: string;
  /** Better on another disk; default beside the file. */
  readonly backupFolder?: string;
  /** A backup this often when something was written, ms; 0: only when asked. */
  readonly backupEveryMs?: number;
  /** Where the epoch key is sealed; without it the disk is not protected. */
  readonly tpm?: TpmOptions;
  /** Longest wait for an answer; after it the outcome is unknown and the handle is dead. */
  readonly timeoutMs?: number;
}

interface Pending {
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: JournalError) => void;
  readonly timer: NodeJS.Timeout;
}

/** A backup or a forgetting may take longer than a commit; late is then not fatal. */
const LONG_TIMEOUT_MS = 10 * 60_000;
/** A backup under way is finished first. */
const CLOSE_TIMEOUT_MS = 60_000;
/** A journal of an older version is copied once. */
const MIGRATION_TIMEOUT_MS = 5 * 60_000;
const HOUR_MS = 60 * 60_000;
/** A thread that hangs in the disk cannot be ended; nobody waits longer for it. */
const TERMINATE_MS = 1000;

/** @throws JournalOpenError; JournalError from the handle's methods (`fatal`: stop and restore). */
export function openJournal(options: OpenJournalOptions): Promise<Journal> {
  return openHandle(options, 'open', null);
}

/** As `openJournal`, in the given degree. */
export async function openHandle(
  options: OpenJournalOptions,
  mode: OpenMode,
  trouble: JournalCondition['trouble'],
): Promise<Journal> {
  const { file, logger, openTimeoutMs = 10_000, timeoutMs = 5000 } = options;
  // The built core has the worker beside it as .js.
  const script = new URL(
    import.meta.url.endsWith('.ts') ? './journal-worker.ts' : './journal-worker.js',
    import.meta.url,
  );
  const workerData: WorkerOptions = {
    file,
    keyFolder: options.keyFolder ?? keyFolderOf(file),
    backupFolder: options.backupFolder ?? backupFolderOf(file),
    tpm: options.tpm ?? null,
    mode,
    trouble,
    backupEveryMs: options.backupEveryMs ?? HOUR_MS,
  };
  hold(file);
  const worker = new Worker(script, { workerData, name: 'journal' });
  const pending = new Map<number, Pending>();
  let lastId = 0;
  let dead: JournalError | null = null;
  let closing: Promise<void> | null = null;

  const die = (error: JournalError): void => {
    if (dead !== null) return;
    dead = error;
    for (const { reject, timer } of pending.values()) {
      clearTimeout(timer);
      reject(error);
    }
    pending.clear();
    if (error.fatal) logger?.error({ code: error.code }, 'journal handle lost');
    void worker.terminate();
  };

  const condition = await opened(worker, file, openTimeoutMs);
  worker.on('message', (message: FromWorker) => {
    if (message.type === 'answers') for (const answer of message.answers) settle(pending, answer);
  });
  worker.on('error', (error) => die(new JournalError('worker-lost', error.message)));
  const ended = new Promise<void>((resolve) => worker.once('exit', () => resolve()));
  worker.on('exit', () => {
    if (closing === null || pending.size > 0)
      die(new JournalError('worker-lost', 'the writing thread ended'));
  });
  logger?.info({ file, ...condition }, 'journal open');

  const ask = <T>(job: Job, limitMs = timeoutMs): Promise<T> =>
    new Promise<T>((resolve, reject) => {
      const refusal =
        dead ?? (closing === null ? null : new JournalError('closed', 'the journal is closing'));
      if (refusal !== null) return reject(refusal);
      const id = ++lastId;
      const request: Request = { id, job };
      try {
        worker.postMessage(request, transferOf(job));
      } catch {
        return reject(new JournalError('invalid', 'a value that cannot be copied'));
      }
      const late = (): void => {
        if (!isLong(job)) {
          die(new JournalError('timeout', `no answer to ${job.type} in ${limitMs} ms`));
          return;
        }
        pending.delete(id);
        reject(new JournalError('failed', `${job.type} took longer than ${limitMs} ms`));
      };
      const timer = setTimeout(late, limitMs);
      pending.set(id, { resolve: (value) => resolve(value as T), reject, timer });
    });

  return {
    condition: () => condition,
    restore: () => ask<Restored>({ type: 'restore' }),
    async commit(transaction) {
      const encoded = encode(transaction);
      const job: Job = { type: 'commit', transaction: withOwnBytes(encoded) };
      return asEvents(transaction, encoded, await ask<Written[]>(job));
    },
    read: (cursor, limit, visit) =>
      ask<JournalEvent[]>({ type: 'read', cursor, limit, ...(visit === undefined ? {} : { visit }) }),
    readBlob: (blob, offset, length) => ask<Uint8Array>({ type: 'readBlob', blob, offset, length }),
    head: () => ask<Cursor>({ type: 'head' }),
    chainHead: () => ask<ChainHead>({ type: 'chainHead' }),
    settings: () => ask<JournalSettings>({ type: 'settings' }),
    knowsCommand: (id) => ask<boolean>({ type: 'knowsCommand', id }),
    readerCursor: (reader) => ask<Cursor | null>({ type: 'readerCursor', reader }),
    saveReaderCursor: async (reader, cursor) => {
      await ask({ type: 'saveReaderCursor', reader, cursor });
    },
    backup: () => ask<BackupMade>({ type: 'backup' }, LONG_TIMEOUT_MS),
    forget: (forgetting) => ask<ForgetResult>({ type: 'forget', options: forgetting }, LONG_TIMEOUT_MS),
    close: () => {
      if (dead !== null) return Promise.resolve();
      // The thread ends by itself, before this resolves: nothing native is taken down while the process ends.
      closing ??= ask({ type: 'close' }, CLOSE_TIMEOUT_MS)
        .then(() => Promise.race([ended, delay(TERMINATE_MS, undefined, { ref: false })]))
        .then(() => die(new JournalError('closed', 'the journal is closed')));
      return closing;
    },
  };
}

/** @throws JournalOpenError */
function hold(file: string): void {
  try {
    holdLibrary();
  } catch (error) {
    throw asOpenError(error, file);
  }
}

/** The caller keeps its bytes: they may be part of a pool, and are needed again when the commit fails. */
function withOwnBytes({ lines, blobs }: Encoded): Encoded {
  if (blobs === undefined) return { lines };
  return { lines, blobs: blobs.map(({ id, bytes }) => ({ id, bytes: new Uint8Array(bytes) })) };
}

const transferOf = (job: Job): ArrayBuffer[] =>
  job.type === 'commit' ? (job.transaction.blobs ?? []).map(({ bytes }) => bytes.buffer as ArrayBuffer) : [];

function settle(pending: Map<number, Pending>, answer: Answer): void {
  const waiting = pending.get(answer.id);
  if (waiting === undefined) return;
  pending.delete(answer.id);
  clearTimeout(waiting.timer);
  if (answer.ok) waiting.resolve(answer.value);
  else waiting.reject(new JournalError(answer.code, answer.detail));
}

/** @throws JournalOpenError, the thread ended */
async function opened(worker: Worker, file: string, timeoutMs: number): Promise<JournalCondition> {
  const { promise, resolve, reject } = Promise.withResolvers<JournalCondition>();
  const refuse = (code: JournalOpenError['code'], detail: string): void =>
    reject(new JournalOpenError(code, file, detail));
  const onMessage = (message: FromWorker): void => {
    if (message.type === 'opened') resolve(message.condition);
    else if (message.type === 'refused') refuse(message.code, message.detail);
    else if (message.type === 'migrating') wait(MIGRATION_TIMEOUT_MS);
  };
  const onError = (error: Error): void => refuse('cannot-open', error.message);
  const onExit = (): void => refuse('cannot-open', 'the writing thread ended');
  let timer: NodeJS.Timeout | undefined;
  const wait = (ms: number): void => {
    clearTimeout(timer);
    timer = setTimeout(() => refuse('timeout', `not open in ${ms} ms`), ms);
  };
  wait(timeoutMs);
  worker.on('message', onMessage).on('error', onError).on('exit', onExit);
  try {
    return await promise;
  } catch (error) {
    worker.removeAllListeners();
    worker.on('error', () => {});
    await Promise.race([worker.terminate(), delay(TERMINATE_MS, null, { ref: false })]);
    throw error;
  } finally {
    clearTimeout(timer);
    worker.off('message', onMessage).off('error', onError).off('exit', onExit);
  }
}
