import { decodeJwt } from 'jose';
import { z } from 'zod';
import { sessionSchema as relaySessionSchema } from '../../src-main/api/fleet-protocol.ts';
import { certificateSchema } from '../../src-main/api/trust/certificate.ts';
import { type DoctorKeys, makeDoctorKeys, requestOf } from '../../src-main/api/trust/doctor-keys.ts';

/** What a login gives: a password for the broker, a certificate, and nothing that outlives `expires`. */
export const sessionSchema = relaySessionSchema.extend({
  /** The issuer's clock minus the page's, ms. */
  clockAheadMs: z.number(),
});
export type RelaySession = z.infer<typeof sessionSchema>;

export type LoginResult =
  | { readonly ok: true; readonly session: RelaySession; readonly keys: DoctorKeys }
  | { readonly ok: false; readonly why: 'refused' | 'unreachable' };

const LOGIN_TIMEOUT_MS = 10_000;

/** Makes keys of this page's own and has them certified. @param wallNow ms */
export async function openRelaySession(
  fetcher: typeof fetch,
  origin: string,
  doctor: string,
  secret: string,
  wallNow: () => number = Date.now,
): Promise<LoginResult> {
  try {
    const keys = await makeDoctorKeys();
    const { request, nonce } = await requestOf(doctor, keys);
    const response = await fetcher(new URL('/session', origin), {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ doctor, secret, request }),
      signal: AbortSignal.timeout(LOGIN_TIMEOUT_MS),
    });
    if (response.status >= 400 && response.status < 500) return { ok: false, why: 'refused' };
    const parsed = relaySessionSchema.safeParse(response.ok ? await response.json() : null);
    const at = parsed.success ? certifiedAt(parsed.data.certificate, nonce) : null;
    if (!parsed.success || at === null) return { ok: false, why: 'unreachable' };
    return { ok: true, session: { ...parsed.data, clockAheadMs: at - wallNow() }, keys };
  } catch {
    return { ok: false, why: 'unreachable' };
  }
}

/** The issuer's clock when it answered to us; null: an answer to somebody else. The origin it comes from is trusted. */
function certifiedAt(certificate: string, nonce: string): number | null {
  const claims = certificateSchema.safeParse(decodeJwt(certificate));
  return claims.success && claims.data.nonce === nonce ? claims.data.at : null;
}

export function expired(session: RelaySession, wall: number): boolean {
  return session.expires <= wall;
}

/** `https://host` + `/mqtt` → `wss://host/mqtt` */
export function brokerUrl(origin: string, mqttPath: string): string {
  const url = new URL(mqttPath, origin);
  url.protocol = url.protocol === 'http:' ? 'ws:' : 'wss:';
  return url.href;
}
