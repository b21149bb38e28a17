/** Every driver's decoder beside a bare pass over the same bytes, and its time against the length of garbage. */

import { createRandom } from '../../fixtures/parts/random.ts';
import { recordSession } from '../../fixtures/testing/session.ts';
import { type DriverDecoder, driverDecoders } from '../codec/driver-decoders.ts';
import type { Say } from './say.ts';
import { slope } from './stats.ts';

export interface CodecRow {
  readonly model: string;
  readonly bytes: number;
  /** Decoded bytes a second, in the instrument's own pieces. */
  readonly bytesPerSecond: number;
  /** The same buffers summed byte by byte, the quickest of all rows. */
  readonly barePerSecond: number;
  /** How many times longer than the bare pass. */
  readonly ratio: number;
  /** What the instrument says in its busiest second. */
  readonly livePerSecond: number;
  /** How many times faster than the instrument sends. */
  readonly timesLive: number;
  readonly garbage: readonly { readonly bytes: number; readonly ms: number }[];
  /** Exponent of time over length: 1 is linear. */
  readonly garbageExponent: number;
}

const SEED = 7;
/** The best of them counts: what else goes on makes a round longer, never shorter. */
const ROUNDS = 9;
const MOST_ROUNDS = 3 * ROUNDS;
const RECORDED_S = 40;
/** One pass is over too soon to be timed. */
const BARE_PASSES = 20;
const WARM_UP = 2;
/** Where each piece is the answer to a question. */
const ANSWER_BYTES = 64;
const GARBAGE = [31_250, 62_500, 125_000, 250_000];
/** Above it time does not grow as length does. */
export const MOST_EXPONENT = 1.2;

/** ms of processor time: whoever else wants the machine counts less than on the clock. */
function timed(run: () => void): number {
  const before = process.cpuUsage();
  run();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

interface Recording {
  readonly pieces: readonly Uint8Array[];
  readonly frames: number;
  readonly bytes: number;
  readonly livePerSecond: number;
}

function decodeOnce({ create }: DriverDecoder, pieces: readonly Uint8Array[]): number {
  const decoder = create();
  let frames = 0;
  for (const piece of pieces) frames += decoder.push(piece);
  return frames + decoder.finish();
}

/** @throws where the decoder discards what its own instrument says. */
async function recording(model: string, decoder: DriverDecoder): Promise<Recording> {
  const said = (await recordSession(model, RECORDED_S, SEED)).filter(({ by }) => by === 'instrument');
  const seconds = new Map<number, number>();
  for (const { at, bytes } of said) {
    const second = Math.floor(at / 1000);
    seconds.set(second, (seconds.get(second) ?? 0) + bytes.length);
  }
  const pieces = said.map(({ bytes }) => bytes).filter(decoder.takes ?? (() => true));
  const whole = decoder.create();
  for (const piece of pieces) whole.push(piece);
  if (whole.discardedBytes > 0) throw new Error(`${model}: ${whole.discardedBytes} bytes are no frame`);
  return {
    pieces,
    frames: decodeOnce(decoder, pieces),
    bytes: pieces.reduce((sum, piece) => sum + piece.length, 0),
    livePerSecond: Math.max(...seconds.values()),
  };
}

/** @throws never for what an instrument says; the check keeps the loop from being optimised away. */
function barePass(bytes: Uint8Array): void {
  let sum = 0;
  for (let i = 0; i < bytes.length; i += 1) sum += bytes[i] ?? 0;
  if (sum === 0) throw new Error('an empty stream');
}

interface Garbage {
  readonly bytes: Uint8Array;
  /** In pieces of so many. */
  readonly size: number;
}

/** Half noise, half bytes that frames start with: full of false starts. */
function garbageOf(length: number, { messageBytes, takes }: DriverDecoder, { pieces }: Recording): Garbage {
  const random = createRandom(SEED);
  const starts = [...new Set(pieces.map((piece) => piece[0] ?? 0))];
  const start = () => starts[Math.floor(random.next() * starts.length)] ?? 0;
  const bytes = Uint8Array.from({ length }, () => (random.next() < 0.5 ? random.byte() : start()));
  return { bytes, size: messageBytes ?? (takes === undefined ? length : ANSWER_BYTES) };
}

/** Cut as it goes: a list of all pieces of a long input is no longer in the processor's cache, that of a short one is. */
function decodeGarbage({ create }: DriverDecoder, { bytes, size }: Garbage): void {
  const decoder = create();
  for (let at = 0; at < bytes.length; at += size) decoder.push(bytes.subarray(at, at + size));
  decoder.finish();
}

const exponentOf = (garbage: CodecRow['garbage']) =>
  slope(garbage.map(({ bytes, ms }) => [Math.log(bytes), Math.log(ms)]));

/**
 * ms for each length. A short one is decoded so often that every sample is of the same number of bytes, and every length
 * in each round: whatever disturbs one disturbs all. What looks bent is measured on: only what is bent stays so.
 */
function garbageTimes(
  lengths: readonly number[],
  decoder: DriverDecoder,
  recorded: Recording,
): CodecRow['garbage'] {
  const most = Math.max(...lengths);
  const inputs = lengths.map((length) => garbageOf(length, decoder, recorded));
  const best = lengths.map(() => Number.POSITIVE_INFINITY);
  const times = () => lengths.map((bytes, i) => ({ bytes, ms: best[i] ?? Number.NaN }));
  for (let round = -WARM_UP; round < MOST_ROUNDS; round += 1) {
    for (const [i, input] of inputs.entries()) {
      const repeats = Math.round(most / input.bytes.length);
      const ms = timed(() => {
        for (let n = 0; n < repeats; n += 1) decodeGarbage(decoder, input);
      });
      // The first rounds only warm the compiler up.
      if (round >= 0) best[i] = Math.min(best[i] ?? ms, ms / repeats);
    }
    if (round >= ROUNDS - 1 && exponentOf(times()) <= MOST_EXPONENT) break;
  }
  return times();
}

async function benchOne(model: string, decoder: DriverDecoder, quick: boolean): Promise<CodecRow> {
  const recorded = await recording(model, decoder);
  const times = Math.ceil((quick ? 100_000 : 500_000) / recorded.bytes);
  const bytes = Uint8Array.from(Buffer.concat(Array.from({ length: times }, () => recorded.pieces).flat()));
  const [decoding, bare]: [number[], number[]] = [[], []];
  for (let round = 0; round < ROUNDS; round += 1) {
    let frames = 0;
    decoding.push(
      timed(() => {
        for (let i = 0; i < times; i += 1) frames += decodeOnce(decoder, recorded.pieces);
      }),
    );
    // A fast wrong decoder has no speed.
    if (frames !== times * recorded.frames)
      throw new Error(`${model}: ${frames} of ${times * recorded.frames}`);
    const bareMs = timed(() => {
      for (let i = 0; i < BARE_PASSES; i += 1) barePass(bytes);
    });
    bare.push(bareMs / BARE_PASSES);
  }
  const [decodeMs, bareMs] = [Math.min(...decoding), Math.min(...bare)];
  const garbage = garbageTimes(GARBAGE.slice(0, quick ? 3 : undefined), decoder, recorded);
  const bytesPerSecond = (bytes.length / decodeMs) * 1000;
  return {
    model,
    bytes: bytes.length,
    bytesPerSecond,
    barePerSecond: (bytes.length / bareMs) * 1000,
    ratio: decodeMs / bareMs,
    livePerSecond: recorded.livePerSecond,
    timesLive: bytesPerSecond / recorded.livePerSecond,
    garbage,
    garbageExponent: exponentOf(garbage),
  };
}

export async function benchCodecs(quick: boolean, say: Say): Promise<readonly CodecRow[]> {
  const rows: CodecRow[] = [];
  for (const [model, decoder] of driverDecoders) {
    say(`codec: ${model}`);
    rows.push(await benchOne(model, decoder, quick));
  }
  // What a sum takes does not hang on the bytes: a slow one, not yet compiled, would flatter its row.
  const barePerSecond = Math.max(...rows.map((row) => row.barePerSecond));
  return rows.map((row) => ({ ...row, barePerSecond, ratio: barePerSecond / row.bytesPerSecond }));
}
