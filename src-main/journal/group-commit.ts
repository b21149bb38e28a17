/**
 * Runs the jobs that piled up while the last commit was being flushed: consecutive writes share one durable commit,
 * each in a savepoint of its own, so that a refused one takes nothing else with it.
 */
import type { WritableDatabase } from './database.ts';
import { asJournalError, JournalError } from './errors.ts';
import { hasCommand, readEvents, readHead, readReaderCursor, readRestored, readSettings } from './read.ts';
import type { Answer, Job, Request } from './worker-protocol.ts';
import { writeReaderCursor, writeTransaction } from './write.ts';

type WriteJob = Extract<Job, { type: 'commit' | 'saveReaderCursor' }>;
type ReadJob = Exclude<Job, WriteJob | { type: 'close' }>;

const isWrite = (job: Job): job is WriteJob => job.type === 'commit' || job.type === 'saveReaderCursor';

/** Answers in the order of `requests`, none before its own commit is durable. `committed` is told of each commit. */
export function runJobs(
  database: WritableDatabase,
  requests: readonly Request[],
  committed: () => void,
): Answer[] {
  const answers: Answer[] = [];
  let group: { id: number; job: WriteJob }[] = [];
  const flush = (): void => {
    if (group.length === 0) return;
    answers.push(...runGroup(database, group, committed));
    group = [];
  };
  for (const { id, job } of requests) {
    if (isWrite(job)) {
      group.push({ id, job });
      continue;
    }
    flush();
    if (job.type !== 'close') answers.push(attempt(id, () => runRead(database, job)));
  }
  flush();
  return answers;
}

function runGroup(
  database: WritableDatabase,
  group: readonly { id: number; job: WriteJob }[],
  committed: () => void,
): Answer[] {
  const savepoint = database.transaction((job: WriteJob) => runWrite(database, job));
  const all = database.transaction(() =>
    group.map(({ id, job }) => {
      const answer = attempt(id, () => savepoint(job));
      // A full disk or an I/O error may roll back the whole transaction: the next job would then commit alone.
      if (!answer.ok && !database.inTransaction) throw new JournalError(answer.code, answer.detail);
      return answer;
    }),
  );
  try {
    const answers = all.immediate();
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

function runWrite(database: WritableDatabase, job: WriteJob): unknown {
  if (job.type === 'commit') return writeTransaction(database, job.transaction);
  writeReaderCursor(database, job.reader, job.cursor);
  return null;
}

function runRead(database: WritableDatabase, job: ReadJob): unknown {
  switch (job.type) {
    case 'restore':
      return readRestored(database);
    case 'read':
      return readEvents(database, job.cursor, job.limit, job.visit);
    case 'head':
      return readHead(database);
    case 'settings':
      return readSettings(database);
    case 'knowsCommand':
      return hasCommand(database, job.id);
    case 'readerCursor':
      return readReaderCursor(database, job.reader);
  }
}
