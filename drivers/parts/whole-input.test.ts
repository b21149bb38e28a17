import { describe, expect, it } from 'vitest';
import { createFrameDecoder } from './frames.ts';
import { decodeReports, decodeStream } from './whole-input.ts';

describe('decodeReports', () => {
  const parse = ([id = 0, value = 0]: Uint8Array) => (id === 1 ? { value } : null);

  it('lets a bad report cost only itself', () => {
    expect(decodeReports(Uint8Array.of(1, 5, 9, 9, 1, 6), 2, parse)).toEqual({
      frames: [{ value: 5 }, { value: 6 }],
      discardedBytes: 2,
      discardedFrames: 1,
    });
  });

  it('never shows half a report to the parser', () => {
    expect(decodeReports(Uint8Array.of(1, 5, 1), 2, parse)).toEqual({
      frames: [{ value: 5 }],
      discardedBytes: 1,
      discardedFrames: 1,
    });
  });

  it('nothing in, nothing out', () => {
    const nothing = { frames: [], discardedBytes: 0, discardedFrames: 0 };
    expect(decodeReports(new Uint8Array(0), 2, parse)).toEqual(nothing);
  });
});

describe('decodeStream', () => {
  it('takes the frame that only the end of the input completes, and counts the rest', () => {
    const decoder = createFrameDecoder<{ length: number }>((buffer, quiet) => {
      if (buffer[0] !== 1) return { kind: 'drop', length: 1, frames: 0 };
      return quiet
        ? { kind: 'take', length: buffer.length, frame: { length: buffer.length } }
        : { kind: 'more' };
    });
    expect(decodeStream(decoder, Uint8Array.of(0, 0, 1, 7))).toEqual({
      frames: [{ length: 2 }],
      discardedBytes: 2,
      discardedFrames: 0,
    });
  });
});
