/** The core's API on 127.0.0.1: WebSocket on API_PATH, `POST /token`, and the built pages when given. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { WebSocketServer } from 'ws';
import { monoNow } from '../journal/boot.ts';
import { MAX_MESSAGE_BYTES } from './call-protocol.ts';
import type { ClientConnection } from './client-connection.ts';
import { CLOSE } from './close-codes.ts';
import { contentSecurityPolicy, securityHeaders } from './content-security.ts';
import { API_PATH, type Role } from './core-api.ts';
import { createHttpGuard } from './http-guard.ts';
import { HELLO_WITHIN_MS, serveSocket } from './server-socket.ts';
import { createPages } from './static-pages.ts';
import { answerTokenRequest, TOKEN_PATH } from './token-endpoint.ts';
import { createTokenStore } from './tokens.ts';

export type { ClientConnection, ClientMessage } from './client-connection.ts';

/** A piped message in JSON: a control character takes six bytes there. */
export const MAX_PAYLOAD_BYTES = 6 * MAX_MESSAGE_BYTES + 1024;
const MAX_SOCKETS = 16;
const REQUEST_TIMEOUT_MS = 5000;
const MIN_SECRET_LENGTH = 32;

export interface ApiLogger {
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
}

export interface ApiServerOptions {
  /** 0: any free port. */
  readonly port: number;
  readonly host: '127.0.0.1';
  /** Beside the server's own http origins; the shell's is SHELL_ORIGIN. */
  readonly allowedOrigins: readonly string[];
  /** At least 32 characters, shared with the shell or the start script. */
  readonly mintSecret: string;
  readonly pages?: { readonly root: string; readonly index?: string; readonly connect?: readonly string[] };
  /** Where tokens survive a crash of the core. */
  readonly tokenFile?: string;
  /** The client has said a valid hello and waits for its `welcome`. */
  readonly onClient: (client: ClientConnection) => void;
  readonly logger?: ApiLogger;
  readonly helloWithinMs?: number;
}

export interface ApiServer {
  readonly port: number;
  /** `http://127.0.0.1:<port>` */
  readonly origin: string;
  /** `ws://127.0.0.1:<port>/api` */
  readonly url: string;
  /** A one-time token that lives 30 s. */
  mint(role: Role): string;
  clients(): readonly ClientConnection[];
  close(): Promise<void>;
}

/** @throws the system's error when the port cannot be had (EADDRINUSE…) */
export async function createApiServer(options: ApiServerOptions): Promise<ApiServer> {
  const { host, allowedOrigins, mintSecret, pages, tokenFile, onClient, logger } = options;
  if (mintSecret.length < MIN_SECRET_LENGTH)
    throw new RangeError(`mintSecret below ${MIN_SECRET_LENGTH} characters`);
  const onFileError = (): void => logger?.warn({}, 'api token file not usable');
  const tokens = createTokenStore(tokenFile === undefined ? {} : { file: tokenFile, onFileError });
  const servePage = pages === undefined ? null : pageHandler(pages);
  const clients = new Map<number, ClientConnection>();
  let lastId = 0;

  const http = createServer({ requestTimeout: REQUEST_TIMEOUT_MS, headersTimeout: REQUEST_TIMEOUT_MS });
  const sockets = new WebSocketServer({
    noServer: true,
    maxPayload: MAX_PAYLOAD_BYTES,
    perMessageDeflate: false,
    clientTracking: true,
  });
  await new Promise<void>((resolve, reject) => {
    http.once('error', reject);
    http.listen(options.port, host, resolve);
  });
  const { port } = http.address() as AddressInfo;
  const guard = createHttpGuard(port, allowedOrigins);

  const handle = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    if (!guard.hostAllowed(request)) return plain(response, 421);
    const path = pathOf(request);
    if (path === TOKEN_PATH) {
      if (guard.origin(request) === 'foreign') return plain(response, 403);
      return answerTokenRequest(request, response, tokens, mintSecret);
    }
    if (path === API_PATH) return plain(response, 426);
    if (servePage === null) return plain(response, 404);
    return servePage(request, response);
  };
  http.on('request', (request, response) => {
    handle(request, response).catch(() => response.destroy());
  });

  const greeted = (client: ClientConnection): void => {
    if (client.role === 'patient') replacePatient(client);
    clients.set(client.id, client);
    logger?.info({ client: client.id, role: client.role }, 'api client');
    client.onClose((code) => {
      clients.delete(client.id);
      // Whoever left the technician's screen is out.
      if (client.role === 'technician') tokens.revoke(client.nextToken);
      logger?.info({ client: client.id, role: client.role, closedWith: code }, 'api client gone');
    });
    onClient(client);
  };
  const replacePatient = (newer: ClientConnection): void => {
    for (const older of clients.values()) {
      if (older.role !== 'patient' || older.id === newer.id) continue;
      tokens.revoke(older.nextToken);
      older.close(CLOSE.replaced);
    }
  };

  http.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    socket.on('error', () => socket.destroy());
    const origin = guard.origin(request);
    if (!guard.hostAllowed(request)) return refuseUpgrade(socket, '421 Misdirected Request');
    if (pathOf(request) !== API_PATH) return refuseUpgrade(socket, '404 Not Found');
    if (origin === 'foreign') {
      logger?.warn({}, 'api foreign origin refused');
      return refuseUpgrade(socket, '403 Forbidden');
    }
    if (sockets.clients.size >= MAX_SOCKETS) return refuseUpgrade(socket, '503 Service Unavailable');
    sockets.handleUpgrade(request, socket, head, (webSocket) => {
      lastId += 1;
      const id = lastId;
      serveSocket({
        socket: webSocket,
        id,
        tokens,
        hasOrigin: origin === 'allowed',
        now: monoNow,
        helloWithinMs: options.helloWithinMs ?? HELLO_WITHIN_MS,
        onGreeted: ({ connection }) => greeted(connection),
        onRefused: (reason, detail) => logger?.warn({ client: id, reason, detail }, 'api message refused'),
      });
    });
  });

  return {
    port,
    origin: `http://${host}:${port}`,
    url: `ws://${host}:${port}${API_PATH}`,
    mint: (role) => tokens.mint(role),
    clients: () => [...clients.values()],
    close: async () => {
      for (const webSocket of sockets.clients) {
        webSocket.close(CLOSE.goingAway);
        webSocket.terminate();
      }
      http.closeAllConnections();
      await new Promise<void>((resolve) => http.close(() => resolve()));
    },
  };
}

function pageHandler({
  root,
  index,
  connect = ['ws://127.0.0.1:*'],
}: NonNullable<ApiServerOptions['pages']>) {
  const policy = contentSecurityPolicy({ connect });
  return createPages({ root, policy, ...(index === undefined ? {} : { index }) });
}

const pathOf = (request: IncomingMessage): string => (request.url ?? '/').split('?', 1)[0] ?? '/';

function plain(response: ServerResponse, status: number): void {
  response.writeHead(status, { 'content-type': 'text/plain', ...securityHeaders(`default-src 'none'`) });
  response.end(`${status}\n`);
}

function refuseUpgrade(socket: Duplex, status: string): void {
  socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
}
