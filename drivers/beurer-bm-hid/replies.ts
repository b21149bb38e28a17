/**
 * Beurer BM55, BM58, BM65 (any Andon KD001 by one source): what the monitor answers. The HID build answers in 8-byte
 * reports padded with F4, the serial build (PL2303, 4800 8N1) in bare bytes. There is no checksum and no type byte:
 * what an answer means is known only from the question.
 */
import { isoLocal } from '../parts/local-time.ts';

export interface BeurerRecord {
  readonly type: 'record';
  /** mmHg, 25..280. */
  readonly sys: number;
  /** mmHg, 25..280. */
  readonly dia: number;
  /** Beats a minute. */
  readonly pulseRate: number;
  readonly user: 1 | 2;
  readonly irregular: boolean;
  /** BM55 only, one source. */
  readonly movement: boolean;
  /** The monitor's own clock, set by hand and often wrong: local time to the minute, no zone. */
  readonly time: string;
  readonly transport?: 'serial';
}

export type BeurerReply =
  /** `ok` false: it answered, but not with 55: not in PC mode, reconnect. */
  | { readonly type: 'hello'; readonly ok: boolean }
  | { readonly type: 'count'; readonly records: number }
  | { readonly type: 'text'; readonly text: string }
  /** Asked for a record behind the last one. */
  | { readonly type: 'noRecord' }
  /** A record that was asked for and has no moment of the calendar: it has a place in the memory, and no meaning. */
  | { readonly type: 'undated' }
  | BeurerRecord;

/** What was asked. `index` from 1, newest of user 1 first; `count`: records there are, once known. */
export type BeurerQuestion =
  | { readonly asked: 'hello' | 'count' | 'identifier' }
  | { readonly asked: 'record'; readonly index: number; readonly count: number };

export const REPORT_BYTES = 8;
export const RECORD_BYTES = 8;
/** The serial build sends its whole identifier at once. */
export const SERIAL_TEXT_BYTES = 32;
export const PADDING = 0xf4;
export const HELLO = 0x55;
export const NO_RECORD = 0xa9;
export const SERIAL_RECORD = 0xac;

const PRESSURE_OFFSET = 25;

const isPrintable = (byte: number) => byte >= 0x20 && byte < 0x7f;

function withoutPadding(bytes: Uint8Array): Uint8Array {
  return bytes.subarray(0, bytes.findLastIndex((byte) => byte !== PADDING) + 1);
}

/** The published vector spells the maker in this way; it is told by its name. */
const MAKERS: Readonly<Record<string, string>> = { Buerer: 'Beurer' };

/** `bytes`: printable characters, then padding; null: anything else. */
export function parseText(bytes: Uint8Array): BeurerReply | null {
  const used = withoutPadding(bytes);
  if (used.length === 0 || !used.every(isPrintable)) return null;
  const text = String.fromCharCode(...used).trim();
  return { type: 'text', text: MAKERS[text] ?? text };
}

/** `bytes`: eight. null: no moment of the calendar, so no record. */
export function parseRecord(bytes: Uint8Array): BeurerRecord | null {
  const [sys = 0, dia = 0, pulse = 0, month = 0, day = 0, hour = 0, minute = 0, year = 0] = bytes;
  const time = isoLocal({
    year: 2000 + (year & 0x7f),
    month: month & 0x0f,
    day: day & 0x1f,
    hour,
    minute,
  });
  if (bytes.length !== RECORD_BYTES || time === null) return null;
  return {
    type: 'record',
    sys: sys + PRESSURE_OFFSET,
    dia: dia + PRESSURE_OFFSET,
    pulseRate: pulse,
    user: (day & 0x80) === 0 ? 1 : 2,
    irregular: (year & 0x80) !== 0,
    movement: (month & 0x80) !== 0,
    time,
  };
}

/** The answer in an input report of the HID build. null: not an answer to that. */
export function parseReply(report: Uint8Array, question: BeurerQuestion): BeurerReply | null {
  if (report.length !== REPORT_BYTES) return null;
  const [first = 0] = report;
  switch (question.asked) {
    case 'hello':
      return { type: 'hello', ok: first === HELLO };
    case 'count':
      return { type: 'count', records: first };
    case 'identifier':
      return parseText(report);
    case 'record':
      // A9 is also a systolic pressure of 194: only the index tells.
      if (question.index > question.count) return first === NO_RECORD ? { type: 'noRecord' } : null;
      return parseRecord(report) ?? { type: 'undated' };
  }
}

/** The answer, as far as a report alone can tell. For looking at recordings; a driver knows what it asked. */
export function guessReply(report: Uint8Array): BeurerReply | null {
  const [first = 0] = report;
  if (report.length !== REPORT_BYTES) return null;
  if (report.subarray(1).every((byte) => byte === PADDING)) {
    if (first === HELLO) return { type: 'hello', ok: true };
    return first === NO_RECORD ? { type: 'noRecord' } : { type: 'count', records: first };
  }
  return parseText(report) ?? parseRecord(report);
}
