import type { Live } from '../../src-main/api/call-protocol.ts';
import type { LiveValue } from './session-contract.ts';

/** Older than this is taken off the tile. */
export const ABSENT_MS = 10_000;

export interface Heard {
  readonly live: Live;
  /** When the message came, by the page's clock. */
  readonly arrivedAt: number;
}

export type LiveBoard = Readonly<Partial<Record<Live['quantity'], Heard>>>;

export const EMPTY_BOARD: LiveBoard = {};

/** The board with `live` on it, or the same board when it holds a later sample of that quantity. */
export function hear(board: LiveBoard, live: Live, arrivedAt: number): LiveBoard {
  const last = board[live.quantity];
  if (last && live.sampledAt < last.live.sampledAt) return board;
  return { ...board, [live.quantity]: { live, arrivedAt } };
}

/**
 * Age at page time `now`: cabinet time now (by `offset`) minus the time of the sample, never less than the time since
 * it arrived. Without an offset the true age is unknown, so nothing is called fresh.
 */
export function judge(heard: Heard, now: number, offset: number | null): LiveValue {
  const sinceArrival = now - heard.arrivedAt;
  const mapped = offset === null ? sinceArrival : now + offset - heard.live.sampledAt;
  const ageMs = Math.max(0, sinceArrival, mapped);
  if (ageMs > ABSENT_MS) return { live: heard.live, ageMs, freshness: 'absent' };
  const fresh = offset !== null && ageMs <= heard.live.quietMs;
  return { live: heard.live, ageMs, freshness: fresh ? 'fresh' : 'stale' };
}
