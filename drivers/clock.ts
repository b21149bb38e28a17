import type { Clock, MonoMs } from './contract.ts';

/** CLOCK_MONOTONIC in milliseconds: the same scale in every process of the machine. */
export function monotonicMs(): MonoMs {
  return Number(process.hrtime.bigint()) / 1e6;
}

export const systemClock: Clock = {
  now: monotonicMs,
  after(ms, run) {
    const timer = setTimeout(run, ms);
    return () => clearTimeout(timer);
  },
};

export interface ManualClock extends Clock {
  /** Moves time by `ms`, firing what falls due in order and letting promises settle between. */
  advance(ms: number): Promise<void>;
}

/** A clock that moves only when told. */
export function createManualClock(start: MonoMs = 1000): ManualClock {
  let now = start;
  let order = 0;
  const due = new Map<number, { at: MonoMs; run: () => void }>();
  const settle = () => new Promise<void>((resolve) => setImmediate(resolve));

  function next(until: MonoMs): number | undefined {
    let first: number | undefined;
    let firstAt = until;
    for (const [id, timer] of due) {
      if (timer.at < firstAt || (timer.at === firstAt && first === undefined)) {
        first = id;
        firstAt = timer.at;
      }
    }
    return first;
  }

  return {
    now: () => now,
    after(ms, run) {
      const id = order++;
      due.set(id, { at: now + Math.max(ms, 0), run });
      return () => due.delete(id);
    },
    async advance(ms) {
      const until = now + ms;
      await settle();
      for (let id = next(until); id !== undefined; id = next(until)) {
        const timer = due.get(id);
        due.delete(id);
        now = Math.max(now, timer?.at ?? now);
        timer?.run();
        await settle();
      }
      now = until;
    },
  };
}
