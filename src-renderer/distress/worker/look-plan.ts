/** Which models a picture is worth: hands while a wrist is raised, a second person now and then. Pure. */
import type { Pose } from '../frame.ts';

/** In MediaPipe's pose order, left and right. */
const ARMS = [
  { elbow: 13, wrist: 15 },
  { elbow: 14, wrist: 16 },
] as const;
const SEEN = 0.5;
/** A hand that was raised is looked for so long afterwards: the wrist is lost for moments. */
const HAND_MS = 1500;
/** A second person costs as much as a picture and a half. */
const SECOND_EVERY_MS = 5000;
/** He is gone when he was not seen for so long. */
const SECOND_GONE_MS = 2000;

export interface LookPlan {
  hands(atMs: number, poses: readonly Pose[]): boolean;
  /** `count`: look how many there are; `both`: follow both; `one`: follow one. */
  people(atMs: number): 'one' | 'count' | 'both';
  sawPeople(atMs: number, count: number): void;
}

export function wristRaised(pose: Pose): boolean {
  return ARMS.some((arm) => {
    const [elbow, wrist] = [pose[arm.elbow], pose[arm.wrist]];
    return elbow !== undefined && wrist !== undefined && wrist.visibility > SEEN && wrist.y < elbow.y;
  });
}

export function createLookPlan(): LookPlan {
  let raisedAt = Number.NEGATIVE_INFINITY;
  let countedAt: number | null = null;
  let severalAt = Number.NEGATIVE_INFINITY;

  return {
    hands(atMs, poses) {
      if (poses.some(wristRaised)) raisedAt = atMs;
      return atMs - raisedAt <= HAND_MS;
    },
    people(atMs) {
      if (atMs - severalAt <= SECOND_GONE_MS) return 'both';
      // The first picture has to wait for two models already.
      countedAt ??= atMs;
      return atMs - countedAt >= SECOND_EVERY_MS ? 'count' : 'one';
    },
    sawPeople(atMs, count) {
      countedAt = atMs;
      if (count > 1) severalAt = atMs;
    },
  };
}
