/**
 * SunTech Advantage OEM, 9600 8N1. Host: 3A, opcode, parameters, CK. Module: 3E, LEN, data, CK; LEN is the whole
 * packet. CK makes the sum of all bytes 0 modulo 256. Numbers are low byte first.
 */
import { sum8, zeroSum8 } from '../parts/checksums.ts';

export const HOST_START = 0x3a;
export const MODULE_START = 0x3e;

/** The only lengths a module packet can have; any other is not a start. */
export const LENGTH = {
  acknowledge: 4,
  word: 5,
  calibration: 6,
  cuffStream: 7,
  result: 24,
  /** A result of the mode that streams the cuff: one type byte more. */
  streamResult: 25,
  strings: 67,
} as const;
const LENGTHS: ReadonlySet<number> = new Set(Object.values(LENGTH));

export function packetHead(buffer: Uint8Array): number | 'broken' | 'more' {
  const length = buffer[1];
  if (length === undefined) return 'more';
  return LENGTHS.has(length) ? length : 'broken';
}

/** The data of a whole module packet; null when its CK is wrong. */
export function dataOf(wire: Uint8Array): Uint8Array | null {
  return sum8(wire) === 0 ? wire.subarray(2, -1) : null;
}

function packed(head: readonly number[]): Uint8Array {
  return Uint8Array.from([...head, zeroSum8(head)]);
}

/** `body`: opcode and parameters. */
export function packHost(body: readonly number[]): Uint8Array {
  return packed([HOST_START, ...body]);
}

/** `data`: as many bytes as one of the lengths leaves room for. */
export function packModule(data: readonly number[]): Uint8Array {
  const length = data.length + 3;
  if (!LENGTHS.has(length)) throw new RangeError(`no packet has ${length} bytes`);
  return packed([MODULE_START, length, ...data]);
}
