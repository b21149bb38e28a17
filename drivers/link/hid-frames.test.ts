import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createReportReader, MAX_REPORT_BYTES, packReport, type ReportKind } from './hid-frames.ts';

const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex');

describe('hid reports over a stream', () => {
  it('packs kind, length and report', () => {
    expect(hex(packReport('feature', Uint8Array.of(0, 0xaa, 0xbb)))).toBe('02030000aabb');
  });

  it('gives back what was packed, however the stream is cut', () => {
    const frame = fc.record({
      kind: fc.constantFrom<ReportKind>('input', 'output', 'feature'),
      report: fc.uint8Array({ minLength: 1, maxLength: 70 }),
    });
    fc.assert(
      fc.property(fc.array(frame), fc.array(fc.nat(40), { minLength: 1 }), (frames, cuts) => {
        const stream = Buffer.concat(frames.map(({ kind, report }) => packReport(kind, report)));
        const read = createReportReader();
        const got: unknown[] = [];
        for (let at = 0, i = 0; at < stream.length; i += 1) {
          const end = at + 1 + (cuts[i % cuts.length] ?? 0);
          for (const { kind, report } of read(stream.subarray(at, end)) ?? []) got.push([kind, hex(report)]);
          at = end;
        }
        expect(got).toEqual(frames.map(({ kind, report }) => [kind, hex(report)]));
      }),
      { numRuns: 300, seed: 4 },
    );
  });

  it.each([
    ['an unknown kind', Uint8Array.of(9, 1, 0, 5)],
    ['an empty report', Uint8Array.of(1, 0, 0)],
    ['a report too long', Uint8Array.of(1, (MAX_REPORT_BYTES + 1) & 0xff, (MAX_REPORT_BYTES + 1) >> 8)],
  ])('ends at %s, and stays ended', (_name, bytes) => {
    const read = createReportReader();
    expect(read(bytes)).toBeNull();
    expect(read(packReport('input', Uint8Array.of(1)))).toBeNull();
  });
});
