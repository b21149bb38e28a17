import { INPUT_EVENT_BYTES } from './events.ts';

/** A record of a 64-bit kernel, at second 1,800,000,000. */
export function packInputEvent(kind: number, code: number, value: number, usec = 500_000): Uint8Array {
  const bytes = Buffer.alloc(INPUT_EVENT_BYTES);
  bytes.writeBigUInt64LE(1_800_000_000n, 0);
  bytes.writeBigUInt64LE(BigInt(usec), 8);
  bytes.writeUInt16LE(kind, 16);
  bytes.writeUInt16LE(code, 18);
  bytes.writeInt32LE(value, 20);
  return Uint8Array.from(bytes);
}
