import type { Clock } from './clock.ts';

/** A clock for tests: time passes only when told. */
export interface FakeClock extends Clock {
  pass(ms: number): void;
  /** The machine sleeps: the wall clock goes on, the page's stands still. */
  sleep(ms: number): void;
}

interface Timer {
  due: number;
  readonly period: number | null;
  readonly run: () => void;
}

export function createFakeClock(start = 0): FakeClock {
  let now = start;
  let slept = 1_700_000_000_000;
  const timers = new Set<Timer>();
  const add = (timer: Timer) => {
    timers.add(timer);
    return () => {
      timers.delete(timer);
    };
  };
  return {
    now: () => now,
    wall: () => now + slept,
    after: (ms, run) => add({ due: now + ms, period: null, run }),
    every: (ms, run) => add({ due: now + ms, period: ms, run }),
    sleep(ms) {
      slept += ms;
    },
    pass(ms) {
      const end = now + ms;
      for (;;) {
        const next = [...timers].filter((t) => t.due <= end).sort((a, b) => a.due - b.due)[0];
        if (!next) break;
        now = next.due;
        if (next.period === null) timers.delete(next);
        else next.due += next.period;
        next.run();
      }
      now = end;
    },
  };
}
