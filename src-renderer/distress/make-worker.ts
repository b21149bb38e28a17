/** Vite finds a worker by this very expression. */
export const makeWatchWorker = (): Worker =>
  new Worker(new URL('./worker/watch-worker.ts', import.meta.url), { type: 'module' });
