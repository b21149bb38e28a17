/**
 * One HTTP request at a time is asked for, over HTTP or HTTPS, through a proxy where one is set, with a client
 * certificate where one is set. Every wait is bounded: a socket whose other end is gone says nothing for ever.
 */
import { readFileSync } from 'node:fs';
import http, { type ClientRequest, type IncomingMessage, type RequestOptions } from 'node:http';
import https from 'node:https';

export interface Waits {
  /** Name, connection, proxy and TLS, ms. */
  readonly connectMs: number;
  /** Between two pieces sent, then until the first byte of the answer, ms. */
  readonly answerMs: number;
  /** Between two pieces of the answer, ms. */
  readonly bodyMs: number;
}
export const WAITS: Waits = { connectMs: 10_000, answerMs: 60_000, bodyMs: 20_000 };

export interface HttpOptions {
  /** http(s) address of the proxy; its user and password are in it. */
  readonly proxy?: string;
  /** PEM files, read anew after each failure: certificates are renewed in place. */
  readonly tls?: { readonly cert?: string; readonly key?: string; readonly ca?: string };
  readonly waits?: Waits;
}

export interface HttpAsk {
  readonly url: string;
  readonly method: 'GET' | 'POST';
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly signal?: AbortSignal;
}

export interface HttpAnswer {
  readonly status: number;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}

/** `detail`: the system's code, never what was sent. */
export interface HttpFault {
  readonly fault: 'unreachable' | 'tls' | 'timeout' | 'cut' | 'too-large' | 'files' | 'cancelled';
  readonly detail: string;
}

export interface Http {
  ask(request: HttpAsk): Promise<HttpAnswer | HttpFault>;
  close(): void;
}

const LONGEST_ANSWER = 8 * 1024 * 1024;
const PIECE = 64 * 1024;

const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : 'unknown';

const UNREACHABLE = /^(ECONNREFUSED|ENOTFOUND|EAI_|EHOSTUNREACH|ENETUNREACH|ETIMEDOUT|ERR_PROXY)/;
const TLS = /^(ERR_TLS|ERR_SSL|ERR_OSSL|CERT_|UNABLE_|SELF_SIGNED|DEPTH_ZERO|EPROTO|HOSTNAME_)/;
function faultOf(error: unknown): HttpFault {
  const detail = codeOf(error);
  if (TLS.test(detail)) return { fault: 'tls', detail };
  return { fault: UNREACHABLE.test(detail) ? 'unreachable' : 'cut', detail };
}

function makeAgents({ proxy, tls }: HttpOptions) {
  const file = (name: string | undefined) => (name === undefined ? undefined : readFileSync(name));
  const proxyEnv = proxy === undefined ? {} : { HTTP_PROXY: proxy, HTTPS_PROXY: proxy };
  const common = { keepAlive: true, maxSockets: 2, proxyEnv };
  const [cert, key, ca] = [file(tls?.cert), file(tls?.key), file(tls?.ca)];
  return {
    http: new http.Agent(common),
    https: new https.Agent({
      ...common,
      ...(cert === undefined ? {} : { cert }),
      ...(key === undefined ? {} : { key }),
      ...(ca === undefined ? {} : { ca }),
    }),
  };
}

/** In pieces, so that a link that takes nothing more is noticed while sending too. */
async function send(request: ClientRequest, body: string, alive: () => void): Promise<void> {
  const bytes = Buffer.from(body);
  for (let from = 0; from < bytes.length && !request.destroyed; from += PIECE) {
    const piece = bytes.subarray(from, from + PIECE);
    await new Promise<void>((done) => request.write(piece, () => done()));
    alive();
  }
  request.end();
}

export function createHttp(options: HttpOptions = {}): Http {
  const { waits = WAITS } = options;
  let agents: ReturnType<typeof makeAgents> | null = null;

  const forget = (): void => {
    agents?.http.destroy();
    agents?.https.destroy();
    agents = null;
  };

  function run(asked: HttpAsk, ready: NonNullable<typeof agents>): Promise<HttpAnswer | HttpFault> {
    const { url, method, headers = {}, body, signal } = asked;
    return new Promise((resolve) => {
      const secure = url.startsWith('https:');
      const length = body === undefined ? {} : { 'content-length': String(Buffer.byteLength(body)) };
      const sent: RequestOptions = { method, headers: { ...headers, ...length } };
      const request = secure
        ? https.request(url, { ...sent, agent: ready.https })
        : http.request(url, { ...sent, agent: ready.http });

      let timer: NodeJS.Timeout | undefined;
      const settle = (result: HttpAnswer | HttpFault): void => {
        clearTimeout(timer);
        signal?.removeEventListener('abort', cancel);
        if ('fault' in result) request.destroy();
        resolve(result);
      };
      const within = (ms: number, detail: string): void => {
        clearTimeout(timer);
        timer = setTimeout(() => settle({ fault: 'timeout', detail }), ms);
      };
      const cancel = (): void => settle({ fault: 'cancelled', detail: '' });
      signal?.addEventListener('abort', cancel, { once: true });
      if (signal?.aborted) return cancel();

      within(waits.connectMs, 'connect');
      request.on('error', (error) => settle(faultOf(error)));
      request.on('socket', (socket) => {
        const connected = (): void => within(waits.answerMs, 'answer');
        if (socket.connecting) socket.once(secure ? 'secureConnect' : 'connect', connected);
        else connected();
      });
      request.on('response', (response) => {
        const pieces: Buffer[] = [];
        let bytes = 0;
        within(waits.bodyMs, 'body');
        response.on('data', (piece: Buffer) => {
          bytes += piece.length;
          if (bytes > LONGEST_ANSWER) return settle({ fault: 'too-large', detail: String(bytes) });
          pieces.push(piece);
          within(waits.bodyMs, 'body');
        });
        response.on('error', (error) => settle(faultOf(error)));
        response.on('end', () =>
          settle({
            status: response.statusCode ?? 0,
            headers: response.headers,
            body: Buffer.concat(pieces).toString('utf8'),
          }),
        );
      });
      if (body === undefined) request.end();
      else void send(request, body, () => within(waits.answerMs, 'answer'));
    });
  }

  return {
    async ask(asked) {
      try {
        agents ??= makeAgents(options);
      } catch (error) {
        return { fault: 'files', detail: codeOf(error) };
      }
      const result = await run(asked, agents);
      // A pool may hold more sockets of the same dead link, and a certificate may have been renewed.
      if ('fault' in result) forget();
      return result;
    },
    close: forget,
  };
}
