import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { itHoldsItsStream } from '../testing/decoder-properties.ts';
import { createContecDecoder } from './decoder.ts';
import { PACKAGE, pack, packageLength, unpack } from './wire.ts';

const TYPES = Object.values(PACKAGE);
const packageBytes = fc
  .tuple(fc.constantFrom(...TYPES), fc.uint8Array({ minLength: 7, maxLength: 7 }))
  .map(([type, data]) => pack(type, [...data].slice(0, (packageLength(type) ?? 2) - 2)));

describe('contec decoder', () => {
  itHoldsItsStream({
    create: createContecDecoder,
    frame: packageBytes,
    starts: [PACKAGE.realtime, PACKAGE.free, PACKAGE.hostCommand],
    longest: 9,
    seed: 1,
  });

  it('rebuilds any data byte', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 7, maxLength: 7 }), (data) => {
        expect(unpack(pack(PACKAGE.realtime, [...data]))).toEqual([...data]);
      }),
      { seed: 1 },
    );
  });

  it('hands out a whole package at once when the line is quiet, but not half of one', () => {
    const decoder = createContecDecoder();
    expect(decoder.push(Uint8Array.of(0x0d, 0x80))).toEqual([]);
    expect(decoder.settle()).toEqual([]);
    expect(decoder.push(Uint8Array.of(0x81))).toEqual([]);
    expect(decoder.settle().map(({ frame }) => frame)).toEqual([{ type: 'disconnect', reason: 1 }]);
    expect(decoder.discarded).toEqual({ bytes: 0, frames: 0 });
  });
});
