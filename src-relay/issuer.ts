/**
 * The issuer: says for a short time whose a key is. It alone is trusted by cabinets and doctors; the broker, though in
 * the same process by default, is not.
 */
import { SignJWT } from 'jose';
import { CERTIFICATE_TYPE, type Certificate, type Issuers } from '../src-main/api/trust/certificate.ts';
import { type PrivateKey, publicHalf, thumbprint, toSign } from '../src-main/api/trust/keys.ts';
import type { CertificateRequest } from '../src-main/api/trust/request.ts';

export const DOCTOR_HOURS = 12;
const BOX_HOURS = 7 * 24;
/** A cabinet that has not heard the issuer's clock yet may be so far behind. */
const EARLY_S = 120;

export interface Issuer {
  /** What cabinets and pages hold. */
  readonly issuers: Issuers;
  /** @param expires wall ms; cut to 12 hours */
  doctor(
    id: string,
    name: string,
    request: CertificateRequest,
    expires: number,
  ): Promise<string | { readonly refused: 'other-subject' | 'no-seal' }>;
  /** A box is known by the thumbprints of its keys: who holds the key may ask at any time. */
  box(
    name: string,
    keys: readonly string[],
    request: CertificateRequest,
  ): Promise<string | { readonly refused: 'unknown-key' }>;
}

/** @param keys the first signs, the others are still believed. `now`: wall ms. */
export async function createIssuer(
  iss: string,
  keys: readonly [PrivateKey, ...PrivateKey[]],
  now: () => number,
): Promise<Issuer> {
  const key = await toSign(keys[0]);
  const kid = await thumbprint(publicHalf(keys[0]));
  const issuers: Issuers = {
    iss,
    keys: await Promise.all(
      keys.map(async (one) => ({ ...publicHalf(one), kid: await thumbprint(publicHalf(one)) })),
    ),
  };

  const sign = (
    who: Pick<Certificate, 'sub' | 'name' | 'role' | 'rights'>,
    { sign, seal, nonce }: CertificateRequest,
    expires: number,
  ): Promise<string> => {
    const at = now();
    const times = { nbf: Math.floor(at / 1000) - EARLY_S, exp: Math.floor(expires / 1000), at };
    const certificate: Certificate = { iss, ...who, sign, seal, nonce, ...times };
    return new SignJWT({ ...certificate })
      .setProtectedHeader({ alg: 'ES256', typ: CERTIFICATE_TYPE, kid })
      .sign(key);
  };

  return {
    issuers,
    async doctor(id, name, request, expires) {
      if (request.sub !== `doctor:${id}`) return { refused: 'other-subject' };
      if (request.seal === null) return { refused: 'no-seal' };
      const end = Math.min(expires, now() + DOCTOR_HOURS * 3600_000);
      return sign({ sub: request.sub, name, role: 'doctor', rights: ['claim', 'read'] }, request, end);
    },
    async box(name, known, request) {
      const mine = await thumbprint(request.sign);
      if (request.sub !== `box:${name}` || !known.includes(mine)) return { refused: 'unknown-key' };
      const end = now() + BOX_HOURS * 3600_000;
      return sign({ sub: request.sub, name, role: 'box', rights: ['arbitrate'] }, request, end);
    },
  };
}
