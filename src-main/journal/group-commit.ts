/**
 * Runs the jobs that piled up while the last commit was being flushed: consecutive writes share one durable commit,
 * each in a savepoint of its own, so that a refused one takes nothing else with it.
 */
import { readBlob } from './blob.ts';
import { decode } from './encoded.ts';
import { asJournalError, JournalError } from './errors.ts';
import { type Present, readPresent, writePresent } from './present.ts';
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
  let group: Write[] = [];
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

interface Write {
  readonly id: number;
  readonly job: WriteJob;
}

/** Answers of writes that are durable. @throws when nothing of them is */
type Writer = (group: readonly Write[]) => Answer[];

const writers = new WeakMap<WritableStore, Writer>();

function writerOf(store: WritableStore): Writer {
  const known = writers.get(store);
  if (known !== undefined) return known;
  const { database } = store;
  /** As the last commit left it; null: to be read. */
  let committed: Present | null = null;
  let present: Present | null = null;

  const write = (job: WriteJob): unknown => {
    if (job.type === 'saveReaderCursor') {
      writeReaderCursor(store, job.reader, job.cursor);
      return null;
    }
    present ??= committed ?? readPresent(store);
    const done = writeTransaction(store, present, decode(job.transaction));
    present = done.present;
    return done.written;
  };
  const savepoint = database.transaction(write);
  const transaction = database.transaction((group: readonly Write[]): Answer[] => {
    const [first, ...others] = group;
    // Alone, a refused one may take the whole transaction back.
    const answers: Answer[] =
      first !== undefined && others.length === 0
        ? [{ id: first.id, ok: true, value: write(first.job) }]
        : group.map(({ id, job }) => {
            const answer = attempt(id, () => savepoint(job));
            // A full disk or an I/O error may roll back the whole transaction: the next job would then commit alone.
            if (!answer.ok && !database.inTransaction) throw new JournalError(answer.code, answer.detail);
            return answer;
          });
    if (present !== null) writePresent(store, present);
    return answers;
  }).immediate;

  const writer: Writer = (group) => {
    try {
      const answers = transaction(group);
      committed = present ?? committed;
      return answers;
    } catch (error) {
      committed = null;
      throw error;
    } finally {
      present = null;
    }
  };
  writers.set(store, writer);
  return writer;
}

function runGroup(store: WritableStore, group: readonly Write[], committed: () => void): Answer[] {
  try {
    const answers = writerOf(store)(group);
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
