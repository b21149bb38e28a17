/** What asks the issuer for a certificate: the keys, signed with the private half of the one that will sign. */
import { CompactSign, compactVerify, EmbeddedJWK } from 'jose';
import { z } from 'zod';
import { type PublicKey, publicKeySchema } from './keys.ts';

const REQUEST_TYPE = 'box-certificate-request';

export const requestTextSchema = z
  .string()
  .regex(/^[\w-]+\.[\w-]+\.[\w-]+$/)
  .max(2048);

const requestSchema = z.strictObject({
  sub: z.string().max(80),
  seal: publicKeySchema.nullable(),
  nonce: z.string().regex(/^[\w-]{22}$/),
});
export type CertificateRequest = z.infer<typeof requestSchema> & { readonly sign: PublicKey };

/** 16 random bytes, base64url. */
export function freshNonce(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');
}

/** @param key the private half of `request.sign` */
export async function signRequest(request: CertificateRequest, key: CryptoKey): Promise<string> {
  const { sign, ...rest } = request;
  return new CompactSign(new TextEncoder().encode(JSON.stringify(rest)))
    .setProtectedHeader({ alg: 'ES256', typ: REQUEST_TYPE, jwk: sign })
    .sign(key);
}

/** Null: not a request, or not signed with the key it asks for. */
export async function readRequest(text: string): Promise<CertificateRequest | null> {
  try {
    const { payload, protectedHeader } = await compactVerify(text, EmbeddedJWK, { algorithms: ['ES256'] });
    const sign = publicKeySchema.safeParse(protectedHeader.jwk);
    const rest = requestSchema.safeParse(JSON.parse(new TextDecoder().decode(payload)));
    if (protectedHeader.typ !== REQUEST_TYPE || !sign.success || !rest.success) return null;
    return { ...rest.data, sign: sign.data };
  } catch {
    // Whatever a stranger sent: nothing of it is used.
    return null;
  }
}
