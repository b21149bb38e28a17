/** Payloads and states as they lie in the database: UTF-8 JSON bytes. */
import { JournalError } from './errors.ts';

const utf8 = new TextDecoder('utf-8', { fatal: true });

/** JSON turns NaN and infinities into null; a measurement must not change on its way to the disk. */
function refuseNonFinite(_key: string, value: unknown): unknown {
  if (typeof value === 'number' && !Number.isFinite(value)) {
    throw new JournalError('invalid', 'a number that is not finite');
  }
  return value;
}

export function encodePayload(value: unknown): Buffer {
  try {
    return Buffer.from(JSON.stringify(value ?? null, refuseNonFinite) ?? 'null', 'utf8');
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
