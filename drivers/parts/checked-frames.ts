/** Decoders of protocols whose frame tells its length at its head or end, and carries (mostly) a check byte. */
import { createFrameDecoder, type Discards, type FrameDecoder, type Step } from './frames.ts';

/**
 * What lies at the head of the buffer: a frame of so many bytes, not a frame (`no`), a frame begun that cannot be one
 * (`broken`), a byte that means nothing between frames (`filler`), or not to be told yet (`more`).
 */
export type Head = number | 'no' | 'broken' | 'filler' | 'more';

export interface FrameLayout<F> {
  /** Every byte a frame or filler may start with. */
  readonly starts: readonly number[];
  /**
   * `buffer` is never empty and its first byte is one of `starts`. `inStep`: a frame, or the begin of the input, lies
   * right before it. Must bound the length it asks for.
   */
  head(buffer: Uint8Array, inStep: boolean): Head;
  /** `wire`: as many bytes as `head` said; `at`: its offset in the input. null: the check byte or the text is wrong. */
  parse(wire: Uint8Array, at: number): F | null;
}

/** Why bytes were refused. `length`: the frame cannot be that long, or the input ended within it. */
export interface FrameError {
  readonly error: 'checksum' | 'length';
  /** Offset of the check byte, of the byte that breaks the length, or of the end of the input. */
  readonly errorAtByte: number;
}

export interface CheckedDiscards extends Discards {
  readonly checksumErrors: number;
  /** The first one since the decoder was made. */
  readonly first: FrameError | null;
}

export interface CheckedDecoder<F> extends FrameDecoder<F> {
  readonly discarded: CheckedDiscards;
}

/**
 * Resynchronises by one byte: whatever is wrong with a frame, the search goes on right behind its first byte, so a
 * true frame inside or behind a false one is found.
 */
export function createCheckedDecoder<F>(layout: FrameLayout<F>): CheckedDecoder<F> {
  const isStart = new Uint8Array(256);
  for (const byte of layout.starts) isStart[byte] = 1;
  let consumed = 0;
  let fillers = 0;
  let checksumErrors = 0;
  let first: FrameError | null = null;
  let inStep = true;
  let inputOver = false;

  function dropOne(error: FrameError['error'], at: number): Step<F> {
    first ??= { error, errorAtByte: consumed + at };
    return { kind: 'drop', length: 1, frames: 1 };
  }

  function look(buffer: Uint8Array): Step<F> {
    if (isStart[buffer[0] ?? 0] !== 1) {
      const start = buffer.findIndex((byte) => isStart[byte] === 1);
      return { kind: 'drop', length: start < 0 ? buffer.length : start, frames: 0 };
    }
    const head = layout.head(buffer, inStep);
    if (head === 'no') return { kind: 'drop', length: 1, frames: 0 };
    if (head === 'broken') return dropOne('length', 1);
    if (head === 'filler') {
      fillers += 1;
      return { kind: 'drop', length: 1, frames: 0 };
    }
    if (head === 'more' || head > buffer.length) {
      return inputOver ? dropOne('length', buffer.length) : { kind: 'more' };
    }
    const frame = layout.parse(buffer.subarray(0, head), consumed);
    if (frame !== null) return { kind: 'take', length: head, frame };
    checksumErrors += 1;
    return dropOne('checksum', head - 1);
  }

  const decoder = createFrameDecoder<F>((buffer) => {
    const step = look(buffer);
    if (step.kind === 'more') return step;
    consumed += step.length;
    inStep = step.kind === 'take';
    return step;
  });

  return {
    push: decoder.push,
    settle: decoder.settle,
    finish() {
      inputOver = true;
      const found = decoder.finish();
      inputOver = false;
      return found;
    },
    get discarded() {
      const { bytes, frames } = decoder.discarded;
      return { bytes: bytes - fillers, frames, checksumErrors, first };
    },
    reset: decoder.reset,
  };
}
