/** STUN messages (RFC 5389) as far as a TURN allocation (RFC 5766) needs them. */
import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto';

const MAGIC = 0x2112a442;
const HEADER_BYTES = 20;
const INTEGRITY_BYTES = 24;

export const METHOD = { allocate: 0x0003, refresh: 0x0004 } as const;
type Method = (typeof METHOD)[keyof typeof METHOD];
export const ATTRIBUTE = {
  username: 0x0006,
  messageIntegrity: 0x0008,
  errorCode: 0x0009,
  lifetime: 0x000d,
  realm: 0x0014,
  nonce: 0x0015,
  xorRelayedAddress: 0x0016,
  requestedTransport: 0x0019,
} as const;

const CLASS = { request: 0x000, success: 0x100, error: 0x110 } as const;
const CLASS_BITS = 0x110;
const FAMILY_IPV4 = 0x01;

export interface StunReply {
  readonly transaction: string;
  readonly kind: 'success' | 'error';
  readonly method: number;
  /** By type; the first of each counts. */
  readonly attributes: ReadonlyMap<number, Buffer>;
  readonly bytes: Buffer;
}

export const newTransaction = (): Buffer => randomBytes(12);

/** RFC 5389, 15.4: long-term credentials. */
export function longTermKey(username: string, realm: string, password: string): Buffer {
  return createHash('md5').update(`${username}:${realm}:${password}`, 'utf8').digest();
}

/** With `key` a MESSAGE-INTEGRITY is added at its end. */
export function encodeRequest(
  method: Method,
  transaction: Buffer,
  attributes: readonly (readonly [type: number, value: Buffer])[],
  key: Buffer | null,
): Buffer {
  const body = Buffer.concat(attributes.map(([type, value]) => attribute(type, value)));
  const length = body.length + (key === null ? 0 : INTEGRITY_BYTES);
  const header = Buffer.alloc(HEADER_BYTES);
  header.writeUInt16BE(method | CLASS.request, 0);
  header.writeUInt16BE(length, 2);
  header.writeUInt32BE(MAGIC, 4);
  transaction.copy(header, 8);
  const message = Buffer.concat([header, body]);
  if (key === null) return message;
  const digest = createHmac('sha1', key).update(message).digest();
  return Buffer.concat([message, attribute(ATTRIBUTE.messageIntegrity, digest)]);
}

function attribute(type: number, value: Buffer): Buffer {
  const head = Buffer.alloc(4);
  head.writeUInt16BE(type, 0);
  head.writeUInt16BE(value.length, 2);
  return Buffer.concat([head, value, Buffer.alloc(-value.length & 3)]);
}

/** Bytes of the whole message that starts here; null while its header has not come. */
export function messageLength(bytes: Buffer): number | null {
  return bytes.length < HEADER_BYTES ? null : HEADER_BYTES + bytes.readUInt16BE(2);
}

/** null: no answer of STUN, or not whole. */
export function decodeReply(bytes: Buffer): StunReply | null {
  if (messageLength(bytes) !== bytes.length || bytes.readUInt32BE(4) !== MAGIC) return null;
  const type = bytes.readUInt16BE(0);
  const kind = type & CLASS_BITS;
  if (kind !== CLASS.success && kind !== CLASS.error) return null;
  const attributes = new Map<number, Buffer>();
  for (let at = HEADER_BYTES; at + 4 <= bytes.length; ) {
    const length = bytes.readUInt16BE(at + 2);
    const end = at + 4 + length;
    if (end > bytes.length) return null;
    const name = bytes.readUInt16BE(at);
    if (!attributes.has(name)) attributes.set(name, bytes.subarray(at + 4, end));
    at = end + (-length & 3);
  }
  return {
    transaction: bytes.toString('hex', 8, HEADER_BYTES),
    kind: kind === CLASS.success ? 'success' : 'error',
    method: type & ~CLASS_BITS,
    attributes,
    bytes,
  };
}

/** Was the answer made by who knows the key? */
export function integrityHolds({ bytes, attributes }: StunReply, key: Buffer): boolean {
  const given = attributes.get(ATTRIBUTE.messageIntegrity);
  if (given?.length !== INTEGRITY_BYTES - 4) return false;
  const end = given.byteOffset - bytes.byteOffset - 4;
  const signed = Buffer.from(bytes.subarray(0, end));
  signed.writeUInt16BE(end - HEADER_BYTES + INTEGRITY_BYTES, 2);
  return timingSafeEqual(createHmac('sha1', key).update(signed).digest(), given);
}

/** 300 to 699, with the server's words; null: none. */
export function errorOf({ attributes }: StunReply): { code: number; words: string } | null {
  const value = attributes.get(ATTRIBUTE.errorCode);
  if (value === undefined || value.length < 4) return null;
  const code = (value.readUInt8(2) & 7) * 100 + value.readUInt8(3);
  return { code, words: value.toString('utf8', 4) };
}

/** `address:port` of XOR-RELAYED-ADDRESS; the address of IPv6 is not spelled out. */
export function relayedAddress({ attributes }: StunReply): string | null {
  const value = attributes.get(ATTRIBUTE.xorRelayedAddress);
  if (value === undefined || value.length < 8) return null;
  const port = value.readUInt16BE(2) ^ (MAGIC >>> 16);
  if (value.readUInt8(1) !== FAMILY_IPV4) return `IPv6:${port}`;
  const address = (value.readUInt32BE(4) ^ MAGIC) >>> 0;
  const parts = [24, 16, 8, 0].map((shift) => (address >>> shift) & 255);
  return `${parts.join('.')}:${port}`;
}
