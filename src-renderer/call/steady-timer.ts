/**
 * Intervals that a browser does not slow down in a hidden page: Chromium runs those of a page hidden for five
 * minutes once a minute, and a doctor's page waits hidden for hours. They tick in a worker of our own origin.
 */
export interface SteadyTimer {
  set(run: () => void, ms: number): number;
  clear(id: number): void;
}

/** One worker for the page, made at the first interval. Without workers (Node), plain intervals. */
export function createSteadyTimer(): SteadyTimer {
  if (typeof Worker === 'undefined') return plainTimer();
  const runs = new Map<number, () => void>();
  let worker: Worker | null = null;
  let last = 0;

  const started = () => {
    if (worker === null) {
      worker = new Worker(new URL('./timer-worker.ts', import.meta.url), { type: 'module' });
      worker.onmessage = ({ data }: MessageEvent<number>) => runs.get(data)?.();
    }
    return worker;
  };
  return {
    set(run, ms) {
      last += 1;
      runs.set(last, run);
      started().postMessage({ id: last, ms });
      return last;
    },
    clear(id) {
      if (runs.delete(id)) worker?.postMessage({ id, ms: null });
    },
  };
}

function plainTimer(): SteadyTimer {
  const timers = new Map<number, ReturnType<typeof setInterval>>();
  let last = 0;
  return {
    set(run, ms) {
      last += 1;
      timers.set(last, setInterval(run, ms));
      return last;
    },
    clear(id) {
      clearInterval(timers.get(id));
      timers.delete(id);
    },
  };
}
