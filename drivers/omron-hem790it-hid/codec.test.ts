import { describe, expect, it } from 'vitest';
import { parseReportLog } from '../parts/report-log.ts';
import { itTakesAnyInput } from '../testing/any-input.ts';
import { codecBytes, describePublicVectors, encodedHex, sharedText } from '../testing/public-vectors.ts';
import { omronCodec } from './codec.ts';
import { encodeOmronRequest } from './commands.ts';

/** Last byte = exclusive or of all between "OK" and it, computed by hand. */
const replies: readonly (readonly [string, object])[] = [
  // 2026-11-21 14:30:05, 120/80, 72; second of an averaged series.
  [
    '4f4b00 1a0b150e1e05 0000 785048 00 20 51',
    { type: 'record', time: '2026-11-21T14:30:05', sys: 120, dia: 80, pulseRate: 72, series: 2 },
  ],
  // Month 0: intact, but no date.
  [
    '4f4b00 1a00150e1e05 0000 785048 00 00 7a',
    { type: 'record', time: null, sys: 120, dia: 80, pulseRate: 72, series: 0 },
  ],
  ['4f4b00 00 10 00 54 44', { type: 'count', records: 84 }],
  ['4f4b00 4d373930495420313030 20 5f', { type: 'version', text: 'M790IT 100' }],
  ['4f4b', { type: 'ok' }],
  ['4e4f', { type: 'no' }],
  ['4f46460d0a', { type: 'off' }],
  ['60000000000000', { type: 'busy' }],
  ['4f4b00010203', { type: 'other', data: '00010203' }],
];

const sent = [
  [{ command: 'version' }, '0556455230300000'],
  [{ command: 'end' }, '05454e44ffff7c00'],
  [{ command: 'record report 1 of 2', bank: 1, index: 66 }, '07474d4500010042'],
  // 1 xor 66 = 67
  [{ command: 'record report 2 of 2', bank: 1, index: 66 }, '0143000000000000'],
  [{ command: 'count report 1 of 2', bank: 1 }, '0747444300010000'],
  [{ command: 'count report 2 of 2', bank: 1 }, '0101000000000000'],
  [{ command: 'clear report 1 of 2' }, '0700000000000000'],
  [{ command: 'clear report 2 of 2' }, '0500000000000000'],
] as const;

describe('omron-hem790it-hid codec', () => {
  it.each(replies)('%s', (hex, expected) => {
    expect(omronCodec.decode(codecBytes(hex))).toEqual({
      frames: [expected],
      discardedBytes: 0,
      discardedFrames: 0,
      about: {},
    });
  });

  it('puts reports together, stale bytes left out', () => {
    const hex = '074f4b001a0b150e 071e050000785048 0300205178504800';
    expect(omronCodec.decode(codecBytes(hex)).frames).toMatchObject([
      { reports: true, reassembled: '4f4b001a0b150e1e05000078504800 2051'.replace(' ', ''), sys: 120 },
    ]);
  });

  it('cuts off a NO behind a record, in bytes and in reports', () => {
    const expected = [{ sys: 120 }, { type: 'no' }];
    expect(omronCodec.decode(codecBytes('4f4b001a0b150e1e050000785048002051 4e4f')).frames).toMatchObject(
      expected,
    );
    const reports = '074f4b001a0b150e 071e050000785048 050020514e4f0000';
    expect(omronCodec.decode(codecBytes(reports)).frames).toMatchObject(expected);
  });

  it.each([
    ['bytes', '4f4b001a0b150e1e050000785048002050', 17],
    ['reports', '074f4b001a0b150e 071e050000785048 0300205078504800', 17],
    ['a lost report', '074f4b001a0b150e 0300205178504800', 10],
  ])('%s with a wrong checksum: no number comes out', (_name, hex, discardedBytes) => {
    expect(omronCodec.decode(codecBytes(hex))).toEqual({
      frames: [],
      discardedBytes,
      discardedFrames: 1,
      about: { error: 'checksum' },
    });
  });

  it.each(sent)('%j', (command, hex) => expect(encodedHex(omronCodec.encode(command))).toBe(hex));

  it('cuts a request into its reports', () => {
    const hex = encodeOmronRequest({ request: 'record', bank: 0, index: 5 }).map((report) =>
      Buffer.from(report).toString('hex'),
    );
    expect(hex).toEqual(['07474d4500000005', '0105000000000000']);
    expect(encodeOmronRequest({ request: 'end' })).toHaveLength(1);
  });

  it.each([
    { command: 'record' },
    { command: 'record report 3 of 2', bank: 0, index: 0 },
    { command: 'record report 1 of 2', bank: 0 },
    { command: 'record report 1 of 2', bank: 0, index: 256 },
    { command: 'version', bank: 0 },
    { command: 'clear' },
    {},
    null,
  ])('refuses to encode %j', (command) => expect(omronCodec.encode(command)).toHaveProperty('error'));

  itTakesAnyInput((bytes) => omronCodec.decode(bytes), 1, 15_000);

  it.each(['4f4b', '4f4b01', '074f4b0101010101', '4f'])('takes 300 KB of %s in linear time', (hex) => {
    const bytes = codecBytes(hex.repeat(Math.floor(300_000 / (hex.length / 2))));
    const started = performance.now();
    omronCodec.decode(bytes);
    // Seconds on a busy machine; what is not linear takes minutes.
    expect(performance.now() - started).toBeLessThan(30_000);
  });
});

describePublicVectors('omron-hem790it-hid', omronCodec);

const recordings = [
  ['one-reading', { time: '2008-04-21T16:10:46', sys: 129, dia: 78, pulseRate: 77 }],
  ['clock-unset', { time: '2007-01-01T00:06:38', sys: 123, dia: 78, pulseRate: 87 }],
] as const;

describe.each(recordings)('recording of a real monitor: %s', (name, reading) => {
  const text = sharedText(`captures/omron-hem790it-${name}.txt`);
  it.skipIf(text === null)('decodes without error into its one record', () => {
    const log = parseReportLog(text ?? '');
    const reports = 'reports' in log ? log.reports : [];
    const { frames, ...discarded } = omronCodec.decode(Uint8Array.from(Buffer.concat(reports)));
    expect(discarded).toEqual({ discardedBytes: 0, discardedFrames: 0, about: {} });
    expect(frames.filter((frame) => 'type' in frame && frame.type === 'record')).toMatchObject([reading]);
    expect(frames).toContainEqual(expect.objectContaining({ type: 'version', text: 'M7080IT 207' }));
    expect(frames).toContainEqual(expect.objectContaining({ type: 'count', records: 1 }));
    expect(frames.at(-1)).toMatchObject({ type: 'off' });
  });
});
