/** The journal's one writing handle. */
import { Worker } from 'node:worker_threads';
import type { Cursor, Journal, JournalEvent, JournalSettings, Restored } from './contract.ts';
import { JournalError, JournalOpenError } from './errors.ts';
import type { Answer, FromWorker, Job, Request, WorkerOptions } from './worker-protocol.ts';

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
  /** Longest wait for an answer; after it the outcome is unknown and the handle is dead. */
  readonly timeoutMs?: number;
}

interface Pending {
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: JournalError) => void;
  readonly timer: NodeJS.Timeout;
}

/** @throws JournalOpenError; JournalError from the handle's methods (`fatal`: stop and restore). */
export async function openJournal(options: OpenJournalOptions): Promise<Journal> {
  const { file, logger, openTimeoutMs = 10_000, timeoutMs = 5000 } = options;
  // The built core has the worker beside it as .js.
  const script = new URL(
    import.meta.url.endsWith('.ts') ? './journal-worker.ts' : './journal-worker.js',
    import.meta.url,
  );
  const workerData: WorkerOptions = { file };
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

  await opened(worker, file, openTimeoutMs);
  worker.on('message', (message: FromWorker) => {
    if (message.type === 'answers') for (const answer of message.answers) settle(pending, answer);
  });
  worker.on('error', (error) => die(new JournalError('worker-lost', error.message)));
  worker.on('exit', () => die(new JournalError('worker-lost', 'the writing thread ended')));
  logger?.info({ file }, 'journal open');

  const ask = <T>(job: Job): Promise<T> =>
    new Promise<T>((resolve, reject) => {
      const refusal =
        dead ?? (closing === null ? null : new JournalError('closed', 'the journal is closing'));
      if (refusal !== null) return reject(refusal);
      const id = ++lastId;
      const request: Request = { id, job };
      try {
        worker.postMessage(request);
      } catch {
        return reject(new JournalError('invalid', 'a value that cannot be copied'));
      }
      const timer = setTimeout(
        () => die(new JournalError('timeout', `no answer to ${job.type} in ${timeoutMs} ms`)),
        timeoutMs,
      );
      pending.set(id, { resolve: (value) => resolve(value as T), reject, timer });
    });

  return {
    restore: () => ask<Restored>({ type: 'restore' }),
    commit: (transaction) => ask<JournalEvent[]>({ type: 'commit', transaction }),
    read: (cursor, limit, visit) =>
      ask<JournalEvent[]>({ type: 'read', cursor, limit, ...(visit === undefined ? {} : { visit }) }),
    head: () => ask<Cursor>({ type: 'head' }),
    settings: () => ask<JournalSettings>({ type: 'settings' }),
    knowsCommand: (id) => ask<boolean>({ type: 'knowsCommand', id }),
    readerCursor: (reader) => ask<Cursor | null>({ type: 'readerCursor', reader }),
    saveReaderCursor: async (reader, cursor) => {
      await ask({ type: 'saveReaderCursor', reader, cursor });
    },
    close: () => {
      if (dead !== null) return Promise.resolve();
      closing ??= ask({ type: 'close' }).then(() => die(new JournalError('closed', 'the journal is closed')));
      return closing;
    },
  };
}

function settle(pending: Map<number, Pending>, answer: Answer): void {
  const waiting = pending.get(answer.id);
  if (waiting === undefined) return;
  pending.delete(answer.id);
  clearTimeout(waiting.timer);
  if (answer.ok) waiting.resolve(answer.value);
  else waiting.reject(new JournalError(answer.code, answer.detail));
}

/** @throws JournalOpenError, the thread ended */
async function opened(worker: Worker, file: string, timeoutMs: number): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  const refuse = (code: JournalOpenError['code'], detail: string): void =>
    reject(new JournalOpenError(code, file, detail));
  const onMessage = (message: FromWorker): void => {
    if (message.type === 'opened') resolve();
    else if (message.type === 'refused') refuse(message.code, message.detail);
  };
  const onError = (error: Error): void => refuse('cannot-open', error.message);
  const onExit = (): void => refuse('cannot-open', 'the writing thread ended');
  const timer = setTimeout(() => refuse('timeout', `not open in ${timeoutMs} ms`), timeoutMs);
  worker.on('message', onMessage).on('error', onError).on('exit', onExit);
  try {
    await promise;
  } catch (error) {
    worker.removeAllListeners();
    worker.on('error', () => {});
    await worker.terminate();
    throw error;
  } finally {
    clearTimeout(timer);
    worker.off('message', onMessage).off('error', onError).off('exit', onExit);
  }
}
