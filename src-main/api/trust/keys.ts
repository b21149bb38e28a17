/** Keys of the fleet: P-256, one to sign (ES256) and, for doctors, one to be sealed to (ECDH-ES). */
import { calculateJwkThumbprint } from 'jose';
import { z } from 'zod';

const coordinate = z.string().regex(/^[\w-]{43}$/);

/** The public half and nothing else. */
export const publicKeySchema = z.strictObject({
  kty: z.literal('EC'),
  crv: z.literal('P-256'),
  x: coordinate,
  y: coordinate,
});
export type PublicKey = z.infer<typeof publicKeySchema>;

/** What the keys of an issuer's file hold; kept by its owner alone. */
export const privateKeySchema = publicKeySchema.extend({ d: coordinate });
export type PrivateKey = z.infer<typeof privateKeySchema>;

const SIGNING = { name: 'ECDSA', namedCurve: 'P-256' } as const;
const SEALING = { name: 'ECDH', namedCurve: 'P-256' } as const;

/** Non-extractable: no program of the page, however it came in, can carry the private half away. */
export const makeSigningKey = (): Promise<CryptoKeyPair> =>
  crypto.subtle.generateKey(SIGNING, false, ['sign', 'verify']);
export const makeSealingKey = (): Promise<CryptoKeyPair> =>
  crypto.subtle.generateKey(SEALING, false, ['deriveBits']);

/** For a key that a file has to hold. */
export async function makePrivateKey(): Promise<PrivateKey> {
  const { privateKey } = await crypto.subtle.generateKey(SIGNING, true, ['sign', 'verify']);
  const { kty, crv, x, y, d } = await crypto.subtle.exportKey('jwk', privateKey);
  return privateKeySchema.parse({ kty, crv, x, y, d });
}

export async function publicOf(key: CryptoKey): Promise<PublicKey> {
  const { kty, crv, x, y } = await crypto.subtle.exportKey('jwk', key);
  return publicKeySchema.parse({ kty, crv, x, y });
}

export const publicHalf = ({ kty, crv, x, y }: PrivateKey): PublicKey => ({ kty, crv, x, y });

export const toSign = (key: PrivateKey): Promise<CryptoKey> =>
  crypto.subtle.importKey('jwk', key, SIGNING, false, ['sign']);
export const toVerify = (key: PublicKey): Promise<CryptoKey> =>
  crypto.subtle.importKey('jwk', key, SIGNING, false, ['verify']);
export const toSealTo = (key: PublicKey): Promise<CryptoKey> =>
  crypto.subtle.importKey('jwk', key, SEALING, false, []);

/** RFC 7638, SHA-256, base64url: the name under which an operator knows a key. */
export const thumbprint = (key: PublicKey): Promise<string> => calculateJwkThumbprint(key);
export const thumbprintSchema = z.string().regex(/^[\w-]{43}$/, 'the thumbprint of a key');
