/** Payloads and states as bytes to be sealed: UTF-8 JSON, padded so that a length does not tell what it is. */
import type { JournalRecord } from '../../state-machines/contract.ts';
import type { BlobRef } from './contract.ts';
import { JournalError } from './errors.ts';

const utf8 = new TextDecoder('utf-8', { fatal: true });

/** Lengths are multiples of it. */
export const BUCKET_BYTES = 256;
/** White space after a JSON text means nothing. */
const PADDING = 0x20;

/** JSON turns NaN and infinities into null; a measurement must not change on its way to the disk. */
function requireKept(value: unknown): void {
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) throw new JournalError('invalid', 'a number that is not finite');
  } else if (typeof value === 'function' || typeof value === 'symbol') {
    throw new JournalError('invalid', 'a value that cannot be copied');
  } else if (typeof value === 'object' && value !== null) {
    if (Array.isArray(value)) for (const one of value) requireKept(one);
    else for (const key in value) requireKept((value as Record<string, unknown>)[key]);
  }
}

/** @throws JournalError `invalid` */
export function jsonOf(value: unknown): string {
  try {
    requireKept(value);
    return JSON.stringify(value ?? null) ?? 'null';
  } catch (error) {
    if (error instanceof JournalError) throw error;
    throw new JournalError('invalid', 'a value that JSON cannot hold');
  }
}

export function padText(text: string): Buffer {
  const length = Buffer.byteLength(text);
  const padded = Math.ceil(length / BUCKET_BYTES) * BUCKET_BYTES;
  const bytes = Buffer.allocUnsafe(padded);
  bytes.write(text, 'utf8');
  return bytes.fill(PADDING, length);
}

export const encodePayload = (value: unknown): Buffer => padText(jsonOf(value));

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

/** JSON of `[kind, payload]`. */
export const recordText = ({ kind, payload }: JournalRecord): string => jsonOf([kind, payload ?? null]);

/** @param text of `recordText` */
export function encodeRecord(text: string, blobs: readonly BlobRef[]): Buffer {
  return padText(blobs.length === 0 ? text : `${text.slice(0, -1)},${JSON.stringify(blobs)}]`);
}

export function decodeRecord(text: Uint8Array): SealedRecord {
  const [kind, payload, blobs = []] = decodePayload(text) as [string, unknown, BlobRef[]?];
  return { kind, payload, blobs };
}
