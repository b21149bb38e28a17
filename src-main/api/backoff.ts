/** Waits between attempts: doubling from a first to a longest, back to the first after a success. */

export interface Backoff {
  /** Milliseconds to wait before the next attempt. */
  next(): number;
  reset(): void;
}

export function createBackoff(firstMs: number, longestMs: number): Backoff {
  let wait = firstMs;
  return {
    next() {
      const now = wait;
      wait = Math.min(wait * 2, longestMs);
      return now;
    },
    reset() {
      wait = firstMs;
    },
  };
}
