import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { xor } from '../parts/xor.ts';
import { inOrder } from '../testing/noise.ts';
import { codecBytes } from '../testing/public-vectors.ts';
import { createOmronAssembler, type OmronAssembler } from './assembler.ts';

const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex');

/** Data bytes small enough that no "OK", "NO" or "OFF" comes up within. */
const message = fc.array(fc.nat({ max: 0x3f }), { minLength: 3, maxLength: 30 }).map((data) => {
  const body = [0, ...data];
  return Uint8Array.of(0x4f, 0x4b, ...body, xor(body));
});
const messages = fc.array(message, { minLength: 1, maxLength: 6 });

/** Stale bytes behind a short payload are those of `stale`. */
function reportsOf(bytes: Uint8Array, stale: number): Uint8Array[] {
  const reports: Uint8Array[] = [];
  for (let at = 0; at < bytes.length; at += 7) {
    const payload = bytes.subarray(at, at + 7);
    const report = new Uint8Array(8).fill(stale);
    report.set([payload.length, ...payload]);
    reports.push(report);
  }
  return reports;
}

function assemble(assembler: OmronAssembler, reports: readonly Uint8Array[]): string[] {
  const found = [...reports.flatMap((report) => assembler.push(report)), ...assembler.settle()];
  return found.map(({ raw }) => hex(raw));
}

describe('assembler', () => {
  it('finds every message of any length, whatever is stale', () => {
    fc.assert(
      fc.property(messages, fc.nat({ max: 255 }), (sent, stale) => {
        const assembler = createOmronAssembler();
        const reports = sent.flatMap((bytes) => reportsOf(bytes, stale));
        expect(assemble(assembler, reports)).toEqual(sent.map(hex));
        expect(assembler.discarded).toEqual({ bytes: 0, frames: 0 });
      }),
      { numRuns: 500, seed: 1 },
    );
  });

  it('loses at most the message that a foreign, lost or repeated report hits', () => {
    const mishap = fc.oneof(
      fc.uint8Array({ minLength: 8, maxLength: 8 }),
      fc.constant('lost' as const),
      fc.constant('twice' as const),
    );
    // A reply that ends in a full report has no end of its own: the driver's pause between requests gives it one.
    const ended = fc.array(
      message.filter(({ length }) => length % 7 !== 0),
      { minLength: 1, maxLength: 6 },
    );
    fc.assert(
      fc.property(ended, mishap, fc.nat(), (sent, what, where) => {
        const reports = sent.flatMap((bytes) => reportsOf(bytes, 0));
        const at = where % reports.length;
        const hit = reports.slice(at, at + 1);
        const instead = what === 'lost' ? [] : what === 'twice' ? [...hit, ...hit] : [what, ...hit];
        const noisy = [...reports.slice(0, at), ...instead, ...reports.slice(at + 1)];
        const found = assemble(createOmronAssembler(), noisy);
        expect(inOrder(sent.map(hex), found)).toBeGreaterThanOrEqual(sent.length - 1);
      }),
      { numRuns: 1000, seed: 2 },
    );
  });

  it('hands out a full last report once the line is quiet', () => {
    const assembler = createOmronAssembler();
    // 14 bytes: both reports full.
    expect(assembler.push(codecBytes('074f4b0030303130'))).toEqual([]);
    expect(assembler.push(codecBytes('0731303030303000'))).toEqual([]);
    expect(assembler.settle()).toHaveLength(1);
    expect(assembler.settle()).toEqual([]);
  });

  it('an empty report, or the next reply, ends a full one as well', () => {
    for (const next of ['0000000000000000', '024f4b0000000000']) {
      const assembler = createOmronAssembler();
      assembler.push(codecBytes('074f4b0030303130'));
      assembler.push(codecBytes('0731303030303000'));
      expect(assembler.push(codecBytes(next))[0]?.reply.type).toBe('other');
    }
  });

  it('reads a count of 8 as 7, refuses more and other sizes', () => {
    const assembler = createOmronAssembler();
    expect(assembler.push(codecBytes('0860000000000000')).map(({ reply }) => reply)).toEqual([
      { type: 'busy' },
    ]);
    expect(assembler.push(codecBytes('094f4b0000000000'))).toEqual([]);
    expect(assembler.push(codecBytes('024f4b'))).toEqual([]);
    expect(assembler.discarded.bytes).toBe(11);
  });

  it('holds back a bounded number of bytes and forgets them on reset', () => {
    const assembler = createOmronAssembler();
    for (let i = 0; i < 10_000; i += 1) assembler.push(codecBytes('0701010101010101'));
    expect(assembler.discarded.bytes).toBeGreaterThan(69_900);
    assembler.push(codecBytes('074f4b0030303130'));
    assembler.reset();
    expect(assembler.push(codecBytes('024f4b0000000000')).map(({ reply }) => reply)).toEqual([
      { type: 'ok' },
    ]);
  });
});
