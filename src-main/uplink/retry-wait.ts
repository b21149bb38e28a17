/** Waits between tries: doubling, spread at random so that a fleet does not come back all at once. */
import { createBackoff } from '../api/backoff.ts';

export interface RetryWait {
  /** ms; `notBefore`: what the record asked for, ms. */
  next(notBefore: number | null): number;
  reset(): void;
}

const FIRST_MS = 1000;
const LONGEST_MS = 5 * 60_000;
/** A record that asks for more is asked again all the same. */
const LONGEST_ASKED_MS = 60 * 60_000;

/** `random`: 0..1. */
export function createRetryWait(random: () => number = Math.random): RetryWait {
  const backoff = createBackoff(FIRST_MS, LONGEST_MS);
  return {
    next(notBefore) {
      const wait = backoff.next();
      const asked = Math.min(notBefore ?? 0, LONGEST_ASKED_MS);
      return Math.max(wait / 2 + (wait / 2) * random(), asked);
    },
    reset: backoff.reset,
  };
}
