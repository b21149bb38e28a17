/** Eight-bit sums of serial protocols. `bytes`: what the rule covers, without the check byte itself. */

/** Sum modulo 256. */
export function sum8(bytes: Iterable<number>): number {
  let sum = 0;
  for (const byte of bytes) sum = (sum + byte) & 0xff;
  return sum;
}

/** One's complement of the sum. */
export function invertedSum8(bytes: Iterable<number>): number {
  return ~sum8(bytes) & 0xff;
}

/** What makes the sum of everything, check byte included, 0 modulo 256. */
export function zeroSum8(bytes: Iterable<number>): number {
  return -sum8(bytes) & 0xff;
}
