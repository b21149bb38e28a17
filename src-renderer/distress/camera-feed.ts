/** The newest picture of a camera's track, when asked. Small and slow: a copy of the track is scaled by the browser. */
import type { Picture } from './worker/messages.ts';

export interface CameraFeed {
  /** Null: no picture newer than the last one taken. The caller closes it. `atMs` of the page's monotonic clock. */
  take(): Promise<{ readonly picture: Picture; readonly atMs: number } | null>;
  close(): void;
}

export type OpenFeed = (track: MediaStreamTrack) => CameraFeed;

/** W3C MediaStreamTrack Insertable Media Processing; not in TypeScript's DOM, not in every browser. */
type ProcessorConstructor = new (init: {
  track: MediaStreamTrack;
}) => {
  readonly readable: ReadableStream<VideoFrame>;
};

const SIZE: MediaTrackConstraints = {
  width: { ideal: 640 },
  height: { ideal: 360 },
  frameRate: { ideal: 10 },
};

export const openCameraFeed: OpenFeed = (original) => {
  const track = original.clone();
  // What it cannot do it does as near as it can; the models scale for themselves.
  track.applyConstraints(SIZE).catch(() => undefined);
  const Processor = (globalThis as { MediaStreamTrackProcessor?: ProcessorConstructor })
    .MediaStreamTrackProcessor;
  const feed = Processor ? readFrames(new Processor({ track }).readable) : playVideo(track);
  return {
    take: feed.take,
    close() {
      feed.close();
      track.stop();
    },
  };
};

function readFrames(readable: ReadableStream<VideoFrame>): CameraFeed {
  const reader = readable.getReader();
  let newest: { picture: VideoFrame; atMs: number } | null = null;
  let closed = false;

  const drop = () => {
    newest?.picture.close();
    newest = null;
  };
  const read = async () => {
    for (;;) {
      const { value, done } = await reader.read();
      if (value === undefined || done) return;
      drop();
      if (closed) value.close();
      else newest = { picture: value, atMs: performance.now() };
    }
  };
  // The track ended in the middle: the camera is gone, which the track itself tells.
  read().catch(() => undefined);
  return {
    async take() {
      const taken = newest;
      newest = null;
      return taken;
    },
    close() {
      closed = true;
      drop();
      reader.cancel().catch(() => undefined);
    },
  };
}

function playVideo(track: MediaStreamTrack): CameraFeed {
  const video = document.createElement('video');
  video.muted = true;
  video.srcObject = new MediaStream([track]);
  video.play().catch(() => undefined);
  let lastTime = -1;
  return {
    async take() {
      const { currentTime, readyState } = video;
      if (readyState < HTMLMediaElement.HAVE_CURRENT_DATA || currentTime === lastTime) return null;
      lastTime = currentTime;
      const atMs = performance.now();
      const picture = await createImageBitmap(video).catch(() => null);
      return picture && { picture, atMs };
    },
    close() {
      video.srcObject = null;
    },
  };
}
