/** The relay's few HTTP routes: login, certificates, ICE servers, health, and the pages. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { z } from 'zod';
import { boxCertificateRequestSchema, sessionRequestSchema } from '../src-main/api/fleet-protocol.ts';
import { parseJson, readBody } from '../src-main/api/json-body.ts';
import type { Accounts } from './accounts.ts';
import type { RelayConfig } from './config.ts';
import { iceServersFor } from './ice.ts';
import type { Log } from './log.ts';
import { addressOf, isOwnOrigin } from './origin.ts';

const MAX_BODY_BYTES = 4096;
const JSON_HEADERS = {
  'content-type': 'application/json; charset=utf-8',
  'cache-control': 'no-store',
  'x-content-type-options': 'nosniff',
} as const;

export type PageHandler = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

export function createRoutes(
  config: RelayConfig,
  accounts: Accounts,
  pages: PageHandler,
  log: Log,
  now: () => number,
): (request: IncomingMessage, response: ServerResponse) => Promise<void> {
  /** Null: the refusal is sent. */
  async function posted<T>(
    request: IncomingMessage,
    response: ServerResponse,
    schema: z.ZodType<T>,
  ): Promise<T | null> {
    const no = (status: number, code: string, headers: Record<string, string> = {}): null => {
      refuse(response, status, code, headers);
      return null;
    };
    if (request.method !== 'POST') return no(405, 'method', { allow: 'POST' });
    if (!isOwnOrigin(request, config.origins)) return no(403, 'foreign-origin');
    if (!request.headers['content-type']?.startsWith('application/json')) return no(415, 'not-json');
    const body = await readBody(request, MAX_BODY_BYTES);
    if (body === null) return no(413, 'too-large', { connection: 'close' });
    const asked = schema.safeParse(parseJson(body));
    return asked.success ? asked.data : no(400, 'malformed');
  }

  async function session(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const asked = await posted(request, response, sessionRequestSchema);
    if (asked === null) return;
    const { doctor, secret } = asked;
    const address = addressOf(request, config.proxies);
    const answer = await accounts.login(doctor, secret, asked.request, address);
    if ('session' in answer) {
      log('login', { user: `doctor:${doctor}` });
      return reply(response, 200, answer.session);
    }
    log('login.refused', { user: `doctor:${doctor}`, reason: answer.refused });
    if (answer.refused === 'wrong') return refuse(response, 401, 'wrong');
    if (answer.refused === 'bad-request') return refuse(response, 400, 'bad-request');
    refuse(response, 429, 'too-many', { 'retry-after': String(Math.ceil(answer.retryMs / 1000)) });
  }

  async function certificate(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const asked = await posted(request, response, boxCertificateRequestSchema);
    if (asked === null) return;
    const answer = await accounts.certifyBox(asked.request);
    if ('certificate' in answer) return reply(response, 200, answer);
    log('certificate.refused', { reason: answer.refused });
    refuse(response, 401, answer.refused);
  }

  async function ice(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (request.method !== 'GET') return refuse(response, 405, 'method', { allow: 'GET' });
    if (!isOwnOrigin(request, config.origins)) return refuse(response, 403, 'foreign-origin');
    const given = basicCredentials(request.headers.authorization);
    if (given === null) return refuse(response, 401, 'wrong');
    const address = addressOf(request, config.proxies);
    const known = await accounts.authenticate(given.name, given.password, address);
    if ('refused' in known) return refuse(response, known.refused === 'too-many' ? 429 : 401, known.refused);
    reply(response, 200, { iceServers: iceServersFor(config, known.user, now()) });
  }

  return async (request, response) => {
    const path = (request.url ?? '/').split('?')[0];
    if (path === '/session') return session(request, response);
    if (path === '/certificate') return certificate(request, response);
    if (path === '/ice') return ice(request, response);
    if (path === '/health') return reply(response, 200, { ok: true });
    await pages(request, response);
  };
}

/** The user name holds one colon itself, so the password starts after the second. */
function basicCredentials(header: string | undefined): { name: string; password: string } | null {
  const encoded = /^Basic ([A-Za-z0-9+/=]{1,1024})$/.exec(header ?? '')?.[1];
  if (encoded === undefined) return null;
  const parts = /^([^:]+:[^:]+):(.+)$/.exec(Buffer.from(encoded, 'base64').toString('utf8'));
  const [, name, password] = parts ?? [];
  return name === undefined || password === undefined ? null : { name, password };
}

function reply(
  response: ServerResponse,
  status: number,
  body: unknown,
  headers: Record<string, string> = {},
) {
  response.writeHead(status, { ...JSON_HEADERS, ...headers }).end(JSON.stringify(body));
}

function refuse(
  response: ServerResponse,
  status: number,
  code: string,
  headers: Record<string, string> = {},
) {
  reply(response, status, { error: code }, headers);
}
