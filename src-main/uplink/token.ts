/** OAuth2 client credentials (RFC 6749 4.4): one token, kept until shortly before it ends. */
import { z } from 'zod';
import type { Http, HttpFault } from './http.ts';

export interface ClientCredentials {
  readonly tokenUrl: string;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly scope?: string;
}

/** `detail`: an HTTP status or the system's code. */
export interface TokenFault {
  readonly fault: HttpFault['fault'] | 'refused' | 'garbled';
  readonly detail: string;
}

export interface TokenSource {
  get(signal?: AbortSignal): Promise<{ readonly token: string } | TokenFault>;
  /** The record did not take this one. */
  drop(token: string): void;
}

const answerSchema = z.object({
  access_token: z.string().min(1).max(16_384),
  token_type: z.string().regex(/^bearer$/i),
  /** s */
  expires_in: z.number().positive().optional(),
});

/** Asked anew this long before the end: clocks differ and a request takes its time. */
const EARLY_MS = 30_000;
/** RFC 6749 leaves it out where the documentation tells; ours is short. */
const UNSAID_MS = 5 * 60_000;

const formEncode = (text: string): string => new URLSearchParams([['', text]]).toString().slice(1);

export function createTokenSource(
  credentials: ClientCredentials,
  http: Http,
  nowMono: () => number,
): TokenSource {
  const { tokenUrl, clientId, clientSecret, scope } = credentials;
  let kept: { readonly token: string; readonly until: number } | null = null;

  return {
    async get(signal) {
      if (kept !== null && nowMono() < kept.until) return { token: kept.token };
      const basic = Buffer.from(`${formEncode(clientId)}:${formEncode(clientSecret)}`).toString('base64');
      const form = new URLSearchParams({ grant_type: 'client_credentials', ...(scope ? { scope } : {}) });
      const asked = nowMono();
      const answer = await http.ask({
        url: tokenUrl,
        method: 'POST',
        headers: {
          authorization: `Basic ${basic}`,
          'content-type': 'application/x-www-form-urlencoded',
          accept: 'application/json',
        },
        body: form.toString(),
        ...(signal === undefined ? {} : { signal }),
      });
      if ('fault' in answer) return answer;
      if (answer.status !== 200) return { fault: 'refused', detail: String(answer.status) };
      const parsed = answerSchema.safeParse(parseJson(answer.body));
      if (!parsed.success) return { fault: 'garbled', detail: '' };
      const { access_token: token, expires_in: seconds } = parsed.data;
      const life = seconds === undefined ? UNSAID_MS : seconds * 1000;
      // A very short life is used at least once.
      kept = { token, until: asked + Math.max(life - EARLY_MS, life / 2) };
      return { token };
    },
    drop(token) {
      if (kept?.token === token) kept = null;
    },
  };
}

/** Undefined: not JSON. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
