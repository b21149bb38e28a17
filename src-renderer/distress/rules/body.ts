/** A pose in pixels, reduced to what the rules look at. */
import type { Landmark, Pose } from '../frame.ts';

export interface Point {
  readonly x: number;
  readonly y: number;
}

/** Pixels, y downwards; a pair of joints counts as its middle. */
export interface Body {
  readonly nose: Point;
  readonly shoulders: Point;
  readonly hips: Point;
  /** Null: not in view. */
  readonly knees: Point | null;
  readonly ankles: Point | null;
  /** Nose, each shoulder, each wrist: what moves when somebody moves. Null: not in view. */
  readonly moving: readonly (Point | null)[];
  readonly hipsSeen: boolean;
  readonly shoulderWidth: number;
  /** Shoulders to hips. */
  readonly torso: number;
  /** The person's own measure of length, whichever way he turns. */
  readonly reference: number;
  /** Of the torso against the vertical, degrees: 0 upright, 90 level, 180 upside down. */
  readonly tilt: number;
}

/** MediaPipe's pose order. */
export const POSE = {
  nose: 0,
  leftShoulder: 11,
  rightShoulder: 12,
  leftWrist: 15,
  rightWrist: 16,
  leftHip: 23,
  rightHip: 24,
  leftKnee: 25,
  rightKnee: 26,
  leftAnkle: 27,
  rightAnkle: 28,
} as const;

const MOVING = [POSE.nose, POSE.leftShoulder, POSE.rightShoulder, POSE.leftWrist, POSE.rightWrist];

const SHOULDERS_SEEN = 0.4;
const JOINT_SEEN = 0.5;
/** Seen from the side the shoulders are narrow, seen from the front the torso may be bent away. */
const TORSO_PER_WIDTH = 1.1;
/** A face-on torso, where the hips are out of the picture. */
const TORSO_PER_WIDTH_FACE_ON = 1.4;
/** Joints that the model places just outside the picture are still good enough. */
const MARGIN = 0.08;

export const distance = (a: Point, b: Point): number => Math.hypot(a.x - b.x, a.y - b.y);

function inside({ x, y }: Landmark): boolean {
  return x > -MARGIN && x < 1 + MARGIN && y > -MARGIN && y < 1 + MARGIN;
}

/** @returns null for landmarks that are no body: not finite, no shoulders, no length. */
export function measureBody(pose: Pose, width: number, height: number): Body | null {
  const joint = (index: number): Landmark | null => {
    const found = pose[index];
    return found !== undefined && Number.isFinite(found.x) && Number.isFinite(found.y) ? found : null;
  };
  const middle = (a: Landmark, b: Landmark): Point => ({
    x: ((a.x + b.x) / 2) * width,
    y: ((a.y + b.y) / 2) * height,
  });
  /** One leg before the other hides it: the better one will do. */
  const pair = (left: number, right: number): Point | null => {
    const seen = [joint(left), joint(right)].filter(
      (found): found is Landmark => found !== null && found.visibility >= JOINT_SEEN && inside(found),
    );
    const [a, b = a] = seen;
    return a === undefined || b === undefined ? null : middle(a, b);
  };
  const [nose, left, right] = [joint(POSE.nose), joint(POSE.leftShoulder), joint(POSE.rightShoulder)];
  const [leftHip, rightHip] = [joint(POSE.leftHip), joint(POSE.rightHip)];
  if (nose === null || left === null || right === null || leftHip === null || rightHip === null) return null;
  if (Math.max(left.visibility, right.visibility) < SHOULDERS_SEEN) return null;
  const shoulders = middle(left, right);
  const hips = middle(leftHip, rightHip);
  const hipsSeen = pair(POSE.leftHip, POSE.rightHip) !== null;
  const shoulderWidth = Math.hypot((left.x - right.x) * width, (left.y - right.y) * height);
  const torso = distance(shoulders, hips);
  const reference = hipsSeen
    ? Math.max(torso, TORSO_PER_WIDTH * shoulderWidth)
    : TORSO_PER_WIDTH_FACE_ON * shoulderWidth;
  if (!(reference > 0)) return null;
  const tilt = (Math.atan2(Math.abs(shoulders.x - hips.x), hips.y - shoulders.y) * 180) / Math.PI;
  return {
    nose: { x: nose.x * width, y: nose.y * height },
    shoulders,
    hips,
    knees: pair(POSE.leftKnee, POSE.rightKnee),
    ankles: pair(POSE.leftAnkle, POSE.rightAnkle),
    moving: MOVING.map((index) => pair(index, index)),
    hipsSeen,
    shoulderWidth,
    torso,
    reference,
    tilt,
  };
}
