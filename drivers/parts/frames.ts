/** What every incremental decoder of this folder's instruments looks like. */

/** A decoded frame and the bytes it came from. */
export interface Framed<F> {
  readonly frame: F;
  readonly raw: Uint8Array;
}

/** Bytes that belong to no valid frame, and how many frames begun among them were dropped. */
export interface Discards {
  readonly bytes: number;
  readonly frames: number;
}

export interface FrameDecoder<F> {
  /** However the stream is cut into chunks, the frames are the same. */
  push(chunk: Uint8Array): readonly Framed<F>[];
  /** The line is quiet: a frame that only waited for its successor counts as whole. */
  settle(): readonly Framed<F>[];
  /** The input is over: settles, then counts what is left as discarded. */
  finish(): readonly Framed<F>[];
  readonly discarded: Discards;
  /** Forgets pending bytes without counting them; the totals stay. */
  reset(): void;
}

/** What lies at the head of the buffer. `more`: cannot be told yet. Counts are of bytes, at least 1. */
export type Step<F> =
  | { readonly kind: 'take'; readonly length: number; readonly frame: F }
  | { readonly kind: 'drop'; readonly length: number; readonly frames: 0 | 1 }
  | { readonly kind: 'more' };

/**
 * Turns a look at the head of the buffer into an incremental decoder. `scan` gets a buffer that is never empty, and
 * whether the line is quiet behind it; it must answer other than `more` once the buffer holds one longest frame + 1.
 */
export function createFrameDecoder<F>(
  scan: (buffer: Uint8Array, quiet: boolean) => Step<F>,
): FrameDecoder<F> {
  let pending: Uint8Array = new Uint8Array(0);
  let bytes = 0;
  let frames = 0;

  function run(quiet: boolean): Framed<F>[] {
    const found: Framed<F>[] = [];
    let buffer = pending;
    while (buffer.length > 0) {
      const step = scan(buffer, quiet);
      if (step.kind === 'more') break;
      if (step.kind === 'take') {
        found.push({ frame: step.frame, raw: buffer.slice(0, step.length) });
      } else {
        bytes += step.length;
        frames += step.frames;
      }
      buffer = buffer.subarray(step.length);
    }
    pending = buffer.slice();
    return found;
  }

  return {
    push(chunk) {
      const joined = new Uint8Array(pending.length + chunk.length);
      joined.set(pending);
      joined.set(chunk, pending.length);
      pending = joined;
      return run(false);
    },
    settle: () => run(true),
    finish() {
      const found = run(true);
      if (pending.length > 0) {
        bytes += pending.length;
        frames += 1;
        pending = new Uint8Array(0);
      }
      return found;
    },
    get discarded() {
      return { bytes, frames };
    },
    reset() {
      pending = new Uint8Array(0);
    },
  };
}
