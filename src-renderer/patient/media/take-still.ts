/** One frame of a camera's own track, at its own size, never mirrored, as PNG. */
import type { CaptureFailure } from '../../../state-machines/media.ts';
import { measureStill, type StillMeasure } from './measure-still.ts';

export interface TakenStill {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly still: StillMeasure;
}

/** W3C MediaStream Image Capture, §3: not in TypeScript's DOM, not in every browser. */
interface FrameGrabber {
  grabFrame(): Promise<ImageBitmap>;
}
type FrameGrabberConstructor = new (track: MediaStreamTrack) => FrameGrabber;

const FRAME_MS = 4000;

/** Rejects when no frame comes in time. */
async function grab(track: MediaStreamTrack): Promise<ImageBitmap> {
  const ImageCapture = (globalThis as { ImageCapture?: FrameGrabberConstructor }).ImageCapture;
  return ImageCapture ? new ImageCapture(track).grabFrame() : grabFromVideo(track);
}

async function grabFromVideo(track: MediaStreamTrack): Promise<ImageBitmap> {
  const video = document.createElement('video');
  video.muted = true;
  video.srcObject = new MediaStream([track]);
  try {
    await video.play();
    return await createImageBitmap(video);
  } finally {
    video.srcObject = null;
  }
}

function within<T>(promise: Promise<T>, ms: number): Promise<T | null> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<null>((done) => {
    timer = setTimeout(() => done(null), ms);
  });
  return Promise.race([promise.catch(() => null), late]).finally(() => clearTimeout(timer));
}

export async function takeStill(track: MediaStreamTrack): Promise<TakenStill | CaptureFailure> {
  if (track.readyState !== 'live') return 'no-device';
  const frame = await within(grab(track), FRAME_MS);
  if (frame === null) return 'no-picture';
  const { width, height } = frame;
  const canvas = new OffscreenCanvas(width, height);
  // What is read back is not worth a way through the graphics card.
  const context = canvas.getContext('2d', { willReadFrequently: true });
  context?.drawImage(frame, 0, 0);
  frame.close();
  if (!context) return 'no-picture';
  const still = measureStill(context.getImageData(0, 0, width, height).data, width, height);
  const blob = await canvas.convertToBlob({ type: 'image/png' });
  return { bytes: new Uint8Array(await blob.arrayBuffer()), still };
}
