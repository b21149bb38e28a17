/** For the bench: the bare insert in a thread of its own, as every journal has to be whose flush must not stop the drivers. */
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';
import { openBareAppend } from './bare-append.fixture.ts';

export interface BareThread {
  /** Resolves after the flush. */
  append(payload: string): Promise<void>;
  close(): Promise<void>;
}

/** One at a time. */
export function openBareThread(file: string): BareThread {
  const worker = new Worker(new URL(import.meta.url), { workerData: { file } });
  const ask = (payload: string): Promise<void> =>
    new Promise((resolve, reject) => {
      worker.once('message', resolve);
      worker.once('error', reject);
      worker.postMessage(payload);
    });
  return {
    async append(payload) {
      await ask(payload);
      worker.removeAllListeners('error');
    },
    async close() {
      await worker.terminate();
    },
  };
}

if (!isMainThread && parentPort !== null) {
  const port = parentPort;
  const bare = openBareAppend((workerData as { file: string }).file);
  port.on('message', (payload: string) => {
    bare.append(payload);
    port.postMessage(true);
  });
}
