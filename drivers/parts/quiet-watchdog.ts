import type { Clock } from '../contract.ts';

export interface QuietWatchdog {
  /** A valid frame arrived. */
  feed(): void;
  stop(): void;
}

/** Calls `onQuiet` once when nothing was fed for `quietMs`. "Port open" is not "alive": only this is. */
export function createQuietWatchdog(clock: Clock, quietMs: number, onQuiet: () => void): QuietWatchdog {
  let lastAt = clock.now();
  let cancel = clock.after(quietMs, check);

  // One timer re-armed at its end, not one a frame: frames come 60 times a second.
  function check(): void {
    const left = lastAt + quietMs - clock.now();
    if (left <= 0) onQuiet();
    else cancel = clock.after(left, check);
  }

  return {
    feed() {
      lastAt = clock.now();
    },
    stop: () => cancel(),
  };
}
