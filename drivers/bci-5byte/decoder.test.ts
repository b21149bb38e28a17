import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { itHoldsItsStream } from '../testing/decoder-properties.ts';
import { codecBytes } from '../testing/public-vectors.ts';
import { createBciDecoder, createBciDownloadDecoder } from './decoder.ts';

const seven = fc.nat({ max: 0x7f });
const high = fc.integer({ min: 0x80, max: 0xff });
const liveBytes = fc.tuple(high, seven, seven, seven, seven).map((bytes) => Uint8Array.from(bytes));

describe('live decoder', () => {
  itHoldsItsStream({
    create: () => createBciDecoder('berry'),
    frame: liveBytes,
    starts: [0x80, 0x90],
    longest: 5,
    seed: 100,
  });

  it('hands out the frame a quiet line ends with, but not half of one', () => {
    const decoder = createBciDecoder('contec');
    expect(decoder.push(codecBytes('85300748'))).toEqual([]);
    expect(decoder.settle()).toEqual([]);
    expect(decoder.push(codecBytes('62'))).toEqual([]);
    expect(decoder.settle()).toHaveLength(1);
    expect(decoder.discarded).toEqual({ bytes: 0, frames: 0 });
  });

  it('never takes a stored sample out of damaged live frames', () => {
    const decoder = createBciDecoder('contec');
    decoder.push(codecBytes('f0 c8620748 62'));
    expect(decoder.finish()).toHaveLength(1);
  });
});

const sample = fc.tuple(fc.constantFrom(0xf0, 0xf1), high, seven).map((bytes) => Uint8Array.from(bytes));

describe('download decoder', () => {
  itHoldsItsStream({
    create: createBciDownloadDecoder,
    frame: sample,
    starts: [0xf0, 0xf2, 0x80],
    longest: 11,
    seed: 200,
  });

  it('finds live frames, the header and the samples behind it', () => {
    const decoder = createBciDownloadDecoder();
    // (1<<14 | 2<<7 | 43) + 1 = 16684 bytes.
    const text = '8530074862 f28000f28000f28000 81822b f0c862 f18e60';
    const framed = [...decoder.push(codecBytes(text)), ...decoder.finish()];
    expect(framed.map(({ frame }) => frame)).toMatchObject([
      { type: 'live', pulseRate: 72 },
      { type: 'downloadHeader', bytes: 16_684 },
      { type: 'recorded', pulseRate: 72, spo2: 98 },
      { type: 'recorded', pulseRate: 142, spo2: 96 },
    ]);
    expect(decoder.discarded).toEqual({ bytes: 0, frames: 0 });
  });

  it('a header without its length is dropped', () => {
    const decoder = createBciDownloadDecoder();
    const framed = [...decoder.push(codecBytes('f28000f28000f28000 8530074862')), ...decoder.finish()];
    expect(framed.map(({ frame }) => frame.type)).toEqual(['live']);
    expect(decoder.discarded).toEqual({ bytes: 9, frames: 1 });
  });
});
