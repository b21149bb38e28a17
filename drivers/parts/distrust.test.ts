import { describe, expect, it } from 'vitest';
import { distrustAfterNoise } from './distrust.ts';
import { createFrameDecoder } from './frames.ts';

/** Frames are the byte 1, everything else is noise. */
const create = () =>
  distrustAfterNoise(
    createFrameDecoder<number>((buffer) =>
      buffer[0] === 1 ? { kind: 'take', length: 1, frame: 1 } : { kind: 'drop', length: 1, frames: 0 },
    ),
    { noiseBytes: 3, frames: 2 },
  );

const count = (decoder: ReturnType<typeof create>, ...bytes: number[]) =>
  bytes.map((byte) => decoder.push(Uint8Array.of(byte)).length);

describe('distrust after noise', () => {
  it('believes a clean stream, and one with a little noise', () => {
    expect(count(create(), 1, 1, 0, 0, 1, 0, 0, 1)).toEqual([1, 1, 0, 0, 1, 0, 0, 1]);
  });

  it('believes nothing right behind noise, and counts it as discarded', () => {
    const decoder = create();
    expect(count(decoder, 1, 0, 0, 0, 1, 1, 1, 1)).toEqual([1, 0, 0, 0, 0, 0, 1, 1]);
    expect(decoder.discarded).toEqual({ bytes: 5, frames: 2 });
  });

  it('noise in which frames come up by chance is never believed', () => {
    expect(count(create(), 0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0, 1)).toEqual(new Array(12).fill(0));
  });
});
