import { describe, expect, it } from 'vitest';
import { codecBytes, describePublicVectors, encodedHex } from '../testing/public-vectors.ts';
import { suntechCodec } from './codec.ts';

const measured = {
  type: 'result',
  sys: 120,
  dia: 80,
  map: 93,
  pulseRate: 72,
  beats: 25,
  status: 1,
  error: 0,
};

/** Computed by hand from the protocol's tables: [wire, what it says]. CK brings the sum of all bytes to 0. */
const received: readonly (readonly [string, object])[] = [
  ['3e04 53 6b', { type: 'ack', code: 'S' }],
  ['3e04 44 7a', { type: 'ack', code: 'D' }],
  ['3e04 4e 70', { type: 'ack', code: 'N' }],
  ['3e04 51 6d', { type: 'unknown', data: [0x51] }],
  // 300 = 012c; -1 = none; -2 is the zero drifting.
  ['3e05 2c01 90', { type: 'cuff', mmHg: 300 }],
  ['3e05 ffff bf', { type: 'cuff', mmHg: null }],
  ['3e05 feff c0', { type: 'cuff', mmHg: -2 }],
  ['3e06 010203 b6', { type: 'calibration', data: [1, 2, 3] }],
  ['3e07 012c0100 8d', { type: 'cuffStream', mmHg: 300 }],
  ['3e07 01ffff00 bc', { type: 'cuffStream', mmHg: null }],
  ['3e07 02000000 b9', { type: 'unknown', data: [2, 0, 0, 0] }],
  ['3e18 78005000 1901 0000000000000000 4800 5d00 00 0000 23', measured],
  // Pressures above 255 and a pulse of 200.
  [
    '3e18 2c01d200 1901 0000000000000000 c800 f000 00 0000 d9',
    { ...measured, sys: 300, dia: 210, map: 240, pulseRate: 200 },
  ],
  // Error 2 (artefact): the numbers that came along mean nothing.
  [
    '3e18 78005000 1901 0000000000000000 4800 5d00 02 0000 21',
    { ...measured, sys: null, dia: null, map: null, pulseRate: null, error: 2 },
  ],
  ['3e19 03 78005000 1901 0000000000000000 4800 5d00 00 0000 1f', measured],
  ['3e19 04 78005000 1901 0000000000000000 4800 5d00 00 0000 1e', { type: 'unknown' }],
  [
    `3e43 53756e5465636820332e3100 00313233 ${'00'.repeat(48)} 7d`,
    { type: 'strings', text: 'SunTech 3.1 123' },
  ],
];

const sent: readonly (readonly [string, string])[] = [
  ['startAdult', '3a20a6'],
  ['startPediatric', '3a873f'],
  ['startWithStream', '3a5670'],
  ['abort', '3a7901004c'],
  ['getResult', '3a7903004a'],
  ['getCuffPressure', '3a79050048'],
  ['moduleStatus', '3a7910033a'],
  ['moduleStatusAdvantagePlus', '3a7911003c'],
  ['sleepOn', '3a810000000144'],
  ['sleepOff', '3a810000000045'],
  ['reset', '3a8a3c'],
  ['setInitialInflation:240', '3a17f000bf'],
  ['setInitialInflation:300', '3a172c0182'],
];

describe('packets computed from the protocol', () => {
  it.each(received)('%s', (hex, expected) => {
    const decoded = suntechCodec.decode(codecBytes(hex));
    expect(decoded).toMatchObject({ frames: [expected], discardedBytes: 0, discardedFrames: 0 });
  });
});

describe('commands computed from the protocol', () => {
  it.each(sent)('%s', (command, hex) => {
    expect(encodedHex(suntechCodec.encode({ command }))).toBe(hex);
  });

  it.each(['setInitialInflation', 'setInitialInflation:39', 'setInitialInflation:301', 'start', 'calibrate'])(
    '%j is refused',
    (command) => {
      expect(suntechCodec.encode({ command })).toHaveProperty('error');
    },
  );
});

describe('a broken stream', () => {
  it('reads error codes as decimal: 87 is 0x57, not 0x87', () => {
    const { frames } = suntechCodec.decode(codecBytes(`3e18 ${'00'.repeat(18)} 57 0000 53`));
    expect(frames).toMatchObject([{ error: 87, sys: null }]);
  });

  it('keeps the packet behind a wrong check byte', () => {
    expect(suntechCodec.decode(codecBytes('3e044f70 3e044b73'))).toEqual({
      frames: [{ type: 'ack', code: 'K' }],
      discardedBytes: 4,
      discardedFrames: 1,
      about: { checksumErrors: 1, error: 'checksum', errorAtByte: 3 },
    });
  });

  it('tells an impossible length', () => {
    expect(suntechCodec.decode(codecBytes('3e080000ba'))).toMatchObject({
      frames: [],
      discardedBytes: 5,
      about: { checksumErrors: 0, error: 'length', errorAtByte: 1 },
    });
  });
});

describePublicVectors('suntech-advantage', suntechCodec);
