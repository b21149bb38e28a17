/** The thread that owns the database: a flush to the disk never delays the drivers' loop. */
import { parentPort, receiveMessageOnPort, workerData } from 'node:worker_threads';
import { createCheckpointer } from './checkpoint.ts';
import { needsMigration } from './database.ts';
import { asJournalError, asOpenError } from './errors.ts';
import { runJobs } from './group-commit.ts';
import { createLongJobs } from './long-jobs.ts';
import { openAs } from './open-as.ts';
import { type FromWorker, isLong, type Request, type WorkerOptions } from './worker-protocol.ts';

/** Bounds the time to the first answer of a group. */
const MAX_GROUP = 200;

const port = parentPort;
if (port === null) throw new Error('not a worker thread');
const options = workerData as WorkerOptions;
const post = (message: FromWorker): void => port.postMessage(message, transferOf(message));

/** Bytes of blobs go over, they are not copied. */
function transferOf(message: FromWorker): ArrayBuffer[] {
  if (message.type !== 'answers') return [];
  return message.answers.flatMap((answer) =>
    answer.ok && answer.value instanceof Uint8Array ? [answer.value.buffer as ArrayBuffer] : [],
  );
}

try {
  if (options.mode !== 'memory' && needsMigration(options.file)) post({ type: 'migrating' });
  const { store, lock, condition } = await openAs(options);
  const { database } = store;
  const checkpointer = createCheckpointer(database, { file: options.file });
  const longJobs = createLongJobs(store, {
    ...options,
    durable: condition.durable,
    deleted: () => checkpointer.committed(),
  });

  const close = async (id: number): Promise<void> => {
    await longJobs.settled();
    checkpointer.stop();
    database.close();
    lock?.release();
    post({ type: 'answers', answers: [{ id, ok: true, value: null }] });
    port.close();
  };

  port.on('message', (first: Request) => {
    const requests = [first];
    while (requests.length < MAX_GROUP) {
      const more = receiveMessageOnPort(port);
      if (more === undefined) break;
      requests.push(more.message as Request);
    }
    let wrote = false;
    const answers = runJobs(store, requests, () => {
      wrote = true;
    });
    post({ type: 'answers', answers });
    if (wrote) checkpointer.committed();
    for (const { id, job } of requests) {
      if (isLong(job)) {
        longJobs.run(job).then(
          (value) => post({ type: 'answers', answers: [{ id, ok: true, value }] }),
          (error: unknown) => {
            const { code, detail } = asJournalError(error);
            post({ type: 'answers', answers: [{ id, ok: false, code, detail }] });
          },
        );
      } else if (job.type === 'close') void close(id);
    }
  });
  post({ type: 'opened', condition });
} catch (error) {
  const { code, detail } = asOpenError(error, options.file);
  post({ type: 'refused', code, detail });
  port.close();
}
