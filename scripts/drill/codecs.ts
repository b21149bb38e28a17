/** Every codec, and the decoder of every driver, under hostile input: noise, and what instruments say, damaged. */
import type { DeviceCodec } from '../../drivers/parts/device-codec.ts';
import type { Random } from '../../fixtures/parts/random.ts';
import { recordSession } from '../../fixtures/testing/session.ts';
import { deviceCodecs } from '../codec/devices.ts';
import { type DriverDecoder, driverDecoders, type LineDecoder } from '../codec/driver-decoders.ts';
import { always, type Campaign, type Failure, randomOf } from './campaign.ts';
import { heapAfterCollection } from './heap.ts';

const MAX_BYTES = 64;
const KEPT = 64;
/** One input may take this long at most; a garbage collection fits in. */
const LIMIT_MS = 500;
const BLOCK = 1000;
const SESSION_S = 20;
/** Of live memory, over the batches of one process; the compiler's own is in it. */
const MOST_GROWTH_KB = 16_384;

const pick = <T>(random: Random, from: readonly T[]): T | undefined =>
  from[Math.floor(random.next() * from.length)];

/** `bytes` with those from `at` to `to` gone and `between` in their place. */
function spliced(bytes: Uint8Array, at: number, to: number, between: readonly number[]): Uint8Array {
  const made = new Uint8Array(at + between.length + bytes.length - to);
  made.set(bytes.subarray(0, at));
  made.set(between, at);
  made.set(bytes.subarray(to), at + between.length);
  return made;
}

function damaged(random: Random, bytes: Uint8Array): Uint8Array {
  const at = Math.floor(random.next() * bytes.length);
  const way = Math.floor(random.next() * 4);
  if (way === 2) return spliced(bytes, at, at, [random.byte()]);
  if (way === 3) return spliced(bytes, at, at + 1, []);
  const copy = bytes.slice();
  copy[at] = way === 0 ? random.byte() : (copy[at] ?? 0) ^ (1 << Math.floor(random.next() * 8));
  return copy;
}

function filled(length: number, next: () => number): Uint8Array {
  const bytes = new Uint8Array(length);
  for (let i = 0; i < length; i += 1) bytes[i] = next();
  return bytes;
}

/** Noise; noise of few different bytes, which is full of false starts; or damage to a message. */
function input(random: Random, corpus: readonly Uint8Array[]): Uint8Array {
  const kind = random.next();
  const known = kind < 0.5 ? pick(random, corpus) : undefined;
  if (known !== undefined) {
    const other = random.next() < 0.3 ? pick(random, corpus) : undefined;
    return damaged(random, other === undefined ? known : Buffer.concat([known, other]));
  }
  const length = 1 + Math.floor(random.next() * MAX_BYTES);
  if (kind < 0.75) return filled(length, () => random.byte());
  const alphabet = [random.byte(), random.byte(), random.byte(), 0x80 | random.byte()];
  return filled(length, () => pick(random, alphabet) ?? 0);
}

let inputs = 0;
let atBlock = process.cpuUsage();

/**
 * Returns what is wrong with how long it took, for processor time alone: a stall of the machine is none of it. Asked of
 * the system only for each block of inputs, which takes far less than the limit, and counted from there.
 */
function stopwatch(): () => string | null {
  if (inputs % BLOCK === 0) atBlock = process.cpuUsage();
  inputs += 1;
  const started = performance.now();
  return () => {
    if (performance.now() - started <= LIMIT_MS) return null;
    const { user, system } = process.cpuUsage(atBlock);
    const ms = (user + system) / 1000;
    return ms > LIMIT_MS ? `${ms.toFixed(0)} ms of the processor` : null;
  };
}

/** What is wrong with the answer; null for nothing. */
function fault(codec: DeviceCodec, bytes: Uint8Array): { what: string | null; decoded: boolean } {
  const took = stopwatch();
  try {
    const { frames, discardedBytes, discardedFrames } = codec.decode(bytes);
    const what = took();
    const whole = Number.isInteger(discardedBytes) && Number.isInteger(discardedFrames);
    if (!whole || discardedBytes < 0 || discardedFrames < 0) return { what: 'a bad count', decoded: false };
    if (discardedBytes > bytes.length) return { what: 'more discarded than given', decoded: false };
    return { what, decoded: what === null && frames.length > 0 };
  } catch (error) {
    return { what: `threw ${error instanceof Error ? error.message : String(error)}`, decoded: false };
  }
}

function lineFault(line: LineDecoder, piece: Uint8Array, fedBytes: number): string | null {
  const before = line.discardedBytes;
  const took = stopwatch();
  try {
    const frames = line.push(piece);
    const what = took();
    if (!Number.isInteger(frames) || frames < 0) return 'a bad count of frames';
    if (line.discardedBytes < before) return 'takes back what it discarded';
    if (line.discardedBytes > fedBytes) return 'more discarded than given';
    return what;
  } catch (error) {
    return `threw ${error instanceof Error ? error.message : String(error)}`;
  }
}

let sessions: ReadonlyMap<string, readonly Uint8Array[]> | null = null;

/** What each model's virtual instrument says, at most KEPT different messages; made once a process. */
async function said(): Promise<ReadonlyMap<string, readonly Uint8Array[]>> {
  if (sessions !== null) return sessions;
  const made = new Map<string, readonly Uint8Array[]>();
  for (const model of driverDecoders.keys()) {
    const all = (await recordSession(model, SESSION_S)).filter(({ by }) => by === 'instrument');
    const different = new Map(all.map(({ bytes }) => [Buffer.from(bytes).toString('hex'), bytes]));
    made.set(model, [...different.values()].slice(-KEPT));
  }
  sessions = made;
  return made;
}

const ofSize = (bytes: Uint8Array, size: number): Uint8Array => {
  const message = new Uint8Array(size);
  message.set(bytes.subarray(0, size));
  return message;
};

/** A driver's decoder lives as long as its line: one for the whole batch. */
function batchOfLine(
  name: string,
  decoder: DriverDecoder,
  corpus: readonly Uint8Array[],
  rounds: { readonly from: number; readonly count: number; readonly seed: number },
): readonly Failure[] {
  const { from, count, seed } = rounds;
  const failures: Failure[] = [];
  const random = randomOf(seed, from);
  let line = decoder.create();
  let fed = 0;
  for (let round = from; round < from + count; round += 1) {
    const any = input(random, corpus);
    // A link hands over whole reports; now and then one of another size.
    const fits = decoder.messageBytes === undefined || random.next() < 0.05;
    const bytes = fits ? any : ofSize(any, decoder.messageBytes);
    fed += bytes.length;
    const what = lineFault(line, bytes, fed);
    if (what === null) continue;
    failures.push({ round, what: `driver of ${name} ${Buffer.from(bytes).toString('hex')}: ${what}` });
    line = decoder.create();
    fed = 0;
  }
  try {
    line.finish();
  } catch (error) {
    failures.push({
      round: from,
      what: `driver of ${name}: finish threw ${error instanceof Error ? error.message : ''}`,
    });
  }
  return failures;
}

let firstHeapKb: number | null = null;

export const codecs: Campaign = {
  name: 'codecs',
  about:
    "each codec and each driver's decoder takes that many hostile inputs without a throw, a wrong count, a long stop or growth",
  times: 1_000_000,
  batch: 10_000,
  unavailable: always,
  async run(from, count, seed) {
    const failures: Failure[] = [];
    let decoded = 0;
    const messages = await said();
    for (const [device, codec] of deviceCodecs) {
      // Begun anew with each batch, so that a batch can be run alone.
      const corpus = [...driverDecoders]
        .filter(([, decoder]) => decoder.codec === device || decoder.codec.startsWith(`${device}/`))
        .flatMap(([model]) => messages.get(model) ?? [])
        .slice(-KEPT);
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
    for (const [model, decoder] of driverDecoders)
      failures.push(...batchOfLine(model, decoder, messages.get(model) ?? [], { from, count, seed }));
    const heapKb = heapAfterCollection();
    firstHeapKb ??= heapKb;
    if (heapKb - firstHeapKb > MOST_GROWTH_KB)
      failures.push({ round: from, what: `${heapKb - firstHeapKb} kB more than after the first batch` });
    return {
      failures,
      counted: { inputs: count * (deviceCodecs.size + driverDecoders.size), decoded },
      measured: { heapKb },
    };
  },
};
