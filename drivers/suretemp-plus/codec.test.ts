import { describe, expect, it } from 'vitest';
import { codecBytes, describePublicVectors, encodedHex } from '../testing/public-vectors.ts';
import { suretempCodec } from './codec.ts';

const record = {
  type: 'temperature',
  layout: 19,
  finalC: null,
  probeC: null,
  sample: 1,
  method: 0,
  algorithm: 0,
  state: 'idle',
  error: 0,
  active: false,
  probe: 0,
};

/** Computed by hand from the protocol: [wire, what it says]. Floats are IEEE single, low byte first, in kelvin. */
const received: readonly (readonly [string, object])[] = [
  // 317.40 K = 44.25 Cel at the tip, no final value: over range. 70000 samples = 00011170.
  [
    '030210941c021300 00000000 33b39e43 70110100 00 00 08 0000 01 00 d4',
    { ...record, probeC: 44.25, sample: 70_000, state: 'finalOver', active: true },
  ],
  [
    '030210941c021300 00000000 00000000 01000000 02 03 14 0201 00 03 06',
    { ...record, method: 2, algorithm: 3, state: 'error', error: 0x0102, probe: 3 },
  ],
  // Not a number, below absolute zero, a state nobody describes, active neither 0 nor 1.
  ['030210941c021300 0000c07f 000080bf 01000000 00 00 15 0000 02 00 90', { ...record, state: 'unknown' }],
  // 310.40 K, 309.90 K, heater 300, sample 25; 10000 ohm, 295.65 K, 7500.5 ohm, 612 = 6.12 V.
  [
    '030210941c022100 33339b43 33f39a43 2c01 1900 00 04 06 0000 01 00 00401c46 33d39343 0064ea45 6402 09',
    {
      ...record,
      layout: 33,
      finalC: 37.25,
      probeC: 36.75,
      sample: 25,
      algorithm: 4,
      state: 'final',
      active: true,
      heater: 300,
      probeOhms: 10_000,
      ambientC: 22.5,
      referenceOhms: 7500.5,
      batteryV: 6.12,
    },
  ],
  ['0302109401020400 ff010203 4b', { type: 'reply', command: 0x9401, ok: true, data: [255, 1, 2, 3] }],
  ['0302102900020b00 4131323334353637383900 97', { type: 'serial', serial: 'A123456789' }],
  ['0302102a12030200 0500 a5', { type: 'reply', command: 0x2a12, ok: false, code: 3, data: [5, 0] }],
  // A record of neither length is only a reply.
  [
    `030210941c021400 ${'00'.repeat(20)} 25`,
    { type: 'reply', command: 0x941c, ok: true, data: new Array(20).fill(0) },
  ],
  ['030210941c010000 3a', { type: 'command', command: 0x941c, data: [] }],
];

const sent: readonly (readonly [string, string])[] = [
  ['getTemperature', '030210941c0100003a'],
  ['getSerial', '030210290001010000c0'],
  ['getStatusNoClear', '030210940101000055'],
  ['getMethod', '0302102913010000ae'],
  ['setMethod:predictive', '0302102a1201010000ad'],
  ['setMethod:monitor', '0302102a1201010001ac'],
  ['setDefaultProbeMode:adultAxillary', '0302102a370101000286'],
  ['lockProbe:0', '030210350301010000b1'],
  ['lockProbe:1', '030210350301010001b0'],
  ['setProbe:out', '030210360401010001ae'],
  ['asyncOff', '03021094340101000021'],
  ['getMonitorPause', '030210941301000043'],
  ['restart', '0302103000010000ba'],
];

describe('frames computed from the protocol', () => {
  it.each(received)('%s', (hex, expected) => {
    const decoded = suretempCodec.decode(codecBytes(hex));
    expect(decoded.frames).toEqual([expected]);
    expect(decoded).toMatchObject({ discardedBytes: 0, discardedFrames: 0 });
  });
});

describe('commands computed from the protocol', () => {
  it.each(sent)('%s', (command, hex) => {
    expect(encodedHex(suretempCodec.encode({ command }))).toBe(hex);
  });

  it.each(['lockProbe', 'lockProbe:2', 'lockProbe:-1', 'setMethod', 'setMethod:clinical', 'setProbe:1'])(
    '%j is refused',
    (command) => {
      expect(suretempCodec.encode({ command })).toHaveProperty('error');
    },
  );
});

describe('a broken stream', () => {
  it('refuses a record with a byte too many in it, as printed in the manual of the longer layout', () => {
    const stray =
      '030210941c022100 33339b43 33f39a43 43 2c01 1900 00 04 06 0000 01 00 00401c46 33d39343 0064ea45 6402';
    expect(suretempCodec.decode(codecBytes(`${stray} 09 0302103503020000b1`))).toMatchObject({
      frames: [{ type: 'reply', command: 0x3503, ok: true }],
      discardedFrames: 1,
      about: { checksumErrors: 1, error: 'checksum' },
    });
  });
});

describePublicVectors('suretemp-plus', suretempCodec);
