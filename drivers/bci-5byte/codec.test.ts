import { describe, expect, it } from 'vitest';
import { itTakesAnyInput } from '../testing/any-input.ts';
import { codecBytes, describePublicVectors, encodedHex } from '../testing/public-vectors.ts';
import { bciCodec, bciCodecOfUnknownDialect } from './codec.ts';

const calm = {
  type: 'live',
  signalStrength: 0,
  beat: false,
  pleth: 0,
  bar: 0,
  searching: false,
  pulseRate: null,
  spo2: null,
};
const contec = { ...calm, profile: 'contec', fingerOut: false, spo2Dropping: false, probeError: false };
const berry = { ...calm, profile: 'berry', noSignal: false, probeUnplugged: false, noFinger: false };

/** Computed by hand from the layout. */
const frames: readonly (readonly ['contec' | 'berry', string, object])[] = [
  // Pulse 200 = 0x80 + 0x48: bit 6 of byte 2. Strength 8, beat.
  [
    'contec',
    'c8 7f 4f 48 60',
    { signalStrength: 8, beat: true, pleth: 127, bar: 15, pulseRate: 200, spo2: 96 },
  ],
  ['contec', 'b0 00 10 00 00', { fingerOut: true, spo2Dropping: true, probeError: true }],
  ['contec', '90 00 60 7f 7f', { fingerOut: true, searching: true }],
  // 254 is the highest rate there is; SpO2 101 is none.
  ['contec', '83 01 41 7e 65', { signalStrength: 3, pleth: 1, bar: 1, pulseRate: 254 }],
  [
    'berry',
    'a7 64 00 7f 01',
    { signalStrength: 7, probeUnplugged: true, pleth: 100, pulseRate: 127, spo2: 1 },
  ],
  ['berry', '90 00 50 7f 7f', { noSignal: true, noFinger: true }],
  ['berry', '80 05 22 40 64', { searching: true, pleth: 5, bar: 2, pulseRate: 64, spo2: 100 }],
];

describe('bci-5byte codec', () => {
  it.each(frames)('%s %s', (profile, hex, expected) => {
    expect(bciCodec(profile).decode(codecBytes(hex))).toEqual({
      frames: [{ ...(profile === 'contec' ? contec : berry), ...expected }],
      discardedBytes: 0,
      discardedFrames: 0,
      about: { profile },
    });
  });

  it.each([
    ['too short', '85300748 8530074862', 4, 1],
    ['too long', '853007486200 8530074862', 6, 1],
    ['opened mid-frame', '300748 8530074862', 3, 0],
    ['cut at the end', '8530074862 853007', 3, 1],
  ])('%s: dropped, counted, the other frame kept', (_name, hex, discardedBytes, discardedFrames) => {
    const decoded = bciCodec('contec').decode(codecBytes(hex));
    expect(decoded).toMatchObject({ frames: [{ pulseRate: 72 }], discardedBytes, discardedFrames });
  });

  it.each([
    // (0<<14 | 1<<7 | 7) + 1
    ['80 81 07', [{ type: 'downloadHeader', bytes: 136 }]],
    ['f28000 f28000 f28000 80 80 02', [{ type: 'downloadHeader', bytes: 3 }]],
    ['f1 80 5a', [{ type: 'recorded', pulseRate: 128, spo2: 90 }]],
    [
      'f0 80 00 f0 c1 63',
      [
        { type: 'recorded', pulseRate: 0, spo2: 0 },
        { type: 'recorded', pulseRate: 65, spo2: 99 },
      ],
    ],
  ])('memory %s', (hex, expected) => {
    expect(bciCodec('contec').decode(codecBytes(hex))).toMatchObject({ frames: expected, discardedBytes: 0 });
  });

  it('with the dialect unknown gives the flags under both names', () => {
    const [frame] = bciCodecOfUnknownDialect.decode(codecBytes('9033080000')).frames;
    expect(frame).toMatchObject({ profile: 'contec', fingerOut: true, noSignal: true, noFinger: false });
    const { frames: empty, about } = bciCodecOfUnknownDialect.decode(codecBytes('90005 07f7f 8500074862'));
    expect(about).toEqual({ profile: 'berry' });
    expect(empty).toMatchObject([{ profile: 'berry' }, { profile: 'berry', pulseRate: 72 }]);
  });

  it('encodes its two commands and no other', () => {
    const { encode } = bciCodec('contec');
    expect(encodedHex(encode({ command: 'startDownload' }))).toBe('f5f5');
    expect(encodedHex(encode({ command: 'endDownload' }))).toBe('f6f6f6');
    expect(encode({ command: 'delete' })).toHaveProperty('error');
    expect(encode({ command: 'endDownload', extra: 1 })).toHaveProperty('error');
  });

  itTakesAnyInput((bytes) => bciCodecOfUnknownDialect.decode(bytes), 300, 2000);
});

describePublicVectors('bci-5byte', (expected) =>
  bciCodec(expected['profile'] === 'berry' ? 'berry' : 'contec'),
);
