import { z } from 'zod';

/** What `POST /session` gives: a password for the broker and nothing that outlives `expires`. */
export const sessionSchema = z.object({
  id: z.string().min(1).max(64),
  name: z.string().min(1).max(80),
  password: z.string().min(1),
  mqttPath: z.string().startsWith('/'),
  /** Wall-clock milliseconds. */
  expires: z.number(),
});
export type RelaySession = z.infer<typeof sessionSchema>;

export type LoginResult =
  | { readonly ok: true; readonly session: RelaySession }
  | { readonly ok: false; readonly why: 'refused' | 'unreachable' };

const LOGIN_TIMEOUT_MS = 10_000;

export async function openRelaySession(
  fetcher: typeof fetch,
  origin: string,
  doctor: string,
  secret: string,
): Promise<LoginResult> {
  try {
    const response = await fetcher(new URL('/session', origin), {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ doctor, secret }),
      signal: AbortSignal.timeout(LOGIN_TIMEOUT_MS),
    });
    if (response.status >= 400 && response.status < 500) return { ok: false, why: 'refused' };
    const parsed = sessionSchema.safeParse(response.ok ? await response.json() : null);
    return parsed.success ? { ok: true, session: parsed.data } : { ok: false, why: 'unreachable' };
  } catch {
    return { ok: false, why: 'unreachable' };
  }
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
