import { describe, expect, it } from 'vitest';
import { codecBytes, describePublicVectors, encodedHex } from '../testing/public-vectors.ts';
import { nibp2020Codec } from './codec.ts';
import { createNibp2020Decoder } from './decoder.ts';

const bytes = (text: string) => Uint8Array.from(Buffer.from(text, 'latin1'));
const resting = {
  type: 'status',
  status: 1,
  patient: 'adult',
  cycleMin: 0,
  message: 0,
  sys: null,
  dia: null,
  map: null,
  ordered: false,
  pulseRate: null,
  nextSec: null,
};

/** Computed by hand from the protocol: [text, what it says]. */
const texts: readonly (readonly [string, object])[] = [
  ['000C0S8', { type: 'cuff', mmHg: 0, caution: 0, status: 8 }],
  ['298C2S9', { type: 'cuff', mmHg: 298, caution: 2, status: 9 }],
  ['999', { type: 'end' }],
  ['999C0S1', { type: 'end' }],
  [
    'S1;A0;C00;M00;P118076090;R071;T    ;;FB',
    { ...resting, sys: 118, dia: 76, map: 90, ordered: true, pulseRate: 71 },
  ],
  // Mean in the second place: read as diastolic, and told not to be in order.
  [
    'S1;A1;C10;M00;P118090076;R071;T0300;;40',
    {
      ...resting,
      patient: 'newborn',
      cycleMin: 10,
      sys: 118,
      dia: 90,
      map: 76,
      ordered: false,
      pulseRate: 71,
      nextSec: 300,
    },
  ],
  ['S2;A0;C00;M11;P---------;R---;T    ;;B2', { ...resting, status: 2, message: 11 }],
  ['S1;A0;C00;M00;P000000000;R000;T    ;;D3', resting],
  [
    'S1;A3;C00;M00;P118076---;R071;T    ;;EC',
    { ...resting, patient: null, sys: 118, dia: 76, pulseRate: 71 },
  ],
  ['FW 3.21;;F7', { type: 'text', text: 'FW 3.21;;F7' }],
  ['READY', { type: 'text', text: 'READY' }],
  // One digit too many: not a pressure.
  ['0355C0S3', { type: 'text', text: '0355C0S3' }],
];

const flags = { sensorOff: false, noFinger: false, noPulse: false, searching: false, weak: false };

const packets: readonly (readonly [string, object])[] = [
  ['55aa07 01 00 61 48 7f 30', { type: 'spo2', index: 1, ...flags, spo2: 97, pulseRate: 72, pi: 127 }],
  [
    '55aa07 ff 1d 64 fe 01 86',
    {
      type: 'spo2',
      index: 255,
      sensorOff: true,
      noFinger: false,
      noPulse: true,
      searching: true,
      weak: true,
      spo2: 100,
      pulseRate: 254,
      pi: 1,
    },
  ],
  ['55aa07 00 00 7f 48 00 ce', { type: 'spo2', index: 0, ...flags, spo2: null, pulseRate: 72, pi: null }],
  [
    '55aa07 00 01 62 00 00 6a',
    { type: 'spo2', index: 0, ...flags, sensorOff: true, spo2: 98, pulseRate: null },
  ],
];

const sent: readonly (readonly [object, string])[] = [
  [{ command: 'start' }, '0230313b3b443703'],
  [{ command: 'start', delimiters: 'spo2' }, 'fd30313b3b4437fe0d'],
  [{ command: 'requestStatus', delimiters: 'plain' }, '0231383b3b444603'],
  [{ command: 'requestStatus', delimiters: 'spo2' }, 'fd31383b3b4446fe0d'],
  [{ command: 'softwareReset' }, '0231363b3b444403'],
  [{ command: 'startPressure240' }, '0233353b3b444503'],
  [{ command: 'spo2On' }, '0233313b3b444103'],
  [{ command: 'serialNumber' }, '0237313b3b444503'],
  [{ command: 'neonatalMode' }, '0232353b3b444403'],
  [{ command: 'leakTest' }, '0231373b3b444503'],
  [{ command: 'abort' }, '58'],
];

describe('messages computed from the protocol', () => {
  it.each(texts)('%s, with either pair of delimiters', (text, expected) => {
    for (const wire of [`\x02${text}\x03\r`, `\xfd${text}\xfe\r`, `\x02${text}\x03`]) {
      const decoded = nibp2020Codec.decode(bytes(wire));
      expect(decoded).toMatchObject({ frames: [expected], discardedBytes: 0, discardedFrames: 0 });
    }
  });

  it.each(packets)('%s', (hex, expected) => {
    expect(nibp2020Codec.decode(codecBytes(hex))).toMatchObject({ frames: [expected], discardedBytes: 0 });
  });

  it('reads the other order of pressures where that is the setting', () => {
    const decoder = createNibp2020Decoder('sysMapDia');
    const [only] = decoder.push(bytes('\x02S1;A0;C00;M00;P118090076;R071;T    ;;FB\x03'));
    expect(only?.frame).toMatchObject({ sys: 118, map: 90, dia: 76, ordered: true });
  });
});

describe('commands computed from the protocol', () => {
  it.each(sent)('%j', (command, hex) => {
    expect(encodedHex(nibp2020Codec.encode(command))).toBe(hex);
  });

  it.each([
    { command: 'cycle5' },
    { command: 'start', delimiters: 'other' },
    { command: 'abort', delimiters: 'spo2' },
    { command: 'startPressure120' },
    { command: 'start:140' },
    '01',
    null,
  ])('%j is refused', (command) => {
    expect(nibp2020Codec.encode(command)).toHaveProperty('error');
  });
});

describe('a broken stream', () => {
  it('refuses a status whose checksum is wrong, whatever it says, and keeps what follows', () => {
    const decoded = nibp2020Codec.decode(
      bytes('\x02S1;A0;C00;M00;P128076090;R071;T    ;;FB\x03\r\x02999\x03\r'),
    );
    expect(decoded).toEqual({
      frames: [{ type: 'end' }],
      discardedBytes: 41,
      discardedFrames: 1,
      about: { checksumErrors: 1, error: 'checksum', errorAtByte: 40 },
    });
  });

  it('refuses the complemented sum of the other module with this head', () => {
    expect(nibp2020Codec.decode(codecBytes('55aa0701006148 7f cf'))).toMatchObject({
      frames: [],
      about: { checksumErrors: 1 },
    });
  });
});

describePublicVectors('nibp2020', nibp2020Codec);
