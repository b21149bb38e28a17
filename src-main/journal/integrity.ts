/** Is the file sound? Looked at by a thread with a read-only handle, beside the writer. */
import { Worker } from 'node:worker_threads';
import { holdLibrary } from './library.ts';

export type Integrity =
  | { readonly state: 'sound' }
  /** `damaged`: SQLite found it; `unreadable`: it could not be looked at. */
  | { readonly state: 'damaged' | 'unreadable'; readonly detail: string };

/** Never rejects; `unreadable` after `limitMs`. */
export function checkIntegrity(file: string, limitMs: number): Promise<Integrity> {
  // The built core has the worker beside it as .js.
  const script = new URL(
    import.meta.url.endsWith('.ts') ? './integrity-worker.ts' : './integrity-worker.js',
    import.meta.url,
  );
  try {
    holdLibrary();
  } catch (error) {
    const detail = error instanceof Error ? error.message : 'unknown';
    return Promise.resolve({ state: 'unreadable', detail });
  }
  return new Promise((resolve) => {
    const worker = new Worker(script, { workerData: { file }, name: 'journal integrity' });
    const done = (integrity: Integrity): void => {
      clearTimeout(timer);
      resolve(integrity);
      void worker.terminate();
    };
    const unreadable = (detail: string): void => done({ state: 'unreadable', detail });
    const timer = setTimeout(() => unreadable(`not read in ${limitMs} ms`), limitMs);
    worker.on('message', (integrity: Integrity) => done(integrity));
    worker.on('error', (error) => unreadable(error instanceof Error ? error.message : 'unknown'));
    worker.on('exit', () => unreadable('the reading thread ended'));
  });
}
