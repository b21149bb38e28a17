/**
 * Berry PM6750, both directions: 55 AA N, content, SUM. N counts itself, the content and SUM, so a packet is N + 2
 * bytes long. SUM is the one's complement of the sum of N and the content. The content's first byte is the type.
 */
import { invertedSum8 } from '../parts/checksums.ts';

const HEAD = [0x55, 0xaa] as const;
export const START = HEAD[0];
/** A type and nothing else. */
const SHORTEST_N = 3;
/** The longest seen is an ECG sample, 10; firmware may add bytes. */
const LONGEST_N = 20;

/** Bytes of the packet at the head of the buffer. */
export function packetHead(buffer: Uint8Array): number | 'no' | 'broken' | 'more' {
  const [, second, n] = buffer;
  if (second === undefined) return 'more';
  if (second !== HEAD[1]) return 'no';
  if (n === undefined) return 'more';
  return n < SHORTEST_N || n > LONGEST_N ? 'broken' : n + 2;
}

/** Type and content of a whole packet; null when its SUM is wrong. */
export function contentOf(wire: Uint8Array): Uint8Array | null {
  return invertedSum8(wire.subarray(2, -1)) === wire.at(-1) ? wire.subarray(3, -1) : null;
}

export function pack(content: readonly number[]): Uint8Array {
  const counted = [content.length + 2, ...content];
  return Uint8Array.from([...HEAD, ...counted, invertedSum8(counted)]);
}
