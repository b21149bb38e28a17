/** Payloads and states as bytes to be sealed: UTF-8 JSON, padded so that a length does not tell what it is. */
import type { BlobRef } from './contract.ts';
import { JournalError } from './errors.ts';

const utf8 = new TextDecoder('utf-8', { fatal: true });

/** Lengths are multiples of it. */
export const BUCKET_BYTES = 256;
/** White space after a JSON text means nothing. */
const PADDING = 0x20;

/** JSON turns NaN and infinities into null; a measurement must not change on its way to the disk. */
function refuseNonFinite(_key: string, value: unknown): unknown {
  if (typeof value === 'number' && !Number.isFinite(value)) {
    throw new JournalError('invalid', 'a number that is not finite');
  }
  return value;
}

export function encodePayload(value: unknown): Buffer {
  try {
    const text = JSON.stringify(value ?? null, refuseNonFinite) ?? 'null';
    const length = Buffer.byteLength(text);
    const padded = Math.ceil(length / BUCKET_BYTES) * BUCKET_BYTES;
    const bytes = Buffer.allocUnsafe(padded);
    bytes.write(text, 'utf8');
    return bytes.fill(PADDING, length);
  } catch (error) {
    if (error instanceof JournalError) throw error;
    throw new JournalError('invalid', 'a payload that JSON cannot hold');
  }
}

export function decodePayload(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(utf8.decode(bytes));
  } catch {
    throw new JournalError('corrupt', 'a payload that is not JSON');
  }
}

/** What an event seals. */
export interface SealedRecord {
  readonly kind: string;
  readonly payload: unknown;
  readonly blobs: readonly BlobRef[];
}

export function encodeRecord({ kind, payload, blobs }: SealedRecord): Buffer {
  return encodePayload([kind, payload ?? null, ...(blobs.length > 0 ? [blobs] : [])]);
}

export function decodeRecord(text: Uint8Array): SealedRecord {
  const [kind, payload, blobs = []] = decodePayload(text) as [string, unknown, BlobRef[]?];
  return { kind, payload, blobs };
}
