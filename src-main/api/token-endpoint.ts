/** `POST /token {role}` with the mint secret: how the shell and the terminal get their first token. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { z } from 'zod';
import { roleSchema } from './core-api.ts';
import { parseJson, readBody } from './json-body.ts';
import { sameSecret, type TokenStore } from './tokens.ts';

export const TOKEN_PATH = '/token';
const MAX_BODY_BYTES = 1024;
const requestSchema = z.object({ role: roleSchema });

export async function answerTokenRequest(
  request: IncomingMessage,
  response: ServerResponse,
  tokens: TokenStore,
  mintSecret: string,
): Promise<void> {
  if (request.method !== 'POST') return answer(response, 405, { error: 'POST only' });
  const bearer = /^Bearer (\S{1,256})$/.exec(request.headers.authorization ?? '')?.[1];
  if (bearer === undefined || !sameSecret(bearer, mintSecret)) {
    return answer(response, 401, { error: 'wrong mint secret' });
  }
  const body = await readBody(request, MAX_BODY_BYTES);
  if (body === null) return answer(response, 413, { error: `more than ${MAX_BODY_BYTES} bytes` });
  const parsed = requestSchema.safeParse(parseJson(body));
  if (!parsed.success) return answer(response, 400, { error: 'role: patient, dock, terminal or technician' });
  answer(response, 200, { token: tokens.mint(parsed.data.role) });
}

function answer(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, {
    'content-type': 'application/json',
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
  });
  response.end(JSON.stringify(body));
}
