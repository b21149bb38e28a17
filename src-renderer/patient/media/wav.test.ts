import { expect, test } from 'vitest';
import { encodeWav, measureClip } from './wav.ts';

const RATE = 48_000;
const tone = (amplitude: number) =>
  Float32Array.from({ length: RATE }, (_, n) => amplitude * Math.sin((2 * Math.PI * 100 * n) / RATE));

test('every 16-bit sample comes back as it was', () => {
  const samples = Float32Array.from({ length: 65_536 }, (_, n) => (n - 32_768) / 32_768);
  const wav = Buffer.from(encodeWav(samples, RATE));
  expect(wav.length).toBe(44 + 2 * 65_536);
  expect(wav.toString('latin1', 0, 4) + wav.toString('latin1', 8, 16)).toBe('RIFFWAVEfmt ');
  expect([wav.readUInt32LE(4), wav.readUInt32LE(24), wav.readUInt32LE(28)]).toEqual([
    wav.length - 8,
    RATE,
    2 * RATE,
  ]);
  expect([wav.readUInt16LE(20), wav.readUInt16LE(22), wav.readUInt16LE(34)]).toEqual([1, 1, 16]);
  const wrong = Array.from(samples.keys()).filter((n) => wav.readInt16LE(44 + 2 * n) !== n - 32_768);
  expect(wrong).toEqual([]);
});

test('what is beyond full scale is clipped, not wrapped', () => {
  const wav = Buffer.from(encodeWav(Float32Array.of(1.5, -1.5), RATE));
  expect([wav.readInt16LE(44), wav.readInt16LE(46)]).toEqual([32_767, -32_768]);
});

test('level is the root mean square below full scale; silence has none', () => {
  expect(measureClip(tone(0.5), RATE).levelDb).toBeCloseTo(-9.03, 1);
  expect(measureClip(new Float32Array(RATE), RATE)).toEqual({
    durationMs: 1000,
    sampleRate: RATE,
    levelDb: null,
    clipped: 0,
  });
});

test('the share of samples at full scale is told', () => {
  expect(measureClip(tone(0.99), RATE).clipped).toBe(0);
  const clipped = measureClip(
    tone(2).map((sample) => Math.max(-1, Math.min(1, sample))),
    RATE,
  );
  expect(clipped.clipped).toBeCloseTo(2 / 3, 2);
  expect(clipped.levelDb).toBeLessThanOrEqual(0);
});
