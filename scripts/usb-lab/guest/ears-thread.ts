/** A thread that hears nothing but one gadget (ears.ts): this one is busy with every instrument of the room. */
import path from 'node:path';
import { Worker } from 'node:worker_threads';

export interface Listening {
  /** The gadget's own end. */
  readonly end: string;
  /** Bytes of the longest report. */
  readonly length: number;
  /** One Int32; not 0: over. */
  readonly state: SharedArrayBuffer;
}

export interface Ears {
  /** Resolves when nothing has the gadget's end open any more. */
  close(): Promise<void>;
}

export function listen(end: string, length: number, onReport: (report: Uint8Array) => void): Ears {
  const state = new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT);
  const flag = new Int32Array(state);
  const workerData: Listening = { end, length, state };
  const thread = new Worker(path.join(import.meta.dirname, 'ears.js'), { workerData });
  thread.on('message', onReport);
  const gone = new Promise<void>((resolve) => thread.once('exit', () => resolve()));
  return {
    close() {
      thread.off('message', onReport);
      Atomics.store(flag, 0, 1);
      Atomics.notify(flag, 0);
      return gone;
    },
  };
}
