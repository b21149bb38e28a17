import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { contecV7Codec } from './codec.ts';

const bytes = (hex: string) => Uint8Array.from(Buffer.from(hex.replace(/\s/g, ''), 'hex'));
const hexOf = (encoded: ReturnType<typeof contecV7Codec.encode>) =>
  'bytes' in encoded ? Buffer.from(encoded.bytes).toString('hex') : encoded.error;

const calm = {
  type: 'realtime',
  signalStrength: 0,
  searchingTooLong: false,
  lowSpo2: false,
  beat: false,
  probeError: false,
  pleth: 0,
  searchingPulse: false,
  bar: 0,
  piSupported: true,
  pulseRate: null,
  spo2: null,
  perfusionIndexPct: null,
};

/** Computed by hand from the protocol's tables: [wire, what it says]. */
const received: readonly (readonly [string, object])[] = [
  // Pulse 200 = 0x80 + 0x48: bit 3 of the high byte. SpO2 96. PI 0x0226 = 5.50 %: bytes 26 02.
  [
    '01 88 86a085c8e0a682',
    { ...calm, signalStrength: 6, pleth: 32, bar: 5, pulseRate: 200, spo2: 96, perfusionIndexPct: 5.5 },
  ],
  // Signal strength 12 is clamped to 8; flags 4, 5, 6 set; searching pulse by bit 1 of the high byte.
  [
    '01 ea fc818fffffffff',
    {
      ...calm,
      signalStrength: 8,
      searchingTooLong: true,
      lowSpo2: true,
      beat: true,
      pleth: 1,
      searchingPulse: true,
      bar: 15,
    },
  ],
  // SpO2 101 and pulse 0 are no values; PI 22.01 % is out of range.
  ['01 c0 80808080e59991', { ...calm }],
  ['01 80 80808080ff8080', { ...calm, perfusionIndexPct: 0 }],
  ['02 80 c3cdd3b5b0c580', { type: 'model', text: 'CMS50E' }],
  ['03 80 c3cfced4c5c380', { type: 'vendor', text: 'CONTEC' }],
  ['04 80 d6b1b0b0b0b780', { type: 'deviceId', text: 'V10007' }],
  ['05 80 81f5f3e5f28080', { type: 'userInfo', user: 1, text: 'user' }],
  ['07 80 80819499879f', { type: 'storageStartDate', user: 0, segment: 1, year: 2025, month: 7, day: 31 }],
  ['08 bc 8080ffffffff', { type: 'storageLength', user: 0, segment: 0, bytes: 4_294_967_295 }],
  ['09 82 e18ea981', { type: 'storageSample', spo2: 97, pulseRate: 142, perfusionIndexPct: 2.97 }],
  ['0a 80 8083', { type: 'storageSegments', user: 0, count: 3 }],
  ['0b 81 ae85', { type: 'commandFeedback', command: 0xae, reason: 5 }],
  ['0c 80', { type: 'free' }],
  ['0d 81 ff', { type: 'disconnect', reason: 0xff }],
  ['0e 80 80', { type: 'piSupport', supported: true }],
  ['0e 80 81', { type: 'piSupport', supported: false }],
  [
    '0f 82 e28ee2bf8080',
    {
      type: 'storage3',
      samples: [
        { spo2: 98, pulseRate: 142 },
        { spo2: 98, pulseRate: 63 },
        { spo2: 0, pulseRate: 0 },
      ],
    },
  ],
  ['10 80 82', { type: 'userCount', count: 2 }],
  ['11 80 81828384858687', { type: 'notice', notice: 1, data: [2, 3, 4, 5, 6, 7] }],
  ['12 80 80818e859e80', { type: 'storageStartTime', user: 0, segment: 1, hour: 14, minute: 5, second: 30 }],
  ['15 84 8081a180808080', { type: 'storageIdentifiers', user: 0, segment: 1, withPerfusionIndex: true }],
  ['15 84 8081a080808080', { type: 'storageIdentifiers', user: 0, segment: 1, withPerfusionIndex: false }],
  ['7d 81 b18e859e808080', { type: 'hostCommand', command: 'setTime', hour: 14, minute: 5, second: 30 }],
  ['7d 81 ae808080808080', { type: 'hostCommand', command: 0xae }],
];

const sent: readonly (readonly [object, string])[] = [
  [{ command: 'startRealtime' }, '7d81a1808080808080'],
  [{ command: 'stopStorage' }, '7d81a7808080808080'],
  [{ command: 'model' }, '7d81a8808080808080'],
  [{ command: 'keepAlive' }, '7d81af808080808080'],
  // 2026-11-21 is a Saturday: 20, 26, 11, 21, 6.
  [{ command: 'setDate', year: 2026, month: 11, day: 21, weekday: 6 }, '7d81b2949a8b958680'],
  [{ command: 'setTime', hour: 23, minute: 59, second: 0 }, '7d81b197bb80808080'],
  // Segment 200 has its bit 7 in bit 2 of the high byte.
  [{ command: 'sendStorage', user: 1, segment: 200 }, '7d85a681c880808080'],
];

describe('packages computed from the protocol', () => {
  it.each(received)('%s', (hex, expected) => {
    const decoded = contecV7Codec.decode(bytes(hex));
    expect(decoded.frames).toEqual([expected]);
    expect(decoded.discardedBytes).toBe(0);
    expect(decoded.discardedFrames).toBe(0);
  });

  it.each(sent)('%j', (command, hex) => {
    expect(hexOf(contecV7Codec.encode(command))).toBe(hex);
    expect(contecV7Codec.decode(bytes(hex)).frames).toEqual([{ type: 'hostCommand', ...command }]);
  });

  it.each([
    [{ command: 'deleteStorage' }],
    [{ command: 'setTime', hour: 24, minute: 0, second: 0 }],
    [{ command: 'setDate', year: 2026, month: 2, day: 30, weekday: 1 }],
    [{ command: 'setTime', hour: 1 }],
    [{ command: 'startRealtime', extra: 1 }],
    [null],
    ['startRealtime'],
  ])('refuses to encode %j', (command) => {
    const encoded = contecV7Codec.encode(command);
    expect('error' in encoded && encoded.error.length > 0).toBe(true);
  });

  it.each([
    ['too short', '01e085d5 0c80', 4, 1],
    ['too long', '0c8080 0c80', 3, 1],
    ['unknown type', '13808080 0c80', 4, 1],
    ['cut at the end', '0c80 01e085', 3, 1],
    ['opened mid-frame', 'ffe3bc 0c80', 3, 0],
  ])('%s: dropped, counted, the other package kept', (_name, hex, discardedBytes, discardedFrames) => {
    expect(contecV7Codec.decode(bytes(hex))).toEqual({
      frames: [{ type: 'free' }],
      discardedBytes,
      discardedFrames,
    });
  });
});

const shared = new URL('../../../shared/protocols/', import.meta.url);
const haveShared = existsSync(new URL('contec-v7-serial.vectors.json', shared));
if (!haveShared) process.stderr.write('SKIPPED: ../shared/protocols is not here, its vectors are not run\n');

describe.skipIf(!haveShared)('public vectors', () => {
  it('all pass both ways', () => {
    const vectors = JSON.parse(readFileSync(new URL('contec-v7-serial.vectors.json', shared), 'utf8'));
    expect(vectors.length).toBeGreaterThan(10);
    for (const { dir, hex, expect: expected } of vectors) {
      if (dir === 'tx') {
        expect(hexOf(contecV7Codec.encode(expected))).toBe(hex);
      } else if (expected.stream === true) {
        const { stream: _stream, ...rest } = expected;
        expect(contecV7Codec.decode(bytes(hex))).toMatchObject(rest);
      } else {
        expect(contecV7Codec.decode(bytes(hex))).toMatchObject({ frames: [expected], discardedBytes: 0 });
      }
    }
  });

  it('the recording of a real instrument has its 60 samples', () => {
    const text = readFileSync(new URL('captures/contec-cms50e-115200.hex', shared), 'utf8');
    const recording = bytes(text.replace(/^#.*$/gm, ''));
    const { frames, discardedBytes } = contecV7Codec.decode(recording);
    expect(frames).toHaveLength(60);
    expect(discardedBytes).toBe(0);
    for (const frame of frames) {
      expect(frame).toMatchObject({
        type: 'realtime',
        spo2: 99,
        pulseRate: 60,
        signalStrength: 4,
        piSupported: false,
      });
    }
  });
});
