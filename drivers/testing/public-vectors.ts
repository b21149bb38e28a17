import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { DeviceCodec } from '../parts/device-codec.ts';

const shared = new URL('../../../shared/protocols/', import.meta.url);

const vectorsSchema = z.array(
  z.object({
    dir: z.enum(['rx', 'tx']),
    hex: z.string(),
    expect: z.record(z.string(), z.unknown()),
  }),
);
export type VectorExpectation = Readonly<Record<string, unknown>>;

export function codecBytes(hex: string): Uint8Array {
  return Uint8Array.from(Buffer.from(hex.replace(/\s/g, ''), 'hex'));
}

/** Lower-case hex, or the error's sentence. */
export function encodedHex(encoded: ReturnType<DeviceCodec['encode']>): string {
  return 'bytes' in encoded ? Buffer.from(encoded.bytes).toString('hex') : encoded.error;
}

/** A file of the protocols' folder, null where the folder is not; said aloud, since its test is then skipped. */
export function sharedText(name: string): string | null {
  const file = new URL(name, shared);
  if (existsSync(file)) return readFileSync(file, 'utf8');
  process.stderr.write(`SKIPPED: ../shared/protocols/${name} is not here\n`);
  return null;
}

/** Declares one test that takes every public vector of `device` through its codec, decoding and encoding. */
export function describePublicVectors(
  device: string,
  codecFor: DeviceCodec | ((expected: VectorExpectation) => DeviceCodec),
): void {
  const text = sharedText(`${device}.vectors.json`);
  describe.skipIf(text === null)('public vectors', () => {
    it('all pass, both ways', () => {
      const vectors = vectorsSchema.parse(JSON.parse(text ?? ''));
      expect(vectors.length).toBeGreaterThan(4);
      for (const { dir, hex, expect: expected } of vectors) {
        const codec = typeof codecFor === 'function' ? codecFor(expected) : codecFor;
        if (dir === 'tx') {
          expect(encodedHex(codec.encode(expected))).toBe(hex);
          continue;
        }
        const { about, ...decoded } = codec.decode(codecBytes(hex));
        const clean = decoded.frames.length === 1 && decoded.discardedBytes + decoded.discardedFrames === 0;
        const printed = clean ? decoded.frames[0] : { stream: true, ...decoded, ...about };
        expect(printed, hex).toMatchObject(expected);
      }
    });
  });
}
