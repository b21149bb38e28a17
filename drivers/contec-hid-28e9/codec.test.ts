import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sum7 } from '../parts/sum7.ts';
import { itTakesAnyInput } from '../testing/any-input.ts';
import { codecBytes, describePublicVectors, encodedHex } from '../testing/public-vectors.ts';
import { contecHidCodec } from './codec.ts';
import { contecHidReport } from './commands.ts';
import { REPORT_BYTES } from './messages.ts';
import { parseReport } from './report.ts';

/** Checksums worked out by hand: EB + 01 + 02 + 7E + 64 + 10 + 05 = 0x1e5, low 7 bits 0x65. */
const received: readonly (readonly [string, object])[] = [
  ['eb01027e64100565', { type: 'params', flags: 2, pulseRate: 126, spo2: 100, perfusionRaw: [16, 5] }],
  ['eb01037f657f0052', { type: 'params', flags: 3, pulseRate: null, spo2: null, perfusionRaw: null }],
  ['eb0101000000006d', { type: 'params', flags: 1, pulseRate: null, spo2: null, perfusionRaw: [0, 0] }],
  ['eb00007f0f79', { type: 'wave', flags: 0, pleth: 127, bar: 15 }],
  ['eb000000006b', { type: 'wave', flags: 0, pleth: 0, bar: 0 }],
  ['f1504f3830', { type: 'model', text: 'PO80' }],
  // F1 + 50 + 4F + 38 + 30 = 0x1f8: a checksum of 0x78 would read as a letter.
  ['f1504f383078', { type: 'model', text: 'PO80' }],
  ['fe0375736572', { type: 'user', text: 'user' }],
];

const sent = [
  ['reset', '8000'],
  ['getModel', '8101'],
  ['unknown82', '8202'],
  ['getUser', '8e0311'],
  ['keepAlive', '9a1a'],
  ['startWave', '9b001b'],
  ['startParams', '9b011c'],
  ['stopAll', '9b7f1a'],
] as const;

function report(...hex: readonly string[]): Uint8Array {
  const bytes = new Uint8Array(REPORT_BYTES);
  bytes.set(codecBytes(hex.join('')));
  return bytes;
}

const messagesOf = (bytes: Uint8Array) => parseReport(bytes).frames.map(({ frame }) => frame);

describe('contec-hid-28e9 codec', () => {
  it.each(received)('%s', (hex, expected) => {
    expect(contecHidCodec.decode(codecBytes(hex))).toMatchObject({
      frames: [expected],
      discardedBytes: 0,
      discardedFrames: 0,
    });
    expect(messagesOf(report(hex))).toEqual([expected]);
  });

  it.each(sent)('%s', (command, hex) => {
    expect(encodedHex(contecHidCodec.encode({ command }))).toBe(hex);
    expect(contecHidReport({ command })).toEqual(report(hex));
  });

  it.each([{ command: 'setTime' }, { command: 'keepAlive', extra: 1 }, null, 'keepAlive'])(
    'refuses to encode %j',
    (command) => expect(contecHidCodec.encode(command)).toHaveProperty('error'),
  );

  it('gives a report as one frame, short chunks of three messages too', () => {
    const messages = [
      { type: 'wave', pleth: 127 },
      { type: 'wave', pleth: 0 },
      { type: 'wave', pleth: 127 },
    ];
    const hex = ['eb00007f0f79', 'eb000000006b', 'eb00007f0f79'] as const;
    expect(contecHidCodec.decode(report(...hex)).frames).toMatchObject([{ report: true, messages }]);
    expect(contecHidCodec.decode(codecBytes(hex.join(''))).frames).toMatchObject([
      { report: true, messages },
    ]);
  });

  it.each([
    ['wrong checksum', 'eb00007f0f78', 1],
    ['cut by the next one', 'eb00007f', 0],
    ['unknown opcode', 'c10203', 0],
    ['unknown kind of data', 'eb020304', 0],
  ])('%s: costs only itself', (_name, hex, checksumErrors) => {
    const parsed = parseReport(report(hex, 'eb000000006b'));
    expect(parsed).toMatchObject({
      frames: [{ frame: { type: 'wave', pleth: 0 }, raw: codecBytes('eb000000006b') }],
      discardedFrames: 1,
      checksumErrors,
    });
    expect(parsed.discardedBytes).toBe(hex.length / 2);
  });

  it('names a wrong checksum', () => {
    const decoded = contecHidCodec.decode(codecBytes('eb01027e64100566'));
    expect(decoded).toEqual({
      frames: [],
      discardedBytes: 8,
      discardedFrames: 1,
      about: { error: 'checksum' },
    });
  });

  it('a message cut by the end of the report is dropped', () => {
    expect(parseReport(codecBytes('eb00007f'))).toMatchObject({ frames: [], discardedFrames: 1 });
  });

  it('finds every message of a report, and with noise between loses none but the one it hits', () => {
    const seven = fc.nat({ max: 0x7f });
    const message = fc
      .tuple(fc.constantFrom(0, 1), fc.array(seven, { minLength: 5, maxLength: 5 }))
      .map(([kind, data]) => {
        const body = [0xeb, kind, ...data.slice(0, kind === 0 ? 3 : 5)];
        return [...body, sum7(body)];
      });
    const noise = fc.array(fc.integer({ min: 1, max: 255 }), { maxLength: 12 });
    fc.assert(
      fc.property(
        fc.array(message, { minLength: 1, maxLength: 5 }),
        noise,
        fc.nat(),
        (sentOnes, bad, where) => {
          const clean = sentOnes.flat();
          expect(parseReport(Uint8Array.from(clean))).toMatchObject({
            discardedBytes: 0,
            discardedFrames: 0,
          });
          expect(messagesOf(Uint8Array.from(clean))).toHaveLength(sentOnes.length);
          const at = where % (clean.length + 1);
          const noisy = [...clean.slice(0, at), ...bad, ...clean.slice(at)];
          expect(messagesOf(Uint8Array.from(noisy)).length).toBeGreaterThanOrEqual(sentOnes.length - 1);
        },
      ),
      { numRuns: 3000, seed: 1 },
    );
  });

  itTakesAnyInput((bytes) => contecHidCodec.decode(bytes), 2);
});

describePublicVectors('contec-hid-28e9', contecHidCodec);
