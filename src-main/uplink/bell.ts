/** A wait that ends early when somebody rings, or when everything ends. */
import type { Clock } from '../../drivers/contract.ts';

/** Whatever is under way stops here; nothing is lost by it. */
export class Closed extends Error {}

export interface Bell {
  ring(): void;
  /** Rings from before count no more. */
  listen(): void;
  /** Until `ms` are over or somebody rings after `listen`. */
  pause(ms: number): Promise<void>;
  /** Until `ms` are over; rings are not heard. @throws Closed */
  sleep(ms: number): Promise<void>;
  /** @throws Closed */
  open(): void;
}

export function createBell(clock: Clock, signal: AbortSignal): Bell {
  let rung = false;
  let rouse: (() => void) | null = null;

  const open = (): void => {
    if (signal.aborted) throw new Closed();
  };
  const rest = (ms: number, heard: boolean): Promise<void> =>
    new Promise((resolve) => {
      const done = (): void => {
        cancel();
        signal.removeEventListener('abort', done);
        if (heard) rouse = null;
        resolve();
      };
      const cancel = clock.after(ms, done);
      signal.addEventListener('abort', done, { once: true });
      if (heard) rouse = done;
    });

  return {
    ring() {
      rung = true;
      rouse?.();
    },
    listen() {
      rung = false;
    },
    pause: (ms) => (rung || signal.aborted ? Promise.resolve() : rest(ms, true)),
    async sleep(ms) {
      open();
      await rest(ms, false);
      open();
    },
    open,
  };
}
