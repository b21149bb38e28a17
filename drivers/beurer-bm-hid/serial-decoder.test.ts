import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { itHoldsItsStream } from '../testing/decoder-properties.ts';
import { codecBytes } from '../testing/public-vectors.ts';
import type { BeurerQuestion } from './replies.ts';
import { createBeurerSerialDecoder, createSerialRecordDecoder } from './serial-decoder.ts';

/** Without a second AC inside: there is no checksum, and a marker in a torn record may pass for the start of one. */
const value = fc.nat({ max: 0xab });
const recordBytes = fc
  .tuple(value, value, value, fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 28 }))
  .chain((head) =>
    fc
      .tuple(fc.nat({ max: 23 }), fc.nat({ max: 59 }), fc.nat({ max: 99 }))
      .map((tail) => Uint8Array.of(0xac, ...head, ...tail)),
  );

describe('serial records', () => {
  itHoldsItsStream({
    create: createSerialRecordDecoder,
    frame: recordBytes,
    starts: [0xac],
    longest: 9,
    seed: 1,
  });
});

describe('serial answers', () => {
  const TEXT = Buffer.from('Andon Blood Pressure Meter KD001'.padEnd(32));

  it.each<[string, BeurerQuestion, string, object]>([
    ['hello', { asked: 'hello' }, '0055', { type: 'hello', ok: true }],
    ['count', { asked: 'count' }, 'ac', { type: 'count', records: 172 }],
    ['no record', { asked: 'record', index: 9, count: 8 }, 'a9', { type: 'noRecord' }],
    [
      'record',
      { asked: 'record', index: 1, count: 8 },
      '00ac5f37480b150e1e1a',
      { sys: 120, transport: 'serial' },
    ],
    [
      'record without a moment',
      { asked: 'record', index: 1, count: 8 },
      'ac5f37480d150e1e1a',
      { type: 'undated' },
    ],
    [
      'identifier',
      { asked: 'identifier' },
      TEXT.toString('hex'),
      { text: 'Andon Blood Pressure Meter KD001' },
    ],
  ])('%s, byte by byte, once', (_name, question, hex, expected) => {
    const decoder = createBeurerSerialDecoder();
    decoder.push(codecBytes('5555'));
    expect(decoder.discarded.bytes).toBe(2);
    decoder.ask(question);
    const framed = [...codecBytes(hex)].flatMap((byte) => decoder.push(Uint8Array.of(byte)));
    framed.push(...decoder.settle(), ...decoder.push(codecBytes(hex)), ...decoder.settle());
    expect(framed.map(({ frame }) => frame)).toMatchObject([expected]);
  });

  it('a late rest of one answer is not taken for the next', () => {
    const decoder = createBeurerSerialDecoder();
    decoder.ask({ asked: 'record', index: 1, count: 2 });
    decoder.push(codecBytes('ac5f3748'));
    decoder.ask({ asked: 'record', index: 2, count: 2 });
    const framed = [...decoder.push(codecBytes('0b150e1e1a ac73415d0c1f173b19')), ...decoder.settle()];
    expect(framed.map(({ frame }) => frame)).toMatchObject([{ sys: 140 }]);
    expect(decoder.discarded).toEqual({ bytes: 9, frames: 1 });
  });

  it('a stray marker in front does not shift the numbers', () => {
    const decoder = createBeurerSerialDecoder();
    decoder.ask({ asked: 'record', index: 1, count: 2 });
    const framed = [...decoder.push(codecBytes('ac ac5f37480b150e1e1a')), ...decoder.settle()];
    expect(framed.map(({ frame }) => frame)).toMatchObject([{ sys: 120, dia: 80 }]);
  });
});
