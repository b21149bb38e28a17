/** One hand on its way through the three shapes of the Signal for Help. */
import type { HandShape, SeenHand } from './hand-shape.ts';

const SHAPE_MS = 200;
const WITHIN_MS = 3000;
/** The closed hand is lost in some frames. */
const GAP_MS = 500;
/** Fingers close together; who counts down on them takes longer. */
const HALF_CLOSED_MS = 700;
/** A confirmed hand may be out of view for this long. */
const GONE_MS = 1500;
const REACH_PALMS = 2.5;
/** An open palm belongs to the sign for so long before the thumb moves; earlier it was a greeting, or a rest. */
const PALM_MS = 500;
/** One sample stands for no more than this, however slow the frames are. */
const LONGEST_SAMPLE_MS = 500;

export type Stage = 'waiting' | 'open' | 'tucked' | 'closed';

export interface Course {
  readonly stage: Stage;
  /** When the palm was opened, or shortly before the thumb moved; null: no thumb was tucked yet. */
  readonly startedAt: number | null;
  /** Set once all three shapes were seen. */
  readonly confirmedAt: number | null;
  /** The last frame with the closed hand. */
  readonly closedUntil: number | null;
  /** @returns false where this is another hand. */
  takes(hand: SeenHand): boolean;
  see(atMs: number, frameMs: number, hand: SeenHand): void;
  /** In a frame without this hand. @returns false: gone for good. */
  miss(atMs: number, frameMs: number): boolean;
}

export function createCourse(atMs: number, first: SeenHand): Course {
  let stage: Stage = 'waiting';
  let hand = first;
  let lastSeen = atMs;
  /** Of the shape that leads on from here, milliseconds. */
  let seenMs = 0;
  let lastOwn = atMs;
  let openFrom = atMs;
  let openUntil = atMs;
  let closedUntil: number | null = null;
  let confirmedAt: number | null = null;

  function enter(next: Stage, now: number): void {
    stage = next;
    seenMs = 0;
    lastOwn = now;
    if (next !== 'closed') {
      confirmedAt = null;
      closedUntil = null;
    }
  }

  /** Towards the next stage; true once its shape was seen long enough. */
  function lead(sample: number): boolean {
    seenMs += sample;
    return seenMs >= SHAPE_MS;
  }

  function walk(now: number, sample: number, frameMs: number, shape: HandShape): void {
    const idle = now - lastOwn;
    if (stage === 'waiting') {
      if (shape !== 'open') {
        if (idle > GAP_MS) seenMs = 0;
        return;
      }
      if (seenMs === 0) openFrom = now;
      lastOwn = now;
      openUntil = now;
      if (lead(sample)) enter('open', now);
    } else if (stage === 'open') {
      if (shape === 'open') {
        openUntil = now;
        lastOwn = now;
        seenMs = 0;
      } else if (shape === 'tucked') {
        lastOwn = now;
        if (lead(sample)) enter('tucked', now);
      } else if (idle > GAP_MS + frameMs) enter('waiting', now);
    } else if (stage === 'tucked') {
      if (now - openUntil > WITHIN_MS) enter('waiting', now);
      else if (shape === 'open') {
        enter('open', now);
        openFrom = now;
        openUntil = now;
      } else if (shape === 'tucked') {
        lastOwn = now;
        seenMs = 0;
      } else if (shape === 'closed') {
        if (lead(sample)) {
          enter('closed', now);
          confirmedAt = now;
          closedUntil = now;
        }
      } else if (idle > HALF_CLOSED_MS + frameMs) enter('waiting', now);
    } else if (shape === 'open' || shape === 'tucked') {
      if (lead(sample)) {
        enter('waiting', now);
        openUntil = now;
      }
    } else {
      seenMs = 0;
      closedUntil = now;
    }
  }

  return {
    get stage() {
      return stage;
    },
    get startedAt() {
      return stage === 'tucked' || stage === 'closed' ? Math.max(openFrom, openUntil - PALM_MS) : null;
    },
    get confirmedAt() {
      return confirmedAt;
    },
    get closedUntil() {
      return closedUntil;
    },
    takes(other) {
      const off = Math.hypot(other.wrist.x - hand.wrist.x, other.wrist.y - hand.wrist.y);
      return off <= REACH_PALMS * Math.max(hand.palm, other.palm);
    },
    see(now, frameMs, seen) {
      hand = seen;
      walk(now, Math.min(frameMs, LONGEST_SAMPLE_MS), frameMs, seen.shape);
      lastSeen = now;
    },
    miss(now, frameMs) {
      return now - lastSeen <= (stage === 'closed' ? GONE_MS : GAP_MS) + frameMs;
    },
  };
}
