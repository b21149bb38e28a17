/**
 * When events came. The least delay seen stands for the difference of the two clocks; a step of one of the
 * cabinet's clocks makes only the other one speak.
 */
import type { ReceivedEvent } from '../../call/session-contract.ts';

/** More than this between the act and its arrival is not "now". */
export const LATE_MS = 3000;

/** `before`: older than this page's call. `late`: held back by a cut of this call and replayed. */
export type Arrival = 'prompt' | 'before' | 'late';

export interface Arrivals {
  readonly of: ReadonlyMap<string, Arrival>;
  readonly leastMono: number;
  readonly leastWall: number;
}

export const noArrivals: Arrivals = {
  of: new Map(),
  leastMono: Number.POSITIVE_INFINITY,
  leastWall: Number.POSITIVE_INFINITY,
};

/** `now`: this page's wall clock, when `events` were seen. Returns the same object when nothing is new. */
export function noteArrivals(before: Arrivals, events: readonly ReceivedEvent[], now: number): Arrivals {
  const fresh = events.filter((event) => !before.of.has(event.id));
  if (fresh.length === 0) return before;
  let { leastMono, leastWall } = before;
  for (const { at } of fresh) {
    leastMono = Math.min(leastMono, now - at.mono);
    leastWall = Math.min(leastWall, now - at.wall);
  }
  const old: Arrival = before.of.size === 0 ? 'before' : 'late';
  const of = new Map(before.of);
  for (const { id, at } of fresh) {
    const delay = Math.min(now - at.mono - leastMono, now - at.wall - leastWall);
    of.set(id, delay > LATE_MS ? old : 'prompt');
  }
  return { of, leastMono, leastWall };
}
