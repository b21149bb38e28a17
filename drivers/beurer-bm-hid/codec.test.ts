import { describe, expect, it } from 'vitest';
import { itTakesAnyInput } from '../testing/any-input.ts';
import { codecBytes, describePublicVectors, encodedHex } from '../testing/public-vectors.ts';
import { beurerCodec } from './codec.ts';
import { parseReply } from './replies.ts';

const record = { type: 'record', user: 1, irregular: false, movement: false } as const;

/** Computed by hand: pressure - 25, month, day (+ 128 = user 2), hour, minute, year - 2000 (+ 128 = irregular). */
const records: readonly (readonly [string, object])[] = [
  ['5f37480b150e1e1a', { ...record, sys: 120, dia: 80, pulseRate: 72, time: '2026-11-21T14:30' }],
  // Systolic 194 is A9 as first byte: a record all the same.
  ['a96e5a0b950e1e1a', { ...record, sys: 194, dia: 135, pulseRate: 90, user: 2, time: '2026-11-21T14:30' }],
  [
    '73415d8c1f173b99',
    {
      ...record,
      sys: 140,
      dia: 90,
      pulseRate: 93,
      irregular: true,
      movement: true,
      time: '2025-12-31T23:59',
    },
  ],
  ['ffffb4021d000018', { ...record, sys: 280, dia: 280, pulseRate: 180, time: '2024-02-29T00:00' }],
];

const sent = [
  [{ command: 'hello' }, 'aaf4f4f4f4f4f4f4', 'aa'],
  [{ command: 'count' }, 'a2f4f4f4f4f4f4f4', 'a2'],
  [{ command: 'record', index: 200 }, 'a3c8f4f4f4f4f4f4', 'a3c8'],
  [{ command: 'identifier', part: 1 }, 'a4f4f4f4f4f4f4f4', 'a4'],
  [{ command: 'identifier', part: 4 }, 'a7f4f4f4f4f4f4f4', 'a7'],
  [{ command: 'end1' }, 'f7f4f4f4f4f4f4f4', 'f7'],
  [{ command: 'end2' }, 'f6f4f4f4f4f4f4f4', 'f6'],
] as const;

describe('beurer-bm-hid codec', () => {
  it.each(records)('record %s in either build', (hex, expected) => {
    expect(beurerCodec.decode(codecBytes(hex))).toEqual({
      frames: [expected],
      discardedBytes: 0,
      discardedFrames: 0,
    });
    expect(beurerCodec.decode(codecBytes(`ac${hex}`)).frames).toEqual([{ ...expected, transport: 'serial' }]);
    expect(parseReply(codecBytes(hex), { asked: 'record', index: 3, count: 3 })).toEqual(expected);
  });

  it.each([
    ['00f4f4f4f4f4f4f4', { type: 'count', records: 0 }],
    ['f4f4f4f4f4f4f4f4', { type: 'count', records: 244 }],
    ['424d3538f4f4f4f4', { type: 'text', text: 'BM58' }],
    ['416e646f6e204d44', { type: 'text', text: 'Andon MD' }],
    ['55', { type: 'hello', ok: true }],
    ['a9', { type: 'noRecord' }],
    ['07', { type: 'count', records: 7 }],
  ])('%s', (hex, expected) => {
    expect(beurerCodec.decode(codecBytes(hex))).toMatchObject({ frames: [expected], discardedBytes: 0 });
  });

  it('knows by the question, not by the bytes', () => {
    const answer = (hex: string, question: Parameters<typeof parseReply>[1]) =>
      parseReply(codecBytes(hex), question);
    expect(answer('55f4f4f4f4f4f4f4', { asked: 'count' })).toEqual({ type: 'count', records: 85 });
    expect(answer('00f4f4f4f4f4f4f4', { asked: 'hello' })).toEqual({ type: 'hello', ok: false });
    expect(answer('a9f4f4f4f4f4f4f4', { asked: 'record', index: 4, count: 3 })).toEqual({ type: 'noRecord' });
    // Within the count A9 must be a systolic pressure, and this is no moment.
    expect(answer('a9f4f4f4f4f4f4f4', { asked: 'record', index: 3, count: 3 })).toEqual({ type: 'undated' });
    expect(answer('5f37480b150e1e1a', { asked: 'record', index: 4, count: 3 })).toBeNull();
    expect(answer('55f4f4f4', { asked: 'hello' })).toBeNull();
    expect(answer('5f37480b150e1e1a', { asked: 'identifier' })).toBeNull();
  });

  it.each([
    ['month 13', '5f37480d150e1e1a'],
    ['30 February', '5f3748021e0e1e1a'],
    ['24 hours', '5f37480b15181e1a'],
    ['60 minutes', '5f37480b150e3c1a'],
  ])('%s: discarded, the report behind is read', (_name, hex) => {
    expect(beurerCodec.decode(codecBytes(`${hex} 5f37480b150e1e1a`))).toMatchObject({
      frames: [{ sys: 120 }],
      discardedBytes: 8,
      discardedFrames: 1,
    });
  });

  it('finds serial records between noise', () => {
    const decoded = beurerCodec.decode(codecBytes('0102 ac5f37480b150e1e1a ac00 ac5f37480b150e1e1a'));
    expect(decoded).toMatchObject({ frames: [{ sys: 120 }, { sys: 120 }], discardedBytes: 4 });
  });

  it.each(sent)('%j', (command, hid, serial) => {
    expect(encodedHex(beurerCodec.encode(command))).toBe(hid);
    expect(encodedHex(beurerCodec.encode({ ...command, transport: 'serial' }))).toBe(serial);
  });

  it.each([
    { command: 'record' },
    { command: 'record', index: 0 },
    { command: 'record', index: 256 },
    { command: 'identifier', part: 5 },
    { command: 'start' },
    null,
  ])('refuses to encode %j', (command) => expect(beurerCodec.encode(command)).toHaveProperty('error'));

  itTakesAnyInput((bytes) => beurerCodec.decode(bytes), 1, 5000);
});

describePublicVectors('beurer-bm-hid', beurerCodec);
