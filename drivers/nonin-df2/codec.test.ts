import { describe, expect, it } from 'vitest';
import { codecBytes, describePublicVectors, encodedHex } from '../testing/public-vectors.ts';
import { noninCodec } from './codec.ts';
import { packPacket } from './pack.ts';

const quiet = { sensorDisconnected: false, artifact: false, outOfTrack: false, sensorAlarm: false };
const frame = { type: 'frame', frame: true, format: 2, sync: false, perfusion: null, pleth: 0, value: 0 };

/** Computed by hand from the protocol: [wire, what it says]. Check = sum of the first four mod 256. */
const received: readonly (readonly [string, object])[] = [
  // 01+85+7f+02 = 107
  ['01857f02 07', { ...frame, ...quiet, sync: true, perfusion: 'red', pleth: 127, value: 2 }],
  // 01+f8+00+00 = f9: all four flags, no sync.
  [
    '01f80000 f9',
    { ...frame, sensorDisconnected: true, artifact: true, outOfTrack: true, sensorAlarm: true },
  ],
  ['01900003 94', { ...frame, ...quiet, outOfTrack: true, value: 3 }],
  // Format 7: 81+12+34+61 = 128; wave 1234.
  ['81123461 28', { ...frame, ...quiet, format: 7, sync: true, pleth: 0x1234, value: 0x61 }],
  // Format 8: pulse 1<<7 | 48 = 200, SpO2 97; marginal perfusion; battery low.
  [
    '89486101',
    {
      type: 'reading',
      format: 8,
      pulseRate: 200,
      spo2: 97,
      outOfTrack: false,
      lowPerfusion: false,
      marginalPerfusion: true,
      artifact: false,
      smartPoint: false,
      sensorAlarm: false,
      lowBattery: true,
    },
  ],
  [
    'b77f7f28',
    {
      type: 'reading',
      format: 8,
      pulseRate: null,
      spo2: null,
      outOfTrack: true,
      lowPerfusion: true,
      marginalPerfusion: false,
      artifact: true,
      smartPoint: true,
      sensorAlarm: true,
      lowBattery: false,
    },
  ],
  ['06', { type: 'reply', accepted: true }],
  ['15', { type: 'reply', accepted: false }],
];

/** By frame number. Pulse: two bits high, seven low. */
const busy: Readonly<Record<number, number>> = {
  1: 1,
  2: 0x0e, // 142
  3: 97,
  4: 0x31,
  8: 0x21,
  9: 96,
  10: 95,
  11: 94,
  14: 1,
  15: 0x0f, // 143
  16: 93,
  17: 92,
  20: 2,
  21: 0x10, // 272
  22: 0,
  23: 0x7f, // 127
};

describe('frames computed from the protocol', () => {
  it.each(received)('%s', (hex, expected) => {
    const decoded = noninCodec.decode(codecBytes(hex));
    expect(decoded.frames).toEqual([expected]);
    expect(decoded).toMatchObject({ discardedBytes: 0, discardedFrames: 0 });
  });
});

describe('packets', () => {
  it.each([2, 7] as const)('format %i: each number from its own frame', (format) => {
    expect(noninCodec.decode(packPacket(format, busy, 0x84)).frames).toEqual([
      {
        type: 'packet',
        format,
        frames: 25,
        pulseRate: 142,
        pulseRateExt: 143,
        pulseRateDisplay: 272,
        pulseRateExtDisplay: 127,
        spo2: 97,
        spo2Display: 96,
        spo2Fast: 95,
        spo2BeatToBeat: 94,
        spo2Ext: 93,
        spo2ExtDisplay: 92,
        firmwareRevision: 0x31,
        perfusion: 'red',
        ...quiet,
        smartPoint: true,
        lowBattery: true,
      },
    ]);
  });

  it('the flags are those of any frame, the perfusion the last one told', () => {
    const bytes = packPacket(2, busy, 0x82);
    // Frame 5: artefact and yellow (a6); frame 6: alarm (88).
    bytes.set([0x01, 0xa6, 0, 0, 0xa7, 0x01, 0x88, 0, 0, 0x89], 20);
    for (let at = 30; at < 125; at += 5) bytes.set([0x80, 0, 0, 0x81], at + 1);
    expect(noninCodec.decode(bytes).frames).toMatchObject([
      { perfusion: 'yellow', artifact: true, sensorAlarm: true, outOfTrack: false },
    ]);
  });

  it('two packets and a stray frame: packets stand for their frames', () => {
    const one = packPacket(2, busy);
    const decoded = noninCodec.decode(Uint8Array.from([...one, 0x15, ...one, 0x01, 0x80, 0, 0, 0x81]));
    expect(decoded.frames).toMatchObject([
      { type: 'packet' },
      { type: 'reply' },
      { type: 'packet' },
      { type: 'frame' },
    ]);
    expect(decoded.about).toEqual({ frames: 51, packets: 2, error: 'frameLoss', errorAtByte: 251 });
  });
});

const sent: readonly (readonly [object, string])[] = [
  [{ command: 'setDataFormat', format: 7 }, '027002020703'],
  [{ command: 'setDataFormat', format: 13 }, '027002020d03'],
  // 70+04+02+08+21 = 9f
  [{ command: 'setDataFormat', format: 8, options: 0x21 }, '0270040208219f03'],
  [{ command: 'getTime' }, '02720003'],
];

describe('commands computed from the protocol', () => {
  it.each(sent)('%j', (command, hex) => {
    expect(encodedHex(noninCodec.encode(command))).toBe(hex);
  });

  it.each([
    { command: 'setDataFormat' },
    { command: 'setDataFormat', format: 1 },
    { command: 'setDataFormat', format: 2, options: 256 },
    { command: 'start' },
  ])('%j is refused', (command) => {
    expect(noninCodec.encode(command)).toHaveProperty('error');
  });
});

describePublicVectors('nonin-df2', noninCodec);
