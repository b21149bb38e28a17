/** Landmark files: `{fps, frames}`, of poses (*.pose.json) or of hands (*.hand.json). */
import { z } from 'zod';
import type { Frame, Hand, Landmark, Pose } from '../../src-renderer/distress/frame.ts';

const POSE_LANDMARKS = 33;
const HAND_LANDMARKS = 21;
/** Of a file that does not say it. */
const WIDTH = 640;
const HEIGHT = 480;
const MOST_FRAMES = 1_000_000;

const pointSchema = z.tuple([z.number(), z.number(), z.number()]);
const poseSchema = z
  .array(z.tuple([z.number(), z.number(), z.number(), z.number().min(0).max(1.001)]))
  .length(POSE_LANDMARKS);
const handSchema = z.strictObject({
  s: z.string(),
  c: z.number().min(0).max(1.001),
  l: z.array(pointSchema).length(HAND_LANDMARKS),
});
/** Other keys say where the file is from, and are not read. */
const headSchema = z.looseObject({
  fps: z.number().positive().max(240),
  width: z.number().int().positive().max(10_000).optional(),
  height: z.number().int().positive().max(10_000).optional(),
  frames: z.array(z.unknown()).max(MOST_FRAMES),
});
const posesSchema = z.array(poseSchema.nullable());
const handsSchema = z.array(z.array(handSchema));

export interface LandmarkFile {
  readonly fps: number;
  readonly width: number;
  readonly height: number;
  /** A pose or nobody for each frame; null: the file is of hands. */
  readonly poses: readonly (Pose | null)[] | null;
  /** Null: the file is of poses. */
  readonly hands: readonly (readonly Hand[])[] | null;
}

function where(error: z.ZodError): string {
  const [issue] = error.issues;
  if (issue === undefined) return 'not a landmark file';
  const path = issue.path.map((key) => (typeof key === 'number' ? `[${key}]` : `.${String(key)}`)).join('');
  return `${path.replace(/^\./, '') || 'file'}: ${issue.message}`;
}

/** @returns a problem in words where the text is no landmark file. */
export function parseLandmarkFile(text: string): LandmarkFile | { readonly problem: string } {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    return { problem: `not JSON (${error instanceof Error ? error.message : 'unreadable'})` };
  }
  const head = headSchema.safeParse(json);
  if (!head.success) return { problem: where(head.error) };
  const { fps, width = WIDTH, height = HEIGHT, frames } = head.data;
  const size = { fps, width, height };
  const inFrames = (error: z.ZodError): { readonly problem: string } => ({
    problem: `frames${where(error)}`,
  });
  const ofHands =
    frames.length > 0 && frames.every((entry) => Array.isArray(entry) && !Array.isArray(entry[0]));
  if (ofHands) {
    const hands = handsSchema.safeParse(frames);
    if (!hands.success) return inFrames(hands.error);
    return { ...size, poses: null, hands: hands.data.map((seen) => seen.map(toHand)) };
  }
  const poses = posesSchema.safeParse(frames);
  if (!poses.success) return inFrames(poses.error);
  return { ...size, poses: poses.data.map((pose) => pose?.map(toLandmark) ?? null), hands: null };
}

function toLandmark([x, y, z, visibility]: readonly [number, number, number, number]): Landmark {
  return { x, y, z, visibility };
}

function toHand({ c, l }: z.infer<typeof handSchema>): Hand {
  return { score: c, landmarks: l.map(([x, y, z]) => ({ x, y, z, visibility: 1 })) };
}

/** The frames of one clip, of its poses, its hands or both; both must be of one rate and picture. */
export function toFrames(
  files: readonly LandmarkFile[],
): { readonly frames: readonly Frame[] } | { readonly problem: string } {
  const pose = files.find(({ poses }) => poses !== null);
  const hand = files.find(({ hands }) => hands !== null);
  const first = pose ?? hand;
  const wanted = [pose, hand].filter((file) => file !== undefined);
  if (first === undefined) return { problem: 'no landmarks' };
  if (files.length !== wanted.length) return { problem: 'two files of the same kind' };
  if (pose !== undefined && hand !== undefined) {
    if (pose.fps !== hand.fps) return { problem: `poses at ${pose.fps} a second, hands at ${hand.fps}` };
    if (pose.width !== hand.width || pose.height !== hand.height)
      return { problem: 'poses and hands are of pictures of different sizes' };
  }
  const { fps, width, height } = first;
  const count = Math.max(pose?.poses?.length ?? 0, hand?.hands?.length ?? 0);
  const frames = Array.from({ length: count }, (_, i): Frame => {
    const seen = pose?.poses?.[i];
    return {
      atMs: (i * 1000) / fps,
      width,
      height,
      brightness: null,
      contrast: null,
      poses: seen === null || seen === undefined ? [] : [seen],
      hands: hand === undefined ? null : (hand.hands?.[i] ?? []),
    };
  });
  return { frames };
}
