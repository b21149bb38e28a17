/** Every registered codec under hostile input: noise, and what once decoded, damaged. */
import type { DeviceCodec } from '../../drivers/parts/device-codec.ts';
import type { Random } from '../../fixtures/parts/random.ts';
import { deviceCodecs } from '../codec/devices.ts';
import { always, type Campaign, type Failure, randomOf } from './campaign.ts';

const MAX_BYTES = 64;
const KEPT = 64;
/** One input may take this long at most; a garbage collection fits in. */
const LIMIT_MS = 500;

const pick = <T>(random: Random, from: readonly T[]): T | undefined =>
  from[Math.floor(random.next() * from.length)];

function damaged(random: Random, bytes: Uint8Array): Uint8Array {
  const copy = Uint8Array.from(bytes);
  const at = Math.floor(random.next() * copy.length);
  const way = Math.floor(random.next() * 4);
  if (way === 0) copy[at] = random.byte();
  else if (way === 1) copy[at] = (copy[at] ?? 0) ^ (1 << Math.floor(random.next() * 8));
  else if (way === 2) return Uint8Array.from([...copy.subarray(0, at), random.byte(), ...copy.subarray(at)]);
  else return Uint8Array.from([...copy.subarray(0, at), ...copy.subarray(at + 1)]);
  return copy;
}

/** Noise; noise of few different bytes, which is full of false starts; or damage to what decoded before. */
function input(random: Random, corpus: readonly Uint8Array[]): Uint8Array {
  const kind = random.next();
  const known = kind < 0.5 ? pick(random, corpus) : undefined;
  if (known !== undefined) {
    const other = random.next() < 0.3 ? pick(random, corpus) : undefined;
    return damaged(random, other === undefined ? known : Uint8Array.from([...known, ...other]));
  }
  const length = 1 + Math.floor(random.next() * MAX_BYTES);
  if (kind < 0.75) return Uint8Array.from({ length }, random.byte);
  const alphabet = [random.byte(), random.byte(), random.byte(), 0x80 | random.byte()];
  return Uint8Array.from({ length }, () => pick(random, alphabet) ?? 0);
}

/** What is wrong with the answer; null for nothing. */
function fault(
  codec: DeviceCodec,
  bytes: Uint8Array,
  again = true,
): { what: string | null; decoded: boolean } {
  const started = performance.now();
  try {
    const { frames, discardedBytes, discardedFrames } = codec.decode(bytes);
    const took = performance.now() - started;
    const whole = Number.isInteger(discardedBytes) && Number.isInteger(discardedFrames);
    if (!whole || discardedBytes < 0 || discardedFrames < 0) return { what: 'a bad count', decoded: false };
    if (discardedBytes > bytes.length) return { what: 'more discarded than given', decoded: false };
    // A stall of the machine does not hit the same input twice.
    if (took > LIMIT_MS && again) return fault(codec, bytes, false);
    if (took > LIMIT_MS) return { what: `${took.toFixed(0)} ms`, decoded: false };
    return { what: null, decoded: frames.length > 0 };
  } catch (error) {
    return { what: `threw ${error instanceof Error ? error.message : String(error)}`, decoded: false };
  }
}

export const codecs: Campaign = {
  name: 'codecs',
  about:
    'each registered codec decodes that many hostile inputs without a throw, a wrong count or a long stop',
  times: 1_000_000,
  batch: 10_000,
  unavailable: always,
  async run(from, count, seed) {
    const failures: Failure[] = [];
    let decoded = 0;
    for (const [device, codec] of deviceCodecs) {
      // Begun anew with each batch, so that a batch can be run alone.
      const corpus: Uint8Array[] = [];
      const random = randomOf(seed, from);
      for (let round = from; round < from + count; round += 1) {
        const bytes = input(random, corpus);
        const result = fault(codec, bytes);
        if (result.what !== null)
          failures.push({ round, what: `${device} ${Buffer.from(bytes).toString('hex')}: ${result.what}` });
        if (!result.decoded) continue;
        decoded += 1;
        if (bytes.length <= 4 * MAX_BYTES) corpus[Math.floor(random.next() * KEPT)] = bytes;
      }
    }
    return { failures, counted: { inputs: count * deviceCodecs.size, decoded } };
  },
};
