import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { itHoldsItsStream } from '../testing/decoder-properties.ts';
import { createBerryDecoder } from './decoder.ts';
import { pack } from './wire.ts';

const packet = fc
  .tuple(
    fc.constantFrom(0x01, 0x02, 0x03, 0x04, 0x05, 0x30, 0xfe, 0xff, 0x7a),
    fc.uint8Array({ maxLength: 17 }),
  )
  .map(([type, data]) => pack([type, ...data]));

describe('berry decoder', () => {
  itHoldsItsStream({
    create: createBerryDecoder,
    frame: packet,
    starts: [0x55, 0xaa],
    longest: 22,
    seed: 11,
  });

  it('ends a packet at its SUM, not one byte later', () => {
    const beat = pack([0x30]);
    const decoder = createBerryDecoder();
    const stream = Uint8Array.from(Buffer.concat([beat, beat, beat]));
    expect(decoder.push(stream).map(({ raw }) => raw)).toEqual([beat, beat, beat]);
  });

  it('hands a packet on with its last byte, without a successor', () => {
    const decoder = createBerryDecoder();
    const finger = pack([0x04, 0, 98, 75]);
    expect(decoder.push(finger.subarray(0, -1))).toEqual([]);
    expect(decoder.push(finger.subarray(-1))).toHaveLength(1);
  });

  it('finds the packets inside a false head that claims to be long', () => {
    const decoder = createBerryDecoder();
    const beat = pack([0x30]);
    decoder.push(Uint8Array.of(0x55, 0xaa, 20));
    decoder.push(beat);
    expect(decoder.finish().map(({ raw }) => raw)).toEqual([beat]);
    expect(decoder.discarded).toMatchObject({ bytes: 3, frames: 1, checksumErrors: 0 });
  });
});
