/** Brings one transaction to the record: authentication, the request, what its answer means. */
import { judge, type Verdict } from './answer.ts';
import type { Http, HttpFault } from './http.ts';
import type { TokenFault, TokenSource } from './token.ts';

export type Sent =
  | Verdict
  | { readonly kind: 'unsent'; readonly why: HttpFault['fault'] | 'token'; readonly detail: string };

export interface Sender {
  /** `body`: a transaction of `entries` entries, JSON. */
  send(body: string, entries: number, signal: AbortSignal): Promise<Sent>;
  /** A search of the record; the answer's JSON, or why there is none. */
  search(query: string, signal: AbortSignal): Promise<{ readonly found: unknown } | Sent>;
}

export interface SenderParts {
  readonly http: Http;
  /** The record's base address. */
  readonly url: string;
  readonly tokens: TokenSource | null;
  readonly nowWall: () => number;
}

const FHIR_JSON = 'application/fhir+json';

const tokenTrouble = ({ fault, detail }: TokenFault): Sent => ({
  kind: 'unsent',
  why: 'token',
  detail: `${fault} ${detail}`.trim(),
});

export function createSender({ http, url, tokens, nowWall }: SenderParts): Sender {
  const base = url.endsWith('/') ? url : `${url}/`;

  /** A token that the record no longer takes is replaced once, at once. */
  async function ask(path: string, body: string | null, signal: AbortSignal) {
    for (let again = true; ; again = false) {
      const token = tokens === null ? null : await tokens.get(signal);
      if (token !== null && 'fault' in token) return tokenTrouble(token);
      const answer = await http.ask({
        // Of the base itself: without its last slash, as servers want it.
        url: path === '' ? base.slice(0, -1) : new URL(path, base).href,
        method: body === null ? 'GET' : 'POST',
        headers: {
          accept: FHIR_JSON,
          ...(body === null ? {} : { 'content-type': `${FHIR_JSON}; charset=utf-8` }),
          ...(token === null ? {} : { authorization: `Bearer ${token.token}` }),
        },
        ...(body === null ? {} : { body }),
        signal,
      });
      if ('fault' in answer)
        return { kind: 'unsent', why: answer.fault, detail: answer.detail } satisfies Sent;
      if (answer.status !== 401 || token === null || !again) return answer;
      tokens?.drop(token.token);
    }
  }

  return {
    async send(body, entries, signal) {
      const answer = await ask('', body, signal);
      return 'kind' in answer ? answer : judge(answer, entries, nowWall());
    },
    async search(query, signal) {
      const answer = await ask(query, null, signal);
      if ('kind' in answer) return answer;
      if (answer.status !== 200) return judge(answer, 0, nowWall());
      try {
        return { found: JSON.parse(answer.body) as unknown };
      } catch {
        return { kind: 'later', why: 'garbled', status: 200, notBeforeMs: null, refusal: null };
      }
    },
  };
}
