/** The life of one WebSocket: hello within 3 s, then parsed messages only. */
import type { RawData, WebSocket } from 'ws';
import type { ZodError } from 'zod';
import { type ConnectionHandle, createConnection } from './client-connection.ts';
import { CLOSE } from './close-codes.ts';
import { type FromClient, type FromCore, fromClientSchema, type Role } from './core-api.ts';
import type { TokenStore } from './tokens.ts';

export const HELLO_WITHIN_MS = 3000;
export const MAX_BAD_MESSAGES = 20;
/** A peer that does not answer our close is cut. */
const CLOSE_WITHIN_MS = 1000;

type Refusal = Extract<FromCore, { type: 'refused' }>;

export interface SocketOptions {
  readonly socket: WebSocket;
  readonly id: number;
  readonly tokens: TokenStore;
  /** Without an Origin it is no browser: only `terminal` and `technician` may be asked for. */
  readonly hasOrigin: boolean;
  readonly now: () => number;
  readonly helloWithinMs: number;
  readonly onGreeted: (handle: ConnectionHandle) => void;
  readonly onRefused: (reason: Refusal['reason'], detail: string) => void;
}

export function serveSocket(options: SocketOptions): void {
  const { socket, id, tokens, hasOrigin, now, helloWithinMs, onGreeted, onRefused } = options;
  let handle: ConnectionHandle | null = null;
  let bad = 0;

  const close = (code: number): void => {
    socket.close(code);
    setTimeout(() => socket.terminate(), CLOSE_WITHIN_MS).unref();
  };
  const refuse = (reason: Refusal['reason'], detail: string): void => {
    const refusal: Refusal = { type: 'refused', reason, detail };
    if (socket.readyState === socket.OPEN) socket.send(JSON.stringify(refusal));
    onRefused(reason, detail);
  };
  const refuseBad = (reason: Refusal['reason'], detail: string): void => {
    bad += 1;
    refuse(reason, detail);
    if (bad >= MAX_BAD_MESSAGES) close(CLOSE.malformed);
  };
  const hello = (role: Role, token: string): void => {
    if (!tokens.redeem(token, role)) {
      refuse('bad-token', 'the token is unknown, used, too old or of another role');
      close(CLOSE.badToken);
      return;
    }
    if (!hasOrigin && role !== 'terminal' && role !== 'technician') {
      refuse('not-allowed', 'without an Origin only the terminal and technician roles');
      close(CLOSE.badToken);
      return;
    }
    clearTimeout(helloTimer);
    handle = createConnection({ id, role, nextToken: tokens.mintNext(role), socket, now });
    onGreeted(handle);
  };
  const helloTimer = setTimeout(() => close(CLOSE.noHello), helloWithinMs);

  socket.on('message', (data, isBinary) => {
    // What was under way when we closed is not obeyed any more.
    if (socket.readyState !== socket.OPEN) return;
    const parsed = parseClientMessage(data, isBinary);
    if (!parsed.ok) return refuseBad('malformed', parsed.detail);
    const { message } = parsed;
    if (message.type === 'hello') {
      return handle === null
        ? hello(message.role, message.token)
        : refuseBad('not-allowed', 'a second hello');
    }
    if (handle === null) return refuseBad('not-allowed', 'before hello');
    handle.receive(message);
  });
  // `ws` closes with 1009 by itself; the error only has to be taken.
  socket.on('error', (error) => {
    if ('code' in error && error.code === 'WS_ERR_UNSUPPORTED_MESSAGE_LENGTH')
      onRefused('too-large', 'payload');
  });
  socket.on('close', (code) => {
    clearTimeout(helloTimer);
    handle?.closed(code);
  });
}

type Parsed =
  | { readonly ok: true; readonly message: FromClient }
  | { readonly ok: false; readonly detail: string };

function parseClientMessage(data: RawData, isBinary: boolean): Parsed {
  if (isBinary) return { ok: false, detail: 'binary' };
  let json: unknown;
  try {
    json = JSON.parse(data.toString());
  } catch {
    return { ok: false, detail: 'not JSON' };
  }
  const parsed = fromClientSchema.safeParse(json);
  if (parsed.success) return { ok: true, message: parsed.data };
  return { ok: false, detail: shortReason(parsed.error) };
}

/** Where and what kind; never the value, which may be a patient's. */
export function shortReason(error: ZodError): string {
  const issue = error.issues[0];
  if (issue === undefined) return 'unknown';
  const path = issue.path.map(String).join('.');
  return `${path === '' ? 'message' : path}: ${issue.code}`.slice(0, 120);
}
