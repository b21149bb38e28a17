/** A live picture that shows no new frame is an old one: who looks at it must know. Pure. */

/** Without a new frame for so long a picture is marked. */
export const FROZEN_MS = 1000;

export interface FrozenPicture {
  /**
   * @param frames shown so far, as `getVideoPlaybackQuality().totalVideoFrames` counts them.
   * @returns since when the picture stands still, by the same clock; null: it moves, or none has come yet.
   */
  step(nowMs: number, frames: number): number | null;
}

export function createFrozenPicture(): FrozenPicture {
  let last: { readonly frames: number; readonly atMs: number } | null = null;
  return {
    step(nowMs, frames) {
      // A count that falls is another picture's.
      if (frames === 0) last = null;
      else if (last === null || frames !== last.frames) last = { frames, atMs: nowMs };
      return last !== null && nowMs - last.atMs >= FROZEN_MS ? last.atMs : null;
    },
  };
}
