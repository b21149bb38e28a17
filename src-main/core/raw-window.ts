/** The bytes of the last seconds, so that an accepted number can be traced to what came over the wire. */
import { createHash } from 'node:crypto';
import type { MonoMs } from '../../drivers/contract.ts';

export interface RawWindow {
  readonly base64: string;
  readonly bytes: number;
  /** SHA-256 of the bytes, lower-case hex. */
  readonly sha256: string;
}

interface Frame {
  readonly at: MonoMs;
  readonly raw: Uint8Array;
}

export interface RawKeeper {
  add(frame: Frame): void;
  /** What is kept now, made into a window only when somebody asks for it. */
  freeze(): () => RawWindow;
  reset(): void;
}

export function rawWindowOf(frames: readonly Uint8Array[]): RawWindow {
  const bytes = Buffer.concat(frames);
  return {
    base64: bytes.toString('base64'),
    bytes: bytes.length,
    sha256: createHash('sha256').update(bytes).digest('hex'),
  };
}

/** `windowMs`: back from the last frame. */
export function createRawKeeper(windowMs: number): RawKeeper {
  let kept: readonly Frame[] = [];

  return {
    add(frame) {
      kept = [...kept, frame];
      if (frame.at - (kept[0]?.at ?? frame.at) > windowMs * 1.5)
        kept = kept.filter(({ at }) => frame.at - at <= windowMs);
    },
    freeze() {
      const frozen = kept;
      const end = frozen.at(-1)?.at ?? 0;
      return () => rawWindowOf(frozen.filter(({ at }) => end - at <= windowMs).map(({ raw }) => raw));
    },
    reset() {
      kept = [];
    },
  };
}
