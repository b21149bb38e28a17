import type { FrameDecoder, Framed } from './frames.ts';

export interface DistrustOptions<F> {
  /** Stray bytes in a row that make what follows doubtful. */
  readonly noiseBytes: number;
  /** Frames in a row that must look good before one is believed again. */
  readonly frames: number;
  /** Frames that end a noise and win trust back: those too long to come up in noise often. Absent: every one. */
  counts?(frame: F): boolean;
}

/**
 * For protocols without a checksum, in which noise looks like a frame now and then: after noise the first good-looking
 * frames prove nothing, and count as discarded. How exactly noise and frames lie within one chunk is not looked at.
 */
export function distrustAfterNoise<F>(
  decoder: FrameDecoder<F>,
  { noiseBytes, frames: toBelieve, counts = () => true }: DistrustOptions<F>,
): FrameDecoder<F> {
  let noise = 0;
  let counted = decoder.discarded.bytes;
  let doubted = 0;
  let doubtedBytes = 0;
  let doubtedFrames = 0;

  function believed(framed: readonly Framed<F>[]): readonly Framed<F>[] {
    noise += decoder.discarded.bytes - counted;
    counted = decoder.discarded.bytes;
    if (noise >= noiseBytes) {
      doubted = toBelieve;
      noise = 0;
    }
    return framed.filter(({ frame, raw }) => {
      if (doubted === 0) {
        if (counts(frame)) noise = 0;
        return true;
      }
      if (counts(frame)) doubted -= 1;
      doubtedBytes += raw.length;
      doubtedFrames += 1;
      return false;
    });
  }

  return {
    push: (chunk) => believed(decoder.push(chunk)),
    settle: () => believed(decoder.settle()),
    finish: () => believed(decoder.finish()),
    get discarded() {
      const { bytes, frames } = decoder.discarded;
      return { bytes: bytes + doubtedBytes, frames: frames + doubtedFrames };
    },
    reset: () => decoder.reset(),
  };
}
