/** Names that never change: whatever is sent twice carries the same one, so it is kept once. */
import { createHash } from 'node:crypto';
import type { Identifier } from 'fhir/r4.js';
import { SYSTEM } from './codes.ts';

const digest = (...parts: readonly string[]): Buffer =>
  createHash('sha256').update(JSON.stringify(parts)).digest();

/** A UUID (RFC 9562 version 8) that is always the same for the same parts. */
export function derivedUuid(...parts: readonly string[]): string {
  const bytes = digest(...parts).subarray(0, 16);
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x80;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = bytes.toString('hex');
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

/**
 * EUI-64 with dashes. The instruments have none, so it is a locally administered one (IEEE 802: second bit of the
 * first byte set, first bit clear), the same for the same instrument of the same cabinet.
 */
export function localEui64(...parts: readonly string[]): string {
  const bytes = digest('eui-64', ...parts).subarray(0, 8);
  bytes[0] = ((bytes[0] ?? 0) | 0x02) & 0xfe;
  return [...bytes].map((byte) => byte.toString(16).padStart(2, '0').toUpperCase()).join('-');
}

/** `urn`: urn:uuid:… */
export const uriIdentifier = (urn: string): Identifier => ({ system: SYSTEM.uri, value: urn });

export const uuidOf = (urn: string): string => urn.replace(/^urn:uuid:/, '');
