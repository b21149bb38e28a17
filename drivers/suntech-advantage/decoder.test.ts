import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { itHoldsItsStream } from '../testing/decoder-properties.ts';
import { createSuntechDecoder } from './decoder.ts';
import { LENGTH, packModule } from './wire.ts';

const packet = fc
  .constantFrom(...Object.values(LENGTH))
  .chain((length) => fc.uint8Array({ minLength: length - 3, maxLength: length - 3 }))
  .map((data) => packModule([...data]));

describe('suntech decoder', () => {
  itHoldsItsStream({ create: createSuntechDecoder, frame: packet, starts: [0x3e, 4], longest: 67, seed: 21 });

  it('does not take a start byte in front of an impossible length for a packet', () => {
    const decoder = createSuntechDecoder();
    const done = packModule([0x4b]);
    expect(decoder.push(Uint8Array.of(0x3e, 0x3e, 0x08, ...done)).map(({ raw }) => raw)).toEqual([done]);
    expect(decoder.discarded).toEqual({
      bytes: 3,
      frames: 2,
      checksumErrors: 0,
      first: { error: 'length', errorAtByte: 1 },
    });
  });

  it('hands a packet on with its last byte', () => {
    const decoder = createSuntechDecoder();
    const done = packModule([0x4b]);
    expect(decoder.push(done.subarray(0, 3))).toEqual([]);
    expect(decoder.push(done.subarray(3)).map(({ frame }) => frame)).toEqual([{ type: 'ack', code: 'K' }]);
  });
});
