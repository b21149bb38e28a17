/**
 * Runs the jobs that piled up while the last commit was being flushed: consecutive writes share one durable commit,
 * each in a savepoint of its own, so that a refused one takes nothing else with it.
 */
import { readBlob } from './blob.ts';
import { asJournalError, JournalError } from './errors.ts';
import {
  hasCommand,
  readChainHead,
  readEvents,
  readHead,
  readReaderCursor,
  readRestored,
  readSettings,
} from './read.ts';
import type { WritableStore } from './store.ts';
import { type Answer, isLong, type Job, type LongJob, type Request } from './worker-protocol.ts';
import { writeReaderCursor, writeTransaction } from './write.ts';

type WriteJob = Extract<Job, { type: 'commit' | 'saveReaderCursor' }>;
type ReadJob = Exclude<Job, WriteJob | LongJob | { type: 'close' }>;

const isWrite = (job: Job): job is WriteJob => job.type === 'commit' || job.type === 'saveReaderCursor';

/** Answers in the order of `requests`, none before its own commit is durable. `committed` is told of each commit. */
export function runJobs(store: WritableStore, requests: readonly Request[], committed: () => void): Answer[] {
  const answers: Answer[] = [];
  let group: Group[] = [];
  const flush = (): void => {
    if (group.length === 0) return;
    answers.push(...runGroup(store, group, committed));
    group = [];
  };
  for (const { id, job } of requests) {
    if (isWrite(job)) {
      group.push({ id, job });
      continue;
    }
    flush();
    if (job.type !== 'close' && !isLong(job)) answers.push(attempt(id, () => runRead(store, job)));
  }
  flush();
  return answers;
}

interface Group {
  readonly id: number;
  readonly job: WriteJob;
}

const runners = new WeakMap<WritableStore, (group: readonly Group[]) => Answer[]>();

function groupRunner(store: WritableStore): (group: readonly Group[]) => Answer[] {
  const known = runners.get(store);
  if (known !== undefined) return known;
  const { database } = store;
  const savepoint = database.transaction((job: WriteJob) => runWrite(store, job));
  const all = database.transaction((group: readonly Group[]) =>
    group.map(({ id, job }) => {
      const answer = attempt(id, () => savepoint(job));
      // A full disk or an I/O error may roll back the whole transaction: the next job would then commit alone.
      if (!answer.ok && !database.inTransaction) throw new JournalError(answer.code, answer.detail);
      return answer;
    }),
  );
  runners.set(store, all.immediate);
  return all.immediate;
}

function runGroup(store: WritableStore, group: readonly Group[], committed: () => void): Answer[] {
  try {
    const answers = groupRunner(store)(group);
    committed();
    return answers;
  } catch (error) {
    const { code, detail } = failure(error);
    return group.map(({ id }) => ({ id, ok: false, code, detail }));
  }
}

function attempt(id: number, run: () => unknown): Answer {
  try {
    return { id, ok: true, value: run() };
  } catch (error) {
    return { id, ok: false, ...failure(error) };
  }
}

function failure(error: unknown): { code: ReturnType<typeof asJournalError>['code']; detail: string } {
  const { code, detail } = asJournalError(error);
  return { code, detail };
}

function runWrite(store: WritableStore, job: WriteJob): unknown {
  if (job.type === 'commit') return writeTransaction(store, job.transaction);
  writeReaderCursor(store, job.reader, job.cursor);
  return null;
}

function runRead(store: WritableStore, job: ReadJob): unknown {
  switch (job.type) {
    case 'restore':
      return readRestored(store);
    case 'read':
      return readEvents(store, job.cursor, job.limit, job.visit);
    case 'readBlob':
      return readBlob(store, job.blob, job.offset, job.length);
    case 'head':
      return readHead(store.database);
    case 'chainHead':
      return readChainHead(store.database);
    case 'settings':
      return readSettings(store.database);
    case 'knowsCommand':
      return hasCommand(store, job.id);
    case 'readerCursor':
      return readReaderCursor(store.database, job.reader);
  }
}
