/** Omron HEM-790IT / HEM-7080IT: what the monitor answers, once its reports are put together. */
import { isoLocal } from '../parts/local-time.ts';

export interface OmronRecord {
  readonly type: 'record';
  /** mmHg */
  readonly sys: number;
  /** mmHg */
  readonly dia: number;
  /** Beats a minute. */
  readonly pulseRate: number;
  /** 0 = a single measurement, 1..3 = which of an averaged series. */
  readonly series: number;
  /**
   * The monitor's own clock: local time, no zone. One that was never set counts from 2007-01-01 00:00, so it is never
   * trusted alone. null = no moment of the calendar.
   */
  readonly time: string | null;
}

export type OmronReply =
  | OmronRecord
  | { readonly type: 'version'; readonly text: string }
  | { readonly type: 'count'; readonly records: number }
  /** Accepted, nothing to tell: the answer to clearing and to END. */
  | { readonly type: 'ok' }
  /** Not now: repeat the request after a pause. */
  | { readonly type: 'no' }
  /** After END: the monitor switches off. */
  | { readonly type: 'off' }
  /** Seen in recordings right after clearing, meaning not described: clear again. */
  | { readonly type: 'busy' }
  /** Intact, to a question this driver does not ask. `data`: hex, without "OK". */
  | { readonly type: 'other'; readonly data: string };

export interface OmronMessage {
  readonly reply: OmronReply;
  readonly raw: Uint8Array;
}

export interface OmronMessages {
  readonly messages: readonly OmronMessage[];
  /** Bytes that belong to no intact message. */
  readonly discardedBytes: number;
  /** Broken messages; each has a wrong checksum, for nothing else can be told of them. */
  readonly discardedFrames: number;
}

const OK = Uint8Array.of(0x4f, 0x4b);
const NO = Uint8Array.of(0x4e, 0x4f);
const OFF = Uint8Array.of(0x4f, 0x46, 0x46, 0x0d, 0x0a);
const BUSY = Uint8Array.of(0x60, 0, 0, 0, 0, 0, 0);

const RECORD_BYTES = 17;
const VERSION_BYTES = 15;
const COUNT_BYTES = 8;
/** Far above the longest reply known. */
export const LONGEST_REPLY = 64;

const WORDS = [OK, NO, OFF, BUSY] as const;

function begins(bytes: Uint8Array, word: Uint8Array, at = 0): boolean {
  return word.every((byte, i) => bytes[at + i] === byte);
}

/** Whether a message may start at `at`. */
export function startsMessage(bytes: Uint8Array, at = 0): boolean {
  return WORDS.some((word) => bytes[at] === word[0] && begins(bytes, word, at));
}

function record(raw: Uint8Array): OmronRecord {
  const [, , , year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = raw;
  const [sys = 0, dia = 0, pulseRate = 0, , flags = 0] = raw.subarray(11);
  return {
    type: 'record',
    // Plain binary, not BCD, though the digits of many dates look like it.
    time: isoLocal({ year: 2000 + year, month, day, hour, minute, second }),
    sys,
    dia,
    pulseRate,
    series: flags >> 4,
  };
}

/** `raw`: "OK" and data whose exclusive or is 0. */
function parseOk(raw: Uint8Array): OmronReply {
  const text = raw.subarray(3, -1);
  if (raw.length === 2) return { type: 'ok' };
  if (raw.length === RECORD_BYTES) return record(raw);
  if (raw.length === VERSION_BYTES && text.every((byte) => byte >= 0x20 && byte < 0x7f)) {
    return { type: 'version', text: String.fromCharCode(...text).trim() };
  }
  if (raw.length === COUNT_BYTES && raw[2] === 0 && raw[3] === 0 && raw[5] === 0) {
    return { type: 'count', records: raw[6] ?? 0 };
  }
  return { type: 'other', data: Buffer.from(raw.subarray(2)).toString('hex') };
}

/** Lengths known, then ends of full reports: where a message with foreign bytes behind it may be cut. */
const CUTS = [RECORD_BYTES, VERSION_BYTES, COUNT_BYTES, 7, 14, 21, 28, 35, 42];

/** Length of the intact message that starts with "OK"; 0: none. A "NO" may follow it in the same transfer. */
function okLength(bytes: Uint8Array): number {
  const intact = new Set<number>();
  let sum = 0;
  for (let end = OK.length; end <= Math.min(bytes.length, LONGEST_REPLY); end += 1) {
    if (end > OK.length) sum ^= bytes[end - 1] ?? 0;
    if (sum !== 0) continue;
    if (end === bytes.length || startsMessage(bytes, end)) return end;
    intact.add(end);
  }
  return CUTS.find((end) => intact.has(end)) ?? 0;
}

function messageAt(bytes: Uint8Array): OmronMessage | null {
  const whole = (word: Uint8Array, reply: OmronReply) => ({ reply, raw: bytes.slice(0, word.length) });
  if (begins(bytes, OFF)) return whole(OFF, { type: 'off' });
  if (begins(bytes, NO)) return whole(NO, { type: 'no' });
  if (begins(bytes, BUSY)) return whole(BUSY, { type: 'busy' });
  const length = begins(bytes, OK) ? okLength(bytes) : 0;
  if (length === 0) return null;
  const raw = bytes.slice(0, length);
  return { reply: parseOk(raw), raw };
}

/** `bytes`: what one or more replies were put together to, at most a few. */
export function parseReplies(bytes: Uint8Array): OmronMessages {
  const messages: OmronMessage[] = [];
  let discardedBytes = 0;
  let discardedFrames = 0;
  let at = 0;
  while (at < bytes.length) {
    const rest = bytes.subarray(at);
    const message = messageAt(rest);
    if (message !== null) {
      messages.push(message);
      at += message.raw.length;
      continue;
    }
    const next = rest.findIndex((_, i) => i > 0 && startsMessage(rest, i));
    const length = next < 0 ? rest.length : next;
    discardedBytes += length;
    discardedFrames += begins(rest, OK) ? 1 : 0;
    at += length;
  }
  return { messages, discardedBytes, discardedFrames };
}
