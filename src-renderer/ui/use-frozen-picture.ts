import { type RefObject, useEffect, useState } from 'react';
import { createFrozenPicture } from '../call/frozen-picture.ts';

const LOOK_MS = 250;

/** For how many seconds, rounded down, a video element shows the same frame; null: it moves. */
export function useFrozenPicture(video: RefObject<HTMLVideoElement | null>): number | null {
  const [seconds, setSeconds] = useState<number | null>(null);
  useEffect(() => {
    const picture = createFrozenPicture();
    const timer = setInterval(() => {
      const { current } = video;
      // A page that is not in front draws no frame, and nobody looks.
      if (current === null || document.hidden) return;
      const now = performance.now();
      const since = picture.step(now, current.getVideoPlaybackQuality().totalVideoFrames);
      setSeconds(since === null ? null : Math.floor((now - since) / 1000));
    }, LOOK_MS);
    return () => clearInterval(timer);
  }, [video]);
  return seconds;
}
