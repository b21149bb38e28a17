/** Sum of all bytes, low 7 bits: the checksum of protocols whose data bytes keep bit 7 clear. */
export function sum7(bytes: Iterable<number>): number {
  let sum = 0;
  for (const byte of bytes) sum += byte;
  return sum & 0x7f;
}
