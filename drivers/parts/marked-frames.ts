/** Frames that a start byte marks and no later byte of theirs can be taken for; there is no checksum. */
import type { Step } from './frames.ts';

export interface MarkedFraming<F> {
  isStart(byte: number): boolean;
  /** Bytes of a frame with this start byte, itself included; undefined when the protocol knows no such start. */
  length(start: number): number | undefined;
  /** `raw`: as many bytes as `length` said, only the first of which is a start byte. */
  parse(raw: Uint8Array): F;
}

/**
 * A frame is whole once the next start byte confirms its length, or once the line is quiet. Too short, too long or
 * of an unknown start: dropped and counted, because none of its numbers can be trusted.
 */
export function scanMarked<F>(framing: MarkedFraming<F>): (buffer: Uint8Array, quiet: boolean) => Step<F> {
  return (buffer, quiet) => {
    const start = buffer[0] ?? 0;
    const next = buffer.findIndex((byte, i) => i > 0 && framing.isStart(byte));
    if (!framing.isStart(start)) return { kind: 'drop', length: next < 0 ? buffer.length : next, frames: 0 };
    const length = framing.length(start);
    if (length === undefined) return { kind: 'drop', length: 1, frames: 1 };
    if (next > 0 && next < length) return { kind: 'drop', length: next, frames: 1 };
    if (buffer.length < length || (buffer.length === length && !quiet)) return { kind: 'more' };
    if (buffer.length > length && next !== length) return { kind: 'drop', length: length + 1, frames: 1 };
    return { kind: 'take', length, frame: framing.parse(buffer.subarray(0, length)) };
  };
}
