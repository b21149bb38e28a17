/** Keeps to one person: the tracker jumps, loses him for a moment, or offers a second one. */
import type { Frame } from '../frame.ts';
import { type Body, distance, measureBody } from './body.ts';

export interface Sight {
  readonly atMs: number;
  readonly width: number;
  readonly height: number;
  /** Null: nobody in this frame. */
  readonly body: Body | null;
  /** The same person for a second or more without a jump, or from the very first frame on. */
  readonly settled: boolean;
  /** What was seen before belongs to somebody else, or to nobody. */
  readonly anew: boolean;
}

export const SETTLE_MS = 1000;
/** Lost for longer, whoever appears may be another person. */
const LOST_MS = 1500;
/** A fall takes the shoulders about five of the person's lengths a second; a lost tracker goes further at once. */
const JUMP_LENGTHS = 1;
const JUMP_LENGTHS_A_SECOND = 4;
/** A body somewhere else altogether is nonsense until it stays there. */
const NONSENSE_MS = 400;

export function createFollower(): (frame: Frame) => Sight {
  let last: { readonly atMs: number; readonly body: Body } | null = null;
  let settledFrom: number | null = null;
  let first = true;
  let strangeSince: number | null = null;

  return ({ atMs, width, height, poses }) => {
    const bodies = poses.flatMap((pose) => measureBody(pose, width, height) ?? []);
    const base = { atMs, width, height };
    if (bodies.length === 0) {
      first = false;
      return { ...base, body: null, settled: false, anew: false };
    }
    const known = last !== null && atMs - last.atMs <= LOST_MS ? last : null;
    const off = (body: Body): number =>
      known === null ? 0 : distance(body.shoulders, known.body.shoulders) / known.body.reference;
    const reach = known === null ? 0 : JUMP_LENGTHS + (JUMP_LENGTHS_A_SECOND * (atMs - known.atMs)) / 1000;
    const near = known === null ? [] : bodies.filter((body) => off(body) <= reach);
    const order =
      near.length > 0
        ? near.sort((a, b) => off(a) - off(b))
        : bodies.sort((a, b) => b.reference - a.reference);
    const body = order[0] ?? null;
    if (body === null) return { ...base, body, settled: false, anew: false };
    const anew = near.length === 0;
    if (anew && known !== null) {
      strangeSince ??= atMs;
      if (atMs - strangeSince < NONSENSE_MS) return { ...base, body: null, settled: false, anew: false };
    }
    strangeSince = null;
    // Nothing that the tracker could drag along comes before the very first frame.
    if (anew) settledFrom = first ? atMs : atMs + SETTLE_MS;
    first = false;
    last = { atMs, body };
    return { ...base, body, settled: settledFrom !== null && atMs >= settledFrom, anew };
  };
}
