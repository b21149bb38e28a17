/** The pictures of a file at their own times, as fast as they can be decoded. */
import type { Picture } from '../worker/messages.ts';
import { isMjpeg, mjpegPictures } from './mjpeg.ts';
import { isY4m, y4mPictures } from './y4m.ts';

export interface TimedPicture {
  readonly atMs: number;
  readonly picture: Picture;
}

/** As the cabinet looks: five a second. */
export const SAMPLE_MS = 200;
const HEAD_BYTES = 16;
const OPEN_LIMIT_MS = 20_000;
const SEEK_LIMIT_MS = 20_000;
const PICTURE_LOOK_MS = 10;
/** A seek to a picture's own time may land just before it. */
const INSIDE_S = 0.005;
/** Browsers know the length of what a page recorded only after a look at its end. */
const FAR_S = 1e7;

/** @throws with words for whoever gave the file. */
export async function* picturesOf(file: File): AsyncGenerator<TimedPicture> {
  const head = new Uint8Array(await file.slice(0, HEAD_BYTES).arrayBuffer());
  if (isY4m(head)) yield* y4mPictures(new Uint8Array(await file.arrayBuffer()), SAMPLE_MS);
  else if (isMjpeg(head)) yield* mjpegPictures(new Uint8Array(await file.arrayBuffer()), SAMPLE_MS);
  else yield* videoPictures(file);
}

function happened(video: HTMLVideoElement, name: string, limitMs: number): Promise<void> {
  return new Promise((done, fail) => {
    const timer = setTimeout(() => fail(new Error('the browser does not get on with this video')), limitMs);
    const over = (then: () => void) => () => {
      clearTimeout(timer);
      video.removeEventListener('error', onError);
      then();
    };
    const onError = over(() =>
      fail(new Error(`not a video that this browser plays: ${video.error?.message ?? ''}`)),
    );
    video.addEventListener('error', onError);
    video.addEventListener(name, over(done), { once: true });
  });
}

const pause = (ms: number) => new Promise((done) => setTimeout(done, ms));

async function seek(video: HTMLVideoElement, seconds: number): Promise<void> {
  const limit = performance.now() + SEEK_LIMIT_MS;
  const seeked = happened(video, 'seeked', SEEK_LIMIT_MS);
  video.currentTime = seconds;
  await seeked;
  // On a busy machine the picture may come after the word of it.
  while (video.readyState < HTMLMediaElement.HAVE_CURRENT_DATA && performance.now() < limit)
    await pause(PICTURE_LOOK_MS);
}

async function* videoPictures(file: File): AsyncGenerator<TimedPicture> {
  const video = document.createElement('video');
  video.muted = true;
  video.preload = 'auto';
  const url = URL.createObjectURL(file);
  try {
    const opened = happened(video, 'loadeddata', OPEN_LIMIT_MS);
    video.src = url;
    await opened;
    if (video.videoWidth === 0) throw new Error('no picture in this file');
    if (!Number.isFinite(video.duration)) await seek(video, FAR_S);
    const { duration } = video;
    let last = -1;
    for (let n = 0; (n * SAMPLE_MS) / 1000 < duration; n += 1) {
      await seek(video, Math.min(duration, (n * SAMPLE_MS) / 1000 + INSIDE_S));
      const picture = new VideoFrame(video);
      const atMs = Math.round(picture.timestamp / 1000);
      // A video slower than our looks shows the same picture again.
      if (atMs > last) yield { atMs, picture };
      else picture.close();
      last = Math.max(last, atMs);
    }
  } finally {
    video.removeAttribute('src');
    video.load();
    URL.revokeObjectURL(url);
  }
}
