/** Bounded guesses: so many failures for a key within a window, then nothing is checked until it has passed. */
export interface Attempts {
  /** Milliseconds to wait before the next try; 0 when one may be made now. */
  wait(keys: readonly string[]): number;
  failed(keys: readonly string[]): void;
  succeeded(key: string): void;
}

export interface AttemptLimit {
  readonly failures: number;
  readonly windowMs: number;
}

const MAX_KEYS = 10_000;

/** The n-th key given is held to the n-th limit. */
export function createAttempts(limits: readonly AttemptLimit[], now: () => number): Attempts {
  const failures = new Map<string, { count: number; until: number }>();

  const current = (key: string) => {
    const entry = failures.get(key);
    if (entry === undefined || entry.until > now()) return entry;
    failures.delete(key);
    return undefined;
  };

  return {
    wait(keys) {
      const waits = keys.map((key, index) => {
        const entry = current(key);
        const limit = limits[index];
        return entry && limit && entry.count >= limit.failures ? entry.until - now() : 0;
      });
      return Math.max(0, ...waits);
    },
    failed(keys) {
      keys.forEach((key, index) => {
        const limit = limits[index];
        if (!limit) return;
        const entry = current(key);
        if (entry) entry.count += 1;
        else failures.set(key, { count: 1, until: now() + limit.windowMs });
      });
      for (const key of failures.keys()) {
        if (failures.size <= MAX_KEYS) break;
        failures.delete(key);
      }
    },
    succeeded(key) {
      failures.delete(key);
    },
  };
}
