/** The decoder of the Contec V7.0 stream beside a bare pass over the same bytes, and its time against garbage. */
import { createContecDecoder } from '../../drivers/contec-v7-serial/decoder.ts';
import { realtimePackage } from '../../fixtures/oximeter/packages.ts';
import { createFinger } from '../../fixtures/parts/physiology.ts';
import { createRandom } from '../../fixtures/parts/random.ts';
import type { Say } from './say.ts';
import { percentile, slope } from './stats.ts';

export interface CodecBench {
  readonly bytes: number;
  /** Decoded bytes a second, in the instrument's own pieces of one frame. */
  readonly bytesPerSecond: number;
  /** The same buffer summed byte by byte. */
  readonly barePerSecond: number;
  /** How many times longer than the bare pass. */
  readonly ratio: number;
  /** How many times faster than the instrument sends. */
  readonly timesLive: number;
  readonly garbage: readonly { readonly bytes: number; readonly ms: number }[];
  /** Exponent of time over length: 1 is linear. */
  readonly garbageExponent: number;
}

const SEED = 7;
const ROUNDS = 5;
const LIVE_BYTES_PER_SECOND = 540;
const FRAME = 9;
const GARBAGE = [62_500, 125_000, 250_000, 500_000, 1_000_000];

function stream(frames: number): Uint8Array {
  const finger = createFinger(SEED);
  const body = { finger: 'in', spo2: 97, pulse: 72, perfusion: 'normal', movement: false } as const;
  const bytes = new Uint8Array(frames * FRAME);
  for (let i = 0; i < frames; i += 1) bytes.set(realtimePackage(finger(body, 1000 / 60), false), i * FRAME);
  return bytes;
}

function timed(run: () => void): number {
  const started = performance.now();
  run();
  return performance.now() - started;
}

/** @throws when the decoder loses or makes a frame: a fast wrong decoder has no speed. */
function decode(bytes: Uint8Array, expected: number): void {
  const decoder = createContecDecoder();
  let frames = 0;
  for (let at = 0; at < bytes.length; at += FRAME) {
    frames += decoder.push(bytes.subarray(at, at + FRAME)).length + decoder.settle().length;
  }
  frames += decoder.finish().length;
  if (frames !== expected) throw new Error(`${frames} frames of ${expected}`);
}

/** @throws never for a stream of packages; the check keeps the loop from being optimised away. */
function barePass(bytes: Uint8Array): void {
  let sum = 0;
  for (let i = 0; i < bytes.length; i += 1) sum += bytes[i] ?? 0;
  if (sum === 0) throw new Error('an empty stream');
}

function garbageMs(length: number): number {
  const random = createRandom(SEED);
  const bytes = Uint8Array.from({ length }, random.byte);
  const runs = Array.from({ length: ROUNDS }, () =>
    timed(() => {
      const decoder = createContecDecoder();
      decoder.push(bytes);
      decoder.finish();
    }),
  );
  return Math.min(...runs);
}

export function benchCodec(quick: boolean, say: Say): CodecBench {
  const frames = quick ? 20_000 : 100_000;
  const bytes = stream(frames);
  const decoding: number[] = [];
  const bare: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    decoding.push(timed(() => decode(bytes, frames)));
    bare.push(timed(() => barePass(bytes)));
    say(`codec: round ${round + 1} of ${ROUNDS}`);
  }
  const [decodeMs, bareMs] = [percentile(decoding, 0.5), percentile(bare, 0.5)];
  // The first runs only warm the compiler up.
  garbageMs(GARBAGE[2] ?? 0);
  const garbage = GARBAGE.slice(0, quick ? 4 : undefined).map((length) => ({
    bytes: length,
    ms: garbageMs(length),
  }));
  const bytesPerSecond = (bytes.length / decodeMs) * 1000;
  return {
    bytes: bytes.length,
    bytesPerSecond,
    barePerSecond: (bytes.length / bareMs) * 1000,
    ratio: decodeMs / bareMs,
    timesLive: bytesPerSecond / LIVE_BYTES_PER_SECOND,
    garbage,
    garbageExponent: slope(garbage.map((g) => [Math.log(g.bytes), Math.log(g.ms)])),
  };
}
