import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sum8 } from '../parts/checksums.ts';
import { itHoldsItsStream } from '../testing/decoder-properties.ts';
import { createNibp2020Decoder } from './decoder.ts';
import { DELIMITERS, LONGEST_FRAME, textSum } from './wire.ts';

const three = fc.integer({ min: 0, max: 998 }).map((n) => String(n).padStart(3, '0'));
const digit = fc.nat({ max: 9 });
const cuff = fc.tuple(three, digit, digit).map(([mmHg, caution, status]) => `${mmHg}C${caution}S${status}`);
const status = fc.tuple(digit, three, three, three).map(([state, a, b, c]) => {
  const body = `S${state};A0;C00;M00;P${a}${b}${c};R060;T    ;;`;
  return body + textSum(body);
});
const free = fc.string({ unit: fc.constantFrom(...'AU9 .:-'), maxLength: 80 });
const message = fc
  .tuple(fc.oneof(cuff, status, free, fc.constant('999')), fc.constantFrom(...Object.values(DELIMITERS)))
  .map(([text, [start, end]]) => Uint8Array.of(start, ...Buffer.from(text, 'latin1'), end));
const spo2 = fc.uint8Array({ minLength: 5, maxLength: 5 }).map((data) => {
  const summed = [0x07, ...data];
  return Uint8Array.of(0x55, 0xaa, ...summed, sum8(summed));
});

const bytes = (text: string) => Uint8Array.from(Buffer.from(text, 'latin1'));

describe('nibp2020 decoder', () => {
  itHoldsItsStream({
    create: () => createNibp2020Decoder(),
    frame: fc.oneof({ weight: 2, arbitrary: message }, { weight: 1, arbitrary: spo2 }),
    starts: [0x02, 0xfd, 0x55],
    longest: LONGEST_FRAME,
    fillers: [0x0d],
    seed: 31,
  });

  it('hands a message on with its end byte; the CR that comes later is no noise', () => {
    const decoder = createNibp2020Decoder();
    expect(decoder.push(bytes('\x02999\x03'))).toHaveLength(1);
    expect(decoder.push(bytes('\r'))).toEqual([]);
    expect(decoder.finish()).toEqual([]);
    expect(decoder.discarded).toMatchObject({ bytes: 0, frames: 0 });
  });

  it('finds a binary packet behind a text that lost its end', () => {
    const decoder = createNibp2020Decoder();
    const packet = Uint8Array.of(0x55, 0xaa, 0x07, 1, 0, 0x61, 0x48, 0x7f, 0x30);
    const frames = decoder.push(Uint8Array.from([...bytes('\xfd035C0'), ...packet]));
    expect(frames.map(({ frame }) => frame)).toMatchObject([{ type: 'spo2', spo2: 97, pulseRate: 72 }]);
    expect(decoder.discarded).toMatchObject({ bytes: 6, frames: 1 });
  });

  it('gives up on a text that never ends', () => {
    const decoder = createNibp2020Decoder();
    decoder.push(bytes(`\x02${'A'.repeat(200)}\x02999\x03`));
    expect(decoder.discarded).toMatchObject({ bytes: 201, frames: 1 });
  });
});
