import { describe, expect, it } from 'vitest';
import { distrustAfterNoise } from './distrust.ts';
import { createFrameDecoder } from './frames.ts';

/** Frames are all bytes but 0, which is noise. */
const create = (counts?: (frame: number) => boolean) =>
  distrustAfterNoise(
    createFrameDecoder<number>(([byte = 0]) =>
      byte > 0 ? { kind: 'take', length: 1, frame: byte } : { kind: 'drop', length: 1, frames: 0 },
    ),
    { noiseBytes: 3, frames: 2, ...(counts && { counts }) },
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

  it('frames that come up by chance win no trust back, and end no noise', () => {
    const long = (frame: number) => frame === 1;
    expect(count(create(long), 0, 0, 0, 2, 2, 2, 1, 2, 1, 2, 1)).toEqual([0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 1]);
    expect(count(create(long), 0, 0, 2, 0, 1, 1, 1)).toEqual([0, 0, 1, 0, 0, 0, 1]);
  });
});
