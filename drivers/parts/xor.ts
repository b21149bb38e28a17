/** Exclusive or of all bytes; 0 over data and its checksum together means intact. */
export function xor(bytes: Iterable<number>): number {
  let all = 0;
  for (const byte of bytes) all ^= byte;
  return all;
}
