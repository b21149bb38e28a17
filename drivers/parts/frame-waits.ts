import type { Clock } from '../contract.ts';

export interface FrameWaits<F> {
  /** Hands a frame to whoever waits for it. */
  deliver(frame: F): void;
  /** The next frame that matches, or null after `ms`, on abort, or once cancelled. Never rejects. */
  next<T extends F>(match: (frame: F) => frame is T, ms: number, signal: AbortSignal): Promise<T | null>;
  /** Ends every wait with null, and every later one at once. */
  cancel(): void;
}

/** Requests and replies over a stream that also carries other frames. */
export function createFrameWaits<F>(clock: Clock): FrameWaits<F> {
  const waits = new Set<(frame: F | null) => void>();
  let over = false;

  return {
    deliver(frame) {
      for (const wait of [...waits]) wait(frame);
    },
    next<T extends F>(match: (frame: F) => frame is T, ms: number, signal: AbortSignal) {
      if (over || signal.aborted) return Promise.resolve(null);
      return new Promise<T | null>((resolve) => {
        const finish = (frame: T | null) => {
          waits.delete(wait);
          cancelTimer();
          signal.removeEventListener('abort', onAbort);
          resolve(frame);
        };
        const wait = (frame: F | null) => {
          if (frame === null) finish(null);
          else if (match(frame)) finish(frame);
        };
        const onAbort = () => finish(null);
        const cancelTimer = clock.after(ms, onAbort);
        signal.addEventListener('abort', onAbort);
        waits.add(wait);
      });
    },
    cancel() {
      over = true;
      for (const wait of [...waits]) wait(null);
    },
  };
}
