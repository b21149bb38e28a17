import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { itTakesAnyInput } from '../testing/any-input.ts';
import { codecBytes, describePublicVectors } from '../testing/public-vectors.ts';
import { hidScaleCodec } from './codec.ts';
import { parseScaleReport } from './report.ts';

const reports: readonly (readonly [string, object])[] = [
  ['030402008a02', { status: 'stable', unit: 'g', kg: 0.65 }],
  ['030401001027', { status: 'stable', unit: 'mg', kg: 0.01 }],
  // 1545 x 10^-1 lb = 154.5 lb = 70.08002... kg
  ['03040cff0906', { status: 'stable', unit: 'lb', kg: 70.08 }],
  // 65535 x 10^-2 kg: weight is unsigned.
  ['030403feffff', { status: 'stable', unit: 'kg', kg: 655.35 }],
  ['030403010700', { status: 'stable', unit: 'kg', kg: 70 }],
  ['030203fe0000', { status: 'zero', unit: 'kg', kg: 0 }],
  ['030103fe431c', { status: 'fault', unit: 'kg', kg: null }],
  ['030503fe0100', { status: 'underZero', unit: 'kg', kg: null }],
  ['030703fe431c', { status: 'needsCalibration', unit: 'kg', kg: null }],
  ['030803fe431c', { status: 'needsZero', unit: 'kg', kg: null }],
  // Troy ounce (10): refused, not converted.
  ['03040afe431c', { status: 'stable', unit: null, kg: null }],
  // Exponent 127: no such weight.
  ['0304037f0100', { status: 'stable', unit: 'kg', kg: null }],
];

describe('hid-scale codec', () => {
  it.each(reports)('%s', (hex, expected) => {
    expect(hidScaleCodec.decode(codecBytes(hex))).toEqual({
      frames: [expected],
      discardedBytes: 0,
      discardedFrames: 0,
    });
  });

  it.each([
    ['another report id', '040402001400'],
    ['status 0', '030002001400'],
    ['status 9', '030902001400'],
  ])('%s: that report is dropped, the next is read', (_name, hex) => {
    const decoded = hidScaleCodec.decode(codecBytes(`${hex} 030403fe431c`));
    expect(decoded).toMatchObject({ frames: [{ kg: 72.35 }], discardedBytes: 6, discardedFrames: 1 });
  });

  it('a report of another size is no report', () => {
    expect(parseScaleReport(codecBytes('0304020014'))).toBeNull();
    expect(parseScaleReport(codecBytes('03040200140000'))).toBeNull();
  });

  it('gives a value only when settled, and never a negative or boundless one', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 5, maxLength: 5 }), (rest) => {
        const report = parseScaleReport(Uint8Array.of(3, ...rest));
        if (report === null || report.kg === null) return;
        expect(['zero', 'stable']).toContain(report.status);
        expect(report.kg).toBeGreaterThanOrEqual(0);
        expect(report.kg).toBeLessThanOrEqual(1000);
      }),
      { numRuns: 5000, seed: 1 },
    );
  });

  it('takes no command', () => {
    expect(hidScaleCodec.encode({ command: 'zero' })).toHaveProperty('error');
  });

  itTakesAnyInput((bytes) => hidScaleCodec.decode(bytes), 2, 15_000);
});

describePublicVectors('hid-scale', hidScaleCodec);
