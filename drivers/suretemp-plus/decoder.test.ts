import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { itHoldsItsStream } from '../testing/decoder-properties.ts';
import { CODE } from './commands.ts';
import { createSuretempDecoder } from './decoder.ts';
import { LONGEST_FRAME, pack, TYPE } from './wire.ts';

const code = fc.constantFrom(...Object.values(CODE));
const type = fc.constantFrom(TYPE.goodReply, TYPE.command, 0x03);
const short = fc.tuple(code, type, fc.uint8Array({ maxLength: 64 }));
const record = fc.tuple(
  fc.constant(CODE.temperature),
  fc.constant(TYPE.goodReply),
  fc.oneof(fc.uint8Array({ minLength: 19, maxLength: 19 }), fc.uint8Array({ minLength: 33, maxLength: 33 })),
);
const frame = fc.oneof(short, record).map(([command, kind, data]) => pack(command, kind, [...data]));

describe('suretemp decoder', () => {
  itHoldsItsStream({
    create: createSuretempDecoder,
    frame,
    starts: [0x03, 0x02, 0x10],
    longest: LONGEST_FRAME,
    seed: 41,
  });

  it('does not wait for a frame of 16 KB: a size that cannot be is a broken head', () => {
    const decoder = createSuretempDecoder();
    const reply = pack(CODE.asynchronous, TYPE.goodReply, []);
    expect(
      decoder.push(Uint8Array.of(3, 2, 16, 0x94, 0x1c, 2, 0, 64, ...reply)).map(({ raw }) => raw),
    ).toEqual([reply]);
    expect(decoder.discarded).toMatchObject({ bytes: 8, frames: 1, checksumErrors: 0 });
  });
});
