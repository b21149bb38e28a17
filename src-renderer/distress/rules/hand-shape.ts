/** One hand in one frame, as the Signal for Help sees it. Left and right look alike. */
import type { Hand } from '../frame.ts';
import type { Point } from './body.ts';
import { distance } from './body.ts';

export type HandShape = 'open' | 'tucked' | 'closed' | 'other';

export interface SeenHand {
  readonly shape: HandShape;
  readonly wrist: Point;
  /** Wrist to the knuckle of the middle finger, pixels. */
  readonly palm: number;
}

/** MediaPipe's hand order. */
const WRIST = 0;
const THUMB_TIP = 4;
const MIDDLE_KNUCKLE = 9;
const LITTLE_KNUCKLE = 17;
const FINGERS = [
  { knuckle: 5, middle: 6, tip: 8 },
  { knuckle: 9, middle: 10, tip: 12 },
  { knuckle: 13, middle: 14, tip: 16 },
  { knuckle: 17, middle: 18, tip: 20 },
] as const;

/**
 * Thumb tip to the little finger's knuckle over the palm's length: 1.4 with an open hand, 0.85 with one turned half away,
 * 0.1 when tucked.
 */
const THUMB_OUT = 0.8;
const THUMB_IN = 0.65;
/** The tip of a straight finger lies well beyond its middle joint, seen from the wrist. */
const STRAIGHT = 1.15;
const SURE = 0.4;

/** @returns null for landmarks that are no hand. */
export function seeHand({ landmarks, score }: Hand, width: number, height: number): SeenHand | null {
  const points = landmarks.map(({ x, y }) => ({ x: x * width, y: y * height }));
  const at = (index: number): Point => points[index] ?? { x: Number.NaN, y: Number.NaN };
  const wrist = at(WRIST);
  const palm = distance(wrist, at(MIDDLE_KNUCKLE));
  if (
    score < SURE ||
    points.length !== 21 ||
    !(palm > 0) ||
    points.some(({ x, y }) => !Number.isFinite(x + y))
  )
    return null;
  const straight = FINGERS.filter(
    ({ middle, tip }) => distance(at(tip), wrist) > STRAIGHT * distance(at(middle), wrist),
  ).length;
  const thumb = distance(at(THUMB_TIP), at(LITTLE_KNUCKLE)) / palm;
  let shape: HandShape = 'other';
  if (straight === 4 && thumb > THUMB_OUT) shape = 'open';
  else if (straight === 4 && thumb < THUMB_IN) shape = 'tucked';
  else if (straight === 0) shape = 'closed';
  return { shape, wrist, palm };
}
