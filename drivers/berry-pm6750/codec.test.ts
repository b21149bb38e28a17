import { describe, expect, it } from 'vitest';
import { codecBytes, describePublicVectors, encodedHex } from '../testing/public-vectors.ts';
import { berryCodec } from './codec.ts';

const noPressure = { sys: null, map: null, dia: null };
const nibp = { type: 'nibp', patient: 'adult', cuffMmHg: 0, ...noPressure };

/** Computed by hand from the protocol's tables: [wire, what it says]. SUM = FF - (sum of N and content) mod 256. */
const received: readonly (readonly [string, object])[] = [
  // 08+02+27+00+00+ff+0c = 13c -> 3c; status 27: weak, lead off, gain 1, filter 2.
  [
    '55aa08 02270000ff0c c3',
    {
      type: 'ecgParams',
      weakSignal: true,
      leadOff: true,
      gain: 'x0.5',
      filter: 'diagnostic',
      heartRate: null,
      respRate: null,
      stMv: -0.01,
      rhythm: 12,
    },
  ],
  // Child (1), stopped (2): status 09. Pressures of a stopped measurement are not a result.
  ['55aa08 030905785d50 c1', { ...nibp, status: 'stopped', patient: 'child', cuffMmHg: 10 }],
  // Movement (7): 1c; out of range (8): 20; code 11 is not described: 2c.
  ['55aa08 031c00000000 d8', { ...nibp, status: 'movement' }],
  ['55aa08 032000000000 d4', { ...nibp, status: 'outOfRange' }],
  ['55aa08 032c00000000 c8', { ...nibp, status: 'unknown' }],
  // Finished; systolic 250, no mean.
  ['55aa08 030000fa0096 64', { ...nibp, status: 'finished', sys: 250, dia: 150 }],
  // Cut after the cuff pressure by an older firmware: nothing is made up.
  ['55aa05 03044b a8', { ...nibp, status: 'measuring', cuffMmHg: 150 }],
  // One sentinel each; they are independent.
  ['55aa06 04007f48 2e', { type: 'spo2', status: 'ok', spo2: null, pulseRate: 72 }],
  ['55aa06 040061ff 95', { type: 'spo2', status: 'ok', spo2: 97, pulseRate: null }],
  ['55aa06 040461c8 c8', { type: 'spo2', status: 'searchTooLong', spo2: 97, pulseRate: 200 }],
  // An extra byte at the end is ignored.
  ['55aa07 0400624bff 48', { type: 'spo2', status: 'ok', spo2: 98, pulseRate: 75 }],
  // Two channels: probe 2 off, then probe 1 off, then both; 0.0 and eleven tenths are no temperature.
  ['55aa08 050224080000 c4', { type: 'temp', status: 't2Off', celsius: 36.8, celsius2: null }],
  ['55aa08 050100002409 c4', { type: 'temp', status: 't1Off', celsius: null, celsius2: 36.9 }],
  ['55aa06 05030000 f1', { type: 'temp', status: 'bothOff', celsius: null, celsius2: null }],
  ['55aa06 05000000 f4', { type: 'temp', status: 'ok', celsius: null }],
  ['55aa06 0500240b c5', { type: 'temp', status: 'ok', celsius: null }],
  ['55aa03 30 cc', { type: 'beat', source: 'ecg' }],
  ['55aa03 31 cb', { type: 'beat', source: 'pulse' }],
  ['55aa05 fc0102 fb', { type: 'unknown', id: 0xfc, data: [1, 2] }],
  // Three leads of seven.
  [
    '55aa06 01017f80 f8',
    {
      type: 'ecgWave',
      leads: { I: 1, II: 127, III: 128, aVR: null, aVL: null, aVF: null, V: null },
    },
  ],
];

describe('packets computed from the protocol', () => {
  it.each(received)('%s', (hex, expected) => {
    expect(berryCodec.decode(codecBytes(hex))).toMatchObject({
      frames: [expected],
      discardedBytes: 0,
      discardedFrames: 0,
    });
  });
});

const sent: readonly (readonly [string, string])[] = [
  ['nibpStart', '55aa040201f8'],
  ['nibpStop', '55aa040200f9'],
  ['nibpChild', '55aa040902f0'],
  ['tempOn', '55aa040401f6'],
  ['ecgLead3', '55aa040502f4'],
  ['ecgLead5', '55aa040503f3'],
  ['ecgGain:x0.5', '55aa040702f2'],
  ['ecgFilter:monitor', '55aa040802f1'],
  ['ecgWaveOn', '55aa04fb01ff'],
  ['hardwareVersion', '55aa04fd00fe'],
  ['respWaveOff', '55aa04ff00fc'],
  ['nibpTarget:300', '55aa040a965b'],
];

describe('commands computed from the protocol', () => {
  it.each(sent)('%s', (command, hex) => {
    expect(encodedHex(berryCodec.encode({ command }))).toBe(hex);
  });

  it.each([
    'nibpTarget',
    'nibpTarget:38',
    'nibpTarget:302',
    'nibpTarget:161',
    'nibpTarget:x',
    'nibpNewborn',
    'leakTest',
    'calibrate',
    '',
  ])('%j is refused', (command) => {
    expect(berryCodec.encode({ command })).toHaveProperty('error');
  });

  it('a key too many is refused', () => {
    expect(berryCodec.encode({ command: 'nibpStop', force: true })).toHaveProperty('error');
  });

  it('no command but the start has the bytes of the start', () => {
    for (const [command, hex] of sent) expect(hex === '55aa040201f8').toBe(command === 'nibpStart');
  });
});

describe('a broken stream', () => {
  it('tells how many check bytes were wrong, and where the first', () => {
    expect(berryCodec.decode(codecBytes('55aa0330cd 55aa0330cc'))).toEqual({
      frames: [{ type: 'beat', source: 'ecg' }],
      discardedBytes: 5,
      discardedFrames: 1,
      about: { checksumErrors: 1, error: 'checksum', errorAtByte: 4 },
    });
  });

  it('tells a packet cut by the end of the input', () => {
    expect(berryCodec.decode(codecBytes('55aa0330'))).toMatchObject({
      frames: [],
      discardedBytes: 4,
      about: { checksumErrors: 0, error: 'length', errorAtByte: 4 },
    });
  });
});

describePublicVectors('berry-pm6750', berryCodec);
