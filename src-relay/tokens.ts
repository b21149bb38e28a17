/**
 * Short-lived MQTT passwords of doctors: `<issued>.<expires>.<nonce>.<HMAC-SHA256>`, times in wall ms. Nothing is
 * stored, so a restarted relay still knows them. A new login ends the tokens issued before it.
 */
import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';

export const MAX_TOKEN_MS = 12 * 3600 * 1000;

export interface Tokens {
  issue(doctor: string): { readonly password: string; readonly expires: number };
  /** The end of the token's life, or why it is not taken. */
  check(doctor: string, password: string): { readonly expires: number } | { readonly refused: TokenRefusal };
}

export type TokenRefusal = 'not-a-token' | 'expired' | 'replaced';

/** `key`: at least 32 bytes. `lifeMs` is cut to 12 hours. */
export function createTokens(key: Uint8Array, lifeMs: number, now: () => number): Tokens {
  const life = Math.min(lifeMs, MAX_TOKEN_MS);
  const latest = new Map<string, number>();

  const sign = (doctor: string, head: string) =>
    createHmac('sha256', key).update(`mqtt\n${doctor}\n${head}`).digest('base64url');

  return {
    issue(doctor) {
      const issued = Math.max(now(), (latest.get(doctor) ?? 0) + 1);
      const expires = issued + life;
      const head = `${issued}.${expires}.${randomBytes(9).toString('base64url')}`;
      latest.set(doctor, issued);
      return { password: `${head}.${sign(doctor, head)}`, expires };
    },
    check(doctor, password) {
      const parts = /^((\d{1,15})\.(\d{1,15})\.[\w-]{12})\.([\w-]{43})$/.exec(password);
      const [, head, issuedText, expiresText, signature] = parts ?? [];
      if (head === undefined || signature === undefined) return { refused: 'not-a-token' };
      if (!timingSafeEqual(Buffer.from(sign(doctor, head)), Buffer.from(signature)))
        return { refused: 'not-a-token' };
      const issued = Number(issuedText);
      const expires = Number(expiresText);
      if (now() >= expires) return { refused: 'expired' };
      if (issued < (latest.get(doctor) ?? 0)) return { refused: 'replaced' };
      latest.set(doctor, issued);
      return { expires };
    },
  };
}
