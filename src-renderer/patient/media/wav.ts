/** Lossless sound: one channel of 16-bit PCM, which is what the page gets from an audio input, sample for sample. */
import type { Taken } from '../../../state-machines/media.ts';

export type ClipMeasure = NonNullable<Taken['clip']>;

const HEADER_BYTES = 44;
const BYTES = 2;
/** Web Audio divides by it where it reads 16-bit samples, so that multiplying gives them back. */
const FULL_SCALE = 32_768;
const PCM = 1;

export const wavBytes = (samples: number): number => HEADER_BYTES + samples * BYTES;

/** @param samples -1..1; beyond is clipped. */
export function encodeWav(samples: Float32Array, sampleRate: number): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(wavBytes(samples.length));
  const view = new DataView(bytes.buffer);
  const text = (at: number, word: string) => {
    for (let n = 0; n < word.length; n += 1) view.setUint8(at + n, word.charCodeAt(n));
  };
  text(0, 'RIFF');
  view.setUint32(4, bytes.length - 8, true);
  text(8, 'WAVEfmt ');
  view.setUint32(16, 16, true);
  view.setUint16(20, PCM, true);
  view.setUint16(22, 1, true);
  view.setUint32(24, sampleRate, true);
  view.setUint32(28, sampleRate * BYTES, true);
  view.setUint16(32, BYTES, true);
  view.setUint16(34, BYTES * 8, true);
  text(36, 'data');
  view.setUint32(40, samples.length * BYTES, true);
  samples.forEach((sample, n) => {
    const value = Math.max(-FULL_SCALE, Math.min(FULL_SCALE - 1, Math.round(sample * FULL_SCALE)));
    view.setInt16(HEADER_BYTES + n * BYTES, value, true);
  });
  return bytes;
}

export function measureClip(samples: Float32Array, sampleRate: number): ClipMeasure {
  const top = (FULL_SCALE - 1) / FULL_SCALE;
  let squares = 0;
  let clipped = 0;
  for (const sample of samples) {
    squares += sample * sample;
    if (Math.abs(sample) >= top) clipped += 1;
  }
  const count = Math.max(1, samples.length);
  const level = 10 * Math.log10(squares / count);
  return {
    durationMs: (samples.length * 1000) / sampleRate,
    sampleRate,
    levelDb: squares === 0 ? null : Math.min(0, level),
    clipped: clipped / count,
  };
}
