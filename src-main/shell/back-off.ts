/** Pauses between restarts: the first is at once, then doubling, back to the start after a calm time. */
export interface BackOffOptions {
  readonly firstMs: number;
  readonly maxMs: number;
  /** Alive this long since the last restart: the next trouble counts as the first again. */
  readonly calmMs: number;
}

export const RESTART_BACK_OFF: BackOffOptions = { firstMs: 250, maxMs: 5000, calmMs: 30_000 };

export interface BackOff {
  /** @param now monotonic ms. @returns ms to wait before the restart that is due now. */
  next(now: number): number;
}

export function createBackOff({ firstMs, maxMs, calmMs }: BackOffOptions): BackOff {
  let count = 0;
  let lastDue = Number.NEGATIVE_INFINITY;
  return {
    next(now) {
      if (now - lastDue >= calmMs) count = 0;
      const pause = count === 0 ? 0 : Math.min(maxMs, firstMs * 2 ** Math.min(count - 1, 30));
      count += 1;
      lastDue = now + pause;
      return pause;
    },
  };
}
