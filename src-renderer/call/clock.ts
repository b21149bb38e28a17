/** The page's time, injected so that tests own it. */
export interface Clock {
  /** Monotonic milliseconds; may stand still while the machine sleeps. */
  now(): number;
  /** Milliseconds since 1970; only compared with itself, to notice a sleep. */
  wall(): number;
  after(ms: number, run: () => void): () => void;
  every(ms: number, run: () => void): () => void;
}

export const pageClock: Clock = {
  now: () => performance.now(),
  wall: () => Date.now(),
  after(ms, run) {
    const timer = setTimeout(run, ms);
    return () => clearTimeout(timer);
  },
  every(ms, run) {
    const timer = setInterval(run, ms);
    return () => clearInterval(timer);
  },
};
