/** How long an Ogg Opus file sounds: the last page tells its last sample, at 48 kHz (RFC 7845 §4). Seconds; 0: none. */
const PAGE = Buffer.from('OggS');
const GRANULE_AT = 6;
const RATE_HZ = 48_000;

export function clipSeconds(file: Buffer): number {
  const page = file.lastIndexOf(PAGE);
  if (page < 0 || page + GRANULE_AT + 8 > file.length) return 0;
  return Number(file.readBigInt64LE(page + GRANULE_AT)) / RATE_HZ;
}
