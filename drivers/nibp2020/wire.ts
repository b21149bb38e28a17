/**
 * NIBP2010 / NIBP2020 UP and look-alikes, 4800 8N1: text between a start and an end byte, CR behind it. Combi boards
 * with SpO2 switched on use other delimiters, and send binary SpO2 packets in between.
 */

import type { Head } from '../parts/checked-frames.ts';
import { sum8 } from '../parts/checksums.ts';

/** [start, end] by the name the `codec` command gives them. */
export const DELIMITERS = { plain: [0x02, 0x03], spo2: [0xfd, 0xfe] } as const;
export type Delimiters = keyof typeof DELIMITERS;
export const CARRIAGE_RETURN = 0x0d;
export const SPO2_HEAD = [0x55, 0xaa, 0x07] as const;
/** Head, index, status, SpO2, pulse, PI, check. */
export const SPO2_LENGTH = 9;
/** A status has 39 characters; version and serial number texts are not described. */
const LONGEST_TEXT = 80;
export const LONGEST_FRAME = LONGEST_TEXT + 2;

export const STARTS: readonly number[] = [
  DELIMITERS.plain[0],
  DELIMITERS.spo2[0],
  SPO2_HEAD[0],
  CARRIAGE_RETURN,
];

const ascii = new TextDecoder('latin1');
const isPrintable = (byte: number) => byte >= 0x20 && byte < 0x7f;

function spo2Head(buffer: Uint8Array): Head {
  const [, second, n] = buffer;
  if (second === undefined) return 'more';
  if (second !== SPO2_HEAD[1]) return 'no';
  if (n === undefined) return 'more';
  return n === SPO2_HEAD[2] ? SPO2_LENGTH : 'broken';
}

/** What lies at the head of the buffer; text ends at its end byte, and cannot hold any other control byte. */
export function messageHead(buffer: Uint8Array): Head {
  if (buffer[0] === CARRIAGE_RETURN) return 'filler';
  if (buffer[0] === SPO2_HEAD[0]) return spo2Head(buffer);
  const end = buffer[0] === DELIMITERS.spo2[0] ? DELIMITERS.spo2[1] : DELIMITERS.plain[1];
  for (let at = 1; at < buffer.length; at += 1) {
    const byte = buffer[at] ?? 0;
    if (byte === end) return at + 1;
    if (!isPrintable(byte) || at > LONGEST_TEXT) return 'broken';
  }
  return 'more';
}

/** What stands between start and end byte. */
export function textOf(wire: Uint8Array): string {
  return ascii.decode(wire.subarray(1, -1));
}

/** Two upper-case hex digits: the sum of the characters modulo 256. */
export function textSum(text: string): string {
  return sum8(Buffer.from(text, 'latin1')).toString(16).toUpperCase().padStart(2, '0');
}

/** A command of two digits. Boards with the SpO2 delimiters were seen to want the CR, which is optional elsewhere. */
export function packCommand(digits: string, delimiters: Delimiters): Uint8Array {
  const [start, end] = DELIMITERS[delimiters];
  const summed = `${digits};;`;
  const text = Buffer.from(summed + textSum(summed), 'latin1');
  return Uint8Array.from([start, ...text, end, ...(delimiters === 'spo2' ? [CARRIAGE_RETURN] : [])]);
}
