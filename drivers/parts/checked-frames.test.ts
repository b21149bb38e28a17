import { describe, expect, it } from 'vitest';
import { createCheckedDecoder, type FrameLayout } from './checked-frames.ts';

/** A toy: 53, length of the data (at most 4), data, xor of the data. 2E means nothing. */
const toy: FrameLayout<string> = {
  starts: [0x53, 0x2e],
  head(buffer) {
    if (buffer[0] === 0x2e) return 'filler';
    const [, size] = buffer;
    if (size === undefined) return 'more';
    return size > 4 ? 'broken' : size + 3;
  },
  parse(wire, at) {
    const data = wire.subarray(2, -1);
    return data.reduce((all, byte) => all ^ byte, 0) === wire.at(-1) ? `${at}:${data.join()}` : null;
  },
};
const whole = [0x53, 2, 7, 8, 15];

function decode(...bytes: readonly number[]) {
  const decoder = createCheckedDecoder(toy);
  const found = [...decoder.push(Uint8Array.from(bytes)), ...decoder.finish()];
  return { said: found.map(({ frame }) => frame), ...decoder.discarded };
}

describe('checked decoder', () => {
  it('tells each frame where it lay', () => {
    expect(decode(...whole, ...whole).said).toEqual(['0:7,8', '5:7,8']);
  });

  it('counts noise as bytes, and fillers as nothing', () => {
    expect(decode(1, 2, 0x2e, ...whole, 0x2e)).toEqual({
      said: ['3:7,8'],
      bytes: 2,
      frames: 0,
      checksumErrors: 0,
      first: null,
    });
  });

  it('goes on one byte behind a false start', () => {
    expect(decode(0x53, 4, ...whole)).toMatchObject({
      said: ['2:7,8'],
      bytes: 2,
      checksumErrors: 1,
      first: { error: 'checksum', errorAtByte: 6 },
    });
  });

  it('finds the frames a cut one at the end of the input was holding back', () => {
    expect(decode(0x53, 4, 0x53, 0, 0)).toMatchObject({
      said: ['2:'],
      bytes: 2,
      checksumErrors: 0,
      first: { error: 'length', errorAtByte: 5 },
    });
  });

  it('keeps the first error only', () => {
    expect(decode(0x53, 9, 0x53, 0, 1, ...whole)).toMatchObject({
      said: ['5:7,8'],
      checksumErrors: 1,
      first: { error: 'length', errorAtByte: 1 },
    });
  });

  it('says whether a frame lies right before', () => {
    const steps: boolean[] = [];
    const decoder = createCheckedDecoder<string>({
      starts: toy.starts,
      head(buffer, inStep) {
        steps.push(inStep);
        return toy.head(buffer, inStep);
      },
      parse: toy.parse,
    });
    decoder.push(Uint8Array.from([...whole, ...whole, 0, ...whole]));
    expect(steps).toEqual([true, true, false]);
  });

  it('forgets what is pending on reset, and keeps its totals', () => {
    const decoder = createCheckedDecoder(toy);
    decoder.push(Uint8Array.of(1, 0x53, 2, 7));
    decoder.reset();
    expect(decoder.push(Uint8Array.from(whole))).toHaveLength(1);
    expect(decoder.discarded.bytes).toBe(1);
  });
});
