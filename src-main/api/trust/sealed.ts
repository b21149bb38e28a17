/**
 * What concerns the patient, for one doctor on duty: JWE, ECDH-ES on P-256 with the key of his certificate (RFC 7518
 * §4.6), A256GCM, bound to speaker and listener. Always of one length, so that the broker learns nothing from it.
 */
import { CompactEncrypt, compactDecrypt, errors } from 'jose';
import { z } from 'zod';
import { padText } from '../watch-sealed.ts';
import { type PublicKey, toSealTo } from './keys.ts';

/** Of the padded JSON. */
const NOTICE_BYTES = 1024;

export const sealedSchema = z
  .string()
  .regex(/^[\w-]+\.\.[\w-]+\.[\w-]+\.[\w-]+$/)
  .max(4096);

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

/** @throws RangeError: `value` is longer than fits. */
export async function sealTo(key: PublicKey, from: string, to: string, value: unknown): Promise<string> {
  return new CompactEncrypt(padText(JSON.stringify(value), NOTICE_BYTES))
    .setProtectedHeader({ alg: 'ECDH-ES', enc: 'A256GCM' })
    .setKeyManagementParameters({ apu: bytes(from), apv: bytes(to) })
    .encrypt(await toSealTo(key));
}

/** Null: not for this key, changed on its way, or between two others. */
export async function openSealed(sealed: string, key: CryptoKey, from: string, to: string): Promise<unknown> {
  try {
    const { plaintext, protectedHeader } = await compactDecrypt(sealed, key, {
      keyManagementAlgorithms: ['ECDH-ES'],
      contentEncryptionAlgorithms: ['A256GCM'],
    });
    if (protectedHeader['apu'] !== base64url(from) || protectedHeader['apv'] !== base64url(to)) return null;
    return JSON.parse(new TextDecoder().decode(plaintext));
  } catch (error) {
    if (error instanceof errors.JOSEError || error instanceof SyntaxError) return null;
    if (error instanceof DOMException || error instanceof TypeError) return null;
    throw error;
  }
}

const base64url = (text: string): string =>
  btoa(text).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
