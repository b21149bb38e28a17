/**
 * Contec "protocol V7.0", 115200 baud: how a package lies on the wire.
 * Type byte (bit 7 clear), high byte, up to 7 data bytes; every byte after the type has bit 7 set. Bit i of the high
 * byte is the missing bit 7 of data byte i. There is no checksum.
 */

export const PACKAGE = {
  realtime: 0x01,
  model: 0x02,
  vendor: 0x03,
  deviceId: 0x04,
  userInfo: 0x05,
  storageStartDate: 0x07,
  storageLength: 0x08,
  storageSample: 0x09,
  storageSegments: 0x0a,
  commandFeedback: 0x0b,
  free: 0x0c,
  disconnect: 0x0d,
  piSupport: 0x0e,
  storage3: 0x0f,
  userCount: 0x10,
  notice: 0x11,
  storageStartTime: 0x12,
  storageIdentifiers: 0x15,
  hostCommand: 0x7d,
} as const;

/** Length on the wire, type byte included. */
const LENGTHS: ReadonlyMap<number, number> = new Map([
  [PACKAGE.realtime, 9],
  [PACKAGE.model, 9],
  [PACKAGE.vendor, 9],
  [PACKAGE.deviceId, 9],
  [PACKAGE.userInfo, 9],
  [PACKAGE.storageStartDate, 8],
  [PACKAGE.storageLength, 8],
  [PACKAGE.storageSample, 6],
  [PACKAGE.storageSegments, 4],
  [PACKAGE.commandFeedback, 4],
  [PACKAGE.free, 2],
  [PACKAGE.disconnect, 3],
  [PACKAGE.piSupport, 3],
  [PACKAGE.storage3, 8],
  [PACKAGE.userCount, 3],
  [PACKAGE.notice, 9],
  [PACKAGE.storageStartTime, 8],
  [PACKAGE.storageIdentifiers, 9],
  [PACKAGE.hostCommand, 9],
]);

/** Bytes of a package of this type, type byte included; undefined for a type the protocol does not know. */
export function packageLength(type: number): number | undefined {
  return LENGTHS.get(type);
}

/** `data`: whole bytes, as many as the type carries (missing ones are 0). */
export function pack(type: number, data: readonly number[]): Uint8Array {
  const length = packageLength(type);
  if (length === undefined || data.length > length - 2) {
    throw new RangeError(`package type ${type} cannot carry ${data.length} bytes`);
  }
  const wire = new Uint8Array(length).fill(0x80);
  wire[0] = type;
  let high = 0x80;
  for (const [i, byte] of data.entries()) {
    wire[i + 2] = 0x80 | byte;
    high |= ((byte >> 7) & 1) << i;
  }
  wire[1] = high;
  return wire;
}

/** Rebuilds the data bytes of a whole package. */
export function unpack(wire: Uint8Array): readonly number[] {
  const high = wire[1] ?? 0;
  return Array.from(wire.subarray(2), (byte, i) => (byte & 0x7f) | (((high >> i) & 1) << 7));
}
