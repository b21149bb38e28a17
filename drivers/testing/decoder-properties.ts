/** What every incremental decoder must hold to, as vitest cases over generated streams. */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { FrameDecoder, Framed } from '../parts/frames.ts';
import { inOrder, split } from './noise.ts';

export interface DecoderUnderTest {
  create(): FrameDecoder<object>;
  /** One whole valid frame. */
  readonly frame: fc.Arbitrary<Uint8Array>;
  /** Bytes that frames start with, so that noise is full of false starts. */
  readonly starts: readonly number[];
  /** The most bytes a decoder may hold back. */
  readonly longest: number;
  /** Bytes that are neither frame nor discarded (line ends). */
  readonly fillers?: readonly number[];
  /** True where noise beside a frame can make a frame of both: what it costs is then tested elsewhere. */
  readonly ambiguous?: boolean;
  readonly seed: number;
}

const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex');

export function itHoldsItsStream(under: DecoderUnderTest): void {
  const { create, frame, starts, longest, fillers = [], ambiguous = false, seed } = under;
  const noise = fc.uint8Array({ maxLength: 40 });
  const falseStarts = fc
    .array(fc.oneof(fc.constantFrom(...starts), fc.integer({ min: 0, max: 255 })), { maxLength: 40 })
    .map((bytes) => Uint8Array.from(bytes));
  const anything = fc.oneof(noise, falseStarts);

  const decodeAll = (...chunks: readonly Uint8Array[]) => {
    const decoder = create();
    const framed: Framed<object>[] = [...chunks.flatMap((chunk) => decoder.push(chunk)), ...decoder.finish()];
    return { framed, found: framed.map(({ raw }) => hex(raw)), discarded: decoder.discarded };
  };

  it('gives the same frames however the stream is cut, noise included', () => {
    const piece = fc.oneof({ weight: 3, arbitrary: frame }, { weight: 1, arbitrary: anything });
    fc.assert(
      fc.property(
        fc.array(piece, { maxLength: 12 }),
        fc.array(fc.nat(), { maxLength: 20 }),
        (pieces, cuts) => {
          const stream = Uint8Array.from(Buffer.concat(pieces));
          expect(decodeAll(...split(stream, cuts))).toEqual(decodeAll(stream));
        },
      ),
      { numRuns: 600, seed },
    );
  });

  it('finds every frame of a clean stream, byte by byte', () => {
    fc.assert(
      fc.property(fc.array(frame, { maxLength: 12 }), (frames) => {
        const stream = Uint8Array.from(Buffer.concat(frames));
        const { found, discarded } = decodeAll(...Array.from(stream, (byte) => Uint8Array.of(byte)));
        expect({ found, bytes: discarded.bytes, frames: discarded.frames }).toEqual({
          found: frames.map(hex),
          bytes: 0,
          frames: 0,
        });
      }),
      { numRuns: 200, seed },
    );
  });

  if (!ambiguous) {
    it('loses at most the frame that noise hits, wherever it falls', () => {
      fc.assert(
        fc.property(
          fc.array(frame, { minLength: 1, maxLength: 8 }),
          anything,
          fc.nat(),
          (frames, garbage, where) => {
            const stream = Uint8Array.from(Buffer.concat(frames));
            const at = where % (stream.length + 1);
            const { found } = decodeAll(stream.subarray(0, at), garbage, stream.subarray(at));
            expect(inOrder(frames.map(hex), found)).toBeGreaterThanOrEqual(frames.length - 1);
          },
        ),
        { numRuns: 1000, seed },
      );
    });
  }

  it('survives 20,000 random inputs, holds no more than a frame back, accounts for every byte', () => {
    const decoder = create();
    const neutral = new Set(fillers);
    let fed = 0;
    let taken = 0;
    fc.assert(
      fc.property(fc.oneof(fc.uint8Array({ maxLength: 48 }), falseStarts), (bytes) => {
        for (const { raw } of decoder.push(bytes)) taken += raw.length;
        fed += bytes.reduce((sum, byte) => sum + (neutral.has(byte) ? 0 : 1), 0);
        const held = fed - taken - decoder.discarded.bytes;
        if (neutral.size === 0 && (held < 0 || held > longest)) throw new Error(`${held} bytes held back`);
      }),
      { numRuns: 20_000, seed },
    );
    for (const { raw } of decoder.finish()) taken += raw.length;
    if (neutral.size === 0) expect(taken + decoder.discarded.bytes).toBe(fed);
  });

  it.each([...starts, 0x00, 0xff])('takes 300 KB of the byte %i in linear time', (byte) => {
    const decoder = create();
    const started = performance.now();
    decoder.push(new Uint8Array(300_000).fill(byte));
    decoder.finish();
    // Seconds on a busy machine; what is not linear takes minutes.
    expect(performance.now() - started).toBeLessThan(30_000);
  });
}
