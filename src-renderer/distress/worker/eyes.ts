/** The models: from a picture to landmarks. */
import { HandLandmarker, type NormalizedLandmark, PoseLandmarker } from '@mediapipe/tasks-vision';
import type { Hand, Landmark, Pose } from '../frame.ts';
import { createLookPlan } from './look-plan.ts';
import type { Picture } from './messages.ts';
import type { Models } from './models.ts';

export interface Sighting {
  readonly poses: readonly Pose[];
  /** Null: not looked for. */
  readonly hands: readonly Hand[] | null;
  /** People in view when they were last counted. */
  readonly people: number;
}

export interface Eyes {
  /** @param atMs strictly increasing, else the models fail */
  see(picture: Picture, atMs: number): Sighting;
}

const copy = ({ x, y, z, visibility }: NormalizedLandmark): Landmark => ({ x, y, z, visibility });
/** The hand model gives no visibility. */
const copyHand = ({ x, y, z }: NormalizedLandmark): Landmark => ({ x, y, z, visibility: 1 });

/** MediaPipe draws into WebGL2 whatever it computes on; without it every picture fails. */
export function hasWebgl2(): boolean {
  const context = new OffscreenCanvas(1, 1).getContext('webgl2');
  context?.getExtension('WEBGL_lose_context')?.loseContext();
  return context !== null;
}

/** Nobody is in it. */
function blankPicture(): ImageBitmap {
  const canvas = new OffscreenCanvas(64, 64);
  canvas.getContext('2d')?.fillRect(0, 0, 64, 64);
  return canvas.transferToImageBitmap();
}

/** The models' own clocks begin with the blank picture. */
const LATER_MS = 1;

/** Ready to see: a model's first picture sets it up, on a busy machine for seconds. */
export async function openEyes(models: Models): Promise<Eyes> {
  const { wasmPath, wasmLoaderPath } = models;
  // Each task uses up what its loader left behind, and a module runs once an address.
  const program = (task: string) => ({
    wasmBinaryPath: wasmPath,
    wasmLoaderPath: `${wasmLoaderPath}?${task}`,
  });
  const options = (model: Uint8Array) =>
    ({ baseOptions: { modelAssetBuffer: model, delegate: 'CPU' }, runningMode: 'VIDEO' }) as const;
  // With a place left for a second person the model searches the whole picture for him, every time.
  const one = await PoseLandmarker.createFromOptions(program('one'), {
    ...options(models.pose),
    numPoses: 1,
  });
  const two = await PoseLandmarker.createFromOptions(program('two'), {
    ...options(models.pose),
    numPoses: 2,
  });
  const hands = await HandLandmarker.createFromOptions(program('hands'), {
    ...options(models.hands),
    numHands: 2,
  });
  const blank = blankPicture();
  for (const model of [one, two]) model.detectForVideo(blank, 0).close();
  hands.detectForVideo(blank, 0);
  blank.close();
  const plan = createLookPlan();
  let people = 0;

  const posesOf = (model: PoseLandmarker, picture: Picture, atMs: number): Pose[] => {
    const result = model.detectForVideo(picture, atMs + LATER_MS);
    try {
      return result.landmarks.map((pose) => pose.map(copy));
    } finally {
      result.close();
    }
  };
  const look = (picture: Picture, atMs: number): Pose[] => {
    const how = plan.people(atMs);
    const followed = how === 'both' ? [] : posesOf(one, picture, atMs);
    if (how === 'one') {
      if (people < 2) people = followed.length;
      return followed;
    }
    const all = posesOf(two, picture, atMs);
    people = all.length;
    plan.sawPeople(atMs, people);
    return people > 1 || how === 'both' ? all : followed;
  };

  return {
    see(picture, atMs) {
      const poses = look(picture, atMs);
      if (!plan.hands(atMs, poses)) return { poses, hands: null, people };
      const { landmarks, handedness } = hands.detectForVideo(picture, atMs + LATER_MS);
      const seen = landmarks.map((hand, n) => ({
        landmarks: hand.map(copyHand),
        score: handedness[n]?.[0]?.score ?? 0,
      }));
      return { poses, hands: seen, people };
    },
  };
}
