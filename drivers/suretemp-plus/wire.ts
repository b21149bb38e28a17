/**
 * SureTemp Plus OEM module, 9600 8N1: 03 02 10, command (high byte first), type, data size (LOW byte first), data, CK.
 * CK makes the sum of the whole frame 0 modulo 256.
 */
import { sum8, zeroSum8 } from '../parts/checksums.ts';

const HEAD = [0x03, 0x02, 0x10] as const;
export const START = HEAD[0];
/** Head, command, type, size. */
const BEFORE_DATA = 8;
/** The longest described is a temperature record, 33. */
const LONGEST_DATA = 64;
export const LONGEST_FRAME = BEFORE_DATA + LONGEST_DATA + 1;

export const TYPE = { command: 0x01, goodReply: 0x02 } as const;

export interface Envelope {
  readonly command: number;
  readonly type: number;
  readonly data: Uint8Array;
}

export function frameHead(buffer: Uint8Array): number | 'no' | 'broken' | 'more' {
  for (const [i, byte] of HEAD.entries()) {
    const there = buffer[i];
    if (there === undefined) return 'more';
    if (there !== byte) return 'no';
  }
  const [low, high] = buffer.subarray(6, BEFORE_DATA);
  if (low === undefined || high === undefined) return 'more';
  const size = low | (high << 8);
  return size > LONGEST_DATA ? 'broken' : BEFORE_DATA + size + 1;
}

/** A whole frame's parts; null when its CK is wrong. */
export function openEnvelope(wire: Uint8Array): Envelope | null {
  if (sum8(wire) !== 0) return null;
  const [, , , high = 0, low = 0, type = 0] = wire;
  return { command: (high << 8) | low, type, data: wire.subarray(BEFORE_DATA, -1) };
}

export function pack(command: number, type: number, data: readonly number[]): Uint8Array {
  const size = data.length;
  const head = [...HEAD, command >> 8, command & 0xff, type, size & 0xff, size >> 8, ...data];
  return Uint8Array.from([...head, zeroSum8(head)]);
}
