/** The thread that owns the database: a flush to the disk never delays the drivers' loop. */
import { parentPort, receiveMessageOnPort, workerData } from 'node:worker_threads';
import { createCheckpointer } from './checkpoint.ts';
import { openWritable } from './database.ts';
import { asOpenError } from './errors.ts';
import { runJobs } from './group-commit.ts';
import type { FromWorker, Request, WorkerOptions } from './worker-protocol.ts';

/** Bounds the time to the first answer of a group. */
const MAX_GROUP = 200;

const port = parentPort;
if (port === null) throw new Error('not a worker thread');
const { file } = workerData as WorkerOptions;
const post = (message: FromWorker): void => port.postMessage(message);

try {
  const database = openWritable(file);
  const checkpointer = createCheckpointer(database, { file });
  port.on('message', (first: Request) => {
    const requests = [first];
    while (requests.length < MAX_GROUP) {
      const more = receiveMessageOnPort(port);
      if (more === undefined) break;
      requests.push(more.message as Request);
    }
    let wrote = false;
    const answers = runJobs(database, requests, () => {
      wrote = true;
    });
    post({ type: 'answers', answers });
    if (wrote) checkpointer.committed();
    const closing = requests.find(({ job }) => job.type === 'close');
    if (closing === undefined) return;
    checkpointer.stop();
    database.close();
    post({ type: 'answers', answers: [{ id: closing.id, ok: true, value: null }] });
    port.close();
  });
  post({ type: 'opened' });
} catch (error) {
  const { code, detail } = asOpenError(error, file);
  post({ type: 'refused', code, detail });
  port.close();
}
