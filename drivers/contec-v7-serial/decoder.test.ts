import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createContecDecoder } from './decoder.ts';
import { PACKAGE, pack, packageLength, unpack } from './wire.ts';

const TYPES = Object.values(PACKAGE);
const packageBytes = fc
  .tuple(fc.constantFrom(...TYPES), fc.uint8Array({ minLength: 7, maxLength: 7 }))
  .map(([type, data]) => pack(type, [...data].slice(0, (packageLength(type) ?? 2) - 2)));
const noise = fc.uint8Array({ maxLength: 40 });
const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex');

function decodeAll(...chunks: readonly Uint8Array[]): { found: string[]; bytes: number } {
  const decoder = createContecDecoder();
  const framed = [...chunks.flatMap((chunk) => decoder.push(chunk)), ...decoder.finish()];
  return { found: framed.map(({ raw }) => hex(raw)), bytes: decoder.discarded.bytes };
}

function split(bytes: Uint8Array, cuts: readonly number[]): Uint8Array[] {
  const at = [0, ...cuts.map((cut) => cut % (bytes.length + 1)).sort((a, b) => a - b), bytes.length];
  return at.slice(1).map((end, i) => bytes.subarray(at[i], end));
}

/** Length of the longest common subsequence: how many of `wanted` came through in order. */
function inOrder(wanted: readonly string[], found: readonly string[]): number {
  let above = new Array<number>(found.length + 1).fill(0);
  for (const one of wanted) {
    const row = [0];
    for (const [i, other] of found.entries()) {
      const best = one === other ? (above[i] ?? 0) + 1 : Math.max(above[i + 1] ?? 0, row[i] ?? 0);
      row.push(best);
    }
    above = row;
  }
  return above.at(-1) ?? 0;
}

describe('contec decoder', () => {
  it('rebuilds any data byte', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 7, maxLength: 7 }), (data) => {
        expect(unpack(pack(PACKAGE.realtime, [...data]))).toEqual([...data]);
      }),
      { seed: 1 },
    );
  });

  it('gives the same frames however the stream is cut, noise included', () => {
    const piece = fc.oneof({ weight: 3, arbitrary: packageBytes }, { weight: 1, arbitrary: noise });
    fc.assert(
      fc.property(
        fc.array(piece, { maxLength: 20 }),
        fc.array(fc.nat(), { maxLength: 30 }),
        (pieces, cuts) => {
          const stream = Uint8Array.from(Buffer.concat(pieces));
          expect(decodeAll(...split(stream, cuts))).toEqual(decodeAll(stream));
        },
      ),
      { numRuns: 1000, seed: 2 },
    );
  });

  it('finds every package of a clean stream, byte by byte', () => {
    fc.assert(
      fc.property(fc.array(packageBytes, { maxLength: 20 }), (packages) => {
        const stream = Uint8Array.from(Buffer.concat(packages));
        const single = Array.from(stream, (byte) => Uint8Array.of(byte));
        expect(decodeAll(...single)).toEqual({ found: packages.map(hex), bytes: 0 });
      }),
      { numRuns: 300, seed: 3 },
    );
  });

  it('loses at most the package that noise hits, wherever it falls', () => {
    fc.assert(
      fc.property(
        fc.array(packageBytes, { minLength: 1, maxLength: 12 }),
        noise,
        fc.nat(),
        (packages, garbage, where) => {
          const stream = Uint8Array.from(Buffer.concat(packages));
          const at = where % (stream.length + 1);
          const { found } = decodeAll(stream.subarray(0, at), garbage, stream.subarray(at));
          expect(inOrder(packages.map(hex), found)).toBeGreaterThanOrEqual(packages.length - 1);
        },
      ),
      { numRuns: 2000, seed: 4 },
    );
  });

  it('survives 20,000 random inputs in bounded time, and accounts for every byte', () => {
    const decoder = createContecDecoder();
    let fed = 0;
    let taken = 0;
    const count = (framed: readonly { raw: Uint8Array }[]) => {
      for (const { raw } of framed) taken += raw.length;
    };
    const started = performance.now();
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 64 }), (bytes) => {
        count(decoder.push(bytes));
        fed += bytes.length;
      }),
      { numRuns: 20_000, seed: 5 },
    );
    count(decoder.finish());
    expect(taken + decoder.discarded.bytes).toBe(fed);
    expect(performance.now() - started).toBeLessThan(15_000);
  });

  it('takes a megabyte without a single type byte in linear time', () => {
    const decoder = createContecDecoder();
    const started = performance.now();
    expect(decoder.push(new Uint8Array(1_000_000).fill(0xff))).toEqual([]);
    expect(decoder.discarded).toEqual({ bytes: 1_000_000, frames: 0 });
    expect(performance.now() - started).toBeLessThan(2000);
  });

  it('hands out a whole package at once when the line is quiet, but not half of one', () => {
    const decoder = createContecDecoder();
    expect(decoder.push(Uint8Array.of(0x0d, 0x80))).toEqual([]);
    expect(decoder.settle()).toEqual([]);
    expect(decoder.push(Uint8Array.of(0x81))).toEqual([]);
    expect(decoder.settle().map(({ frame }) => frame)).toEqual([{ type: 'disconnect', reason: 1 }]);
    expect(decoder.discarded).toEqual({ bytes: 0, frames: 0 });
  });
});
