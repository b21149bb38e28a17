/** How long a thread's event loop stands still while something goes on. */
import { setTimeout as delay } from 'node:timers/promises';

export interface LoopWatch {
  /** Longest time between two turns of the loop, ms: also what the machine gives to others. */
  readonly stoodStillMs: number;
  /** Longest processor time of this thread between two turns, ms: what its own work took at most. */
  readonly busyMs: number;
}

const TICK_MS = 1;

/** @param work awaited; its own turns of the loop count too */
export async function watchLoop<T>(work: () => Promise<T>): Promise<LoopWatch & { readonly value: T }> {
  let stoodStillMs = 0;
  let busyMs = 0;
  let over = false;
  const cpu = (): number => {
    const { user, system } = process.threadCpuUsage();
    return (user + system) / 1000;
  };
  const watch = async (): Promise<void> => {
    let [wall, used] = [performance.now(), cpu()];
    while (!over) {
      await delay(TICK_MS);
      const [now, usedNow] = [performance.now(), cpu()];
      stoodStillMs = Math.max(stoodStillMs, now - wall - TICK_MS);
      busyMs = Math.max(busyMs, usedNow - used);
      [wall, used] = [now, usedNow];
    }
  };
  const watching = watch();
  try {
    const value = await work();
    return { value, stoodStillMs, busyMs };
  } finally {
    over = true;
    await watching;
  }
}
