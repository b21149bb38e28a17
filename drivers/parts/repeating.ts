import type { Clock } from '../contract.ts';

/** Runs every `ms`, first after `ms`, until the returned function is called. Used for "I am still here". */
export function every(clock: Clock, ms: number, run: () => void): () => void {
  let cancel = clock.after(ms, tick);
  function tick(): void {
    cancel = clock.after(ms, tick);
    run();
  }
  return () => cancel();
}
