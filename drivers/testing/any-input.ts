import fc from 'fast-check';
import { expect, it } from 'vitest';

/** Declares a test for a decoder of whole inputs or reports: no exception, bounded output, input left alone. */
export function itTakesAnyInput(
  decode: (bytes: Uint8Array) => object,
  seed: number,
  randomInputs = 20_000,
): void {
  it('survives random inputs', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 96 }), (bytes) => {
        const before = bytes.slice();
        const { length } = JSON.stringify(decode(bytes));
        if (length > 600 + bytes.length * 300) throw new Error(`${length} characters out`);
        if (!before.every((byte, i) => byte === bytes[i])) throw new Error('input changed');
      }),
      { numRuns: randomInputs, seed },
    );
    expect(decode(new Uint8Array(0))).toMatchObject({ frames: [], discardedBytes: 0 });
  });
}
