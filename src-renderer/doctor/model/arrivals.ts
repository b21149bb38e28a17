/**
 * Which events came late, because a cut was replayed. The least delay seen stands for the difference of the two
 * clocks; a step of one of the cabinet's clocks makes only the other one speak.
 */
import type { ReceivedEvent } from '../../call/session-contract.ts';

/** More than this between the act and its arrival is "received late". */
export const LATE_MS = 3000;

export interface Arrivals {
  readonly seen: ReadonlySet<string>;
  readonly late: ReadonlySet<string>;
  readonly leastMono: number;
  readonly leastWall: number;
}

export const noArrivals: Arrivals = {
  seen: new Set(),
  late: new Set(),
  leastMono: Number.POSITIVE_INFINITY,
  leastWall: Number.POSITIVE_INFINITY,
};

/** `now`: this page's wall clock, when `events` were seen. Returns the same object when nothing is new. */
export function noteArrivals(before: Arrivals, events: readonly ReceivedEvent[], now: number): Arrivals {
  const fresh = events.filter((event) => !before.seen.has(event.id));
  if (fresh.length === 0) return before;
  const seen = new Set(before.seen);
  const late = new Set(before.late);
  let { leastMono, leastWall } = before;
  for (const event of fresh) {
    leastMono = Math.min(leastMono, now - event.at.mono);
    leastWall = Math.min(leastWall, now - event.at.wall);
  }
  for (const event of fresh) {
    seen.add(event.id);
    const delay = Math.min(now - event.at.mono - leastMono, now - event.at.wall - leastWall);
    if (delay > LATE_MS) late.add(event.id);
  }
  return { seen, late, leastMono, leastWall };
}
