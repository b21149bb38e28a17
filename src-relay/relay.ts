/** One process for an operator: the broker on TCP and WebSocket, the login, and the pages. */
import { createServer as createHttpServer, type Server as HttpServer } from 'node:http';
import {
  type AddressInfo,
  createServer as createTcpServer,
  type Socket,
  type Server as TcpServer,
} from 'node:net';
import { createWebSocketStream, WebSocketServer } from 'ws';
import { MAX_FLEET_BYTES, MQTT_PATH } from '../src-main/api/fleet-protocol.ts';
import type { Issuers } from '../src-main/api/trust/certificate.ts';
import { makePrivateKey } from '../src-main/api/trust/keys.ts';
import { createAccounts } from './accounts.ts';
import { createAttendants } from './attendants.ts';
import { createBroker } from './broker.ts';
import type { RelayConfig } from './config.ts';
import { createRoutes } from './http.ts';
import { createIssuer } from './issuer.ts';
import { type IssuerKeys, openIssuerFile } from './issuer-file.ts';
import type { Log } from './log.ts';
import { addressOf, isOwnOrigin } from './origin.ts';
import { pagesOf } from './pages.ts';

export interface RelayOptions {
  readonly config: RelayConfig;
  /** Instead of those in the file. */
  readonly issuerKeys?: IssuerKeys;
  readonly log?: Log;
  /** Wall clock, milliseconds. */
  readonly now?: () => number;
}

export interface Relay {
  /** `http://host:port`, where the pages and /mqtt are. */
  readonly http: string;
  /** `mqtt://host:port` */
  readonly mqtt: string;
  /** What cabinets are given to know certificates by. */
  readonly issuers: Issuers;
  /** Ends every connection and frees the ports; bounded by the sockets' own destruction. */
  close(): Promise<void>;
}

export interface RelayFault {
  readonly code: 'port-taken' | 'listen-failed' | 'issuer-key';
  readonly message: string;
}

const MAX_CONNECTIONS = 2000;

/** Rejects never for a port in use: that is a fault to tell. */
export async function startRelay(options: RelayOptions): Promise<{ relay: Relay } | { fault: RelayFault }> {
  const { config, log = () => {}, now = Date.now } = options;
  const { name: iss, keyFile } = config.issuer;
  const given = options.issuerKeys ?? (keyFile === null ? ([await makePrivateKey()] as const) : null);
  const opened = given !== null ? { keys: given } : await openIssuerFile(keyFile ?? '');
  if ('fault' in opened) return { fault: { code: 'issuer-key', message: opened.fault } };
  const issuer = await createIssuer(iss, opened.keys, now);
  const accounts = createAccounts(config, issuer, now);
  const broker = await createBroker(accounts, log, now);
  const attendants = createAttendants({
    people: config.attendants,
    publish: broker.publish,
    addressOf: (request) => addressOf(request, config.proxies),
    isOwnOrigin: (request) => isOwnOrigin(request, config.origins),
    log,
    now,
  });
  broker.listen(attendants);
  const pages = pagesOf(config.pages);
  const routes = createRoutes(
    config,
    accounts,
    async (request, response) => {
      if (!(await attendants.handle(request, response))) await pages(request, response);
    },
    log,
    now,
  );

  const sockets = new Set<Socket>();
  const tcp = createTcpServer((socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    socket.setNoDelay(true);
    broker.accept(socket, socket.remoteAddress ?? 'unknown');
  });
  const http = createHttpServer({ requestTimeout: 10_000, headersTimeout: 5000 }, (request, response) => {
    routes(request, response).catch((error: unknown) => {
      log('http.error', { error: error instanceof Error ? error.name : 'unknown' });
      if (!response.headersSent) response.writeHead(500);
      response.end();
    });
  });
  const webSockets = new WebSocketServer({
    noServer: true,
    perMessageDeflate: false,
    maxPayload: MAX_FLEET_BYTES * 2,
    handleProtocols: (offered) => (offered.has('mqtt') ? 'mqtt' : false),
  });
  http.on('upgrade', (request, socket, head) => {
    const asked = (request.url ?? '').split('?')[0];
    if (asked !== MQTT_PATH || !isOwnOrigin(request, config.origins)) {
      socket.end(
        `HTTP/1.1 ${asked === MQTT_PATH ? '403 Forbidden' : '404 Not Found'}\r\nConnection: close\r\n\r\n`,
      );
      return;
    }
    webSockets.handleUpgrade(request, socket, head, (webSocket) => {
      broker.accept(createWebSocketStream(webSocket), addressOf(request, config.proxies));
    });
  });
  tcp.maxConnections = MAX_CONNECTIONS;
  http.maxConnections = MAX_CONNECTIONS;

  const close = async () => {
    attendants.close();
    await broker.close();
    for (const webSocket of webSockets.clients) webSocket.terminate();
    for (const socket of sockets) socket.destroy();
    http.closeAllConnections();
    await Promise.all([closed(tcp), closed(http)]);
  };

  for (const [server, where] of [
    [tcp, config.mqtt],
    [http, config.http],
  ] as const) {
    const fault = await listen(server, where);
    if (fault) {
      await close();
      return { fault };
    }
  }
  return {
    relay: {
      http: `http://${hostOf(http)}`,
      mqtt: `mqtt://${hostOf(tcp)}`,
      issuers: issuer.issuers,
      close,
    },
  };
}

function listen(
  server: TcpServer | HttpServer,
  { host, port }: { host: string; port: number },
): Promise<RelayFault | null> {
  return new Promise((resolve) => {
    const failed = (error: NodeJS.ErrnoException) =>
      resolve(
        error.code === 'EADDRINUSE'
          ? { code: 'port-taken', message: `port ${port} of ${host} is taken by another program` }
          : {
              code: 'listen-failed',
              message: `cannot listen on ${host}:${port}: ${error.code ?? error.message}`,
            },
      );
    server.once('error', failed);
    server.listen({ host, port }, () => {
      server.off('error', failed);
      resolve(null);
    });
  });
}

function closed(server: TcpServer | HttpServer): Promise<void> {
  return new Promise((resolve) => {
    if (server.listening) server.close(() => resolve());
    else resolve();
  });
}

function hostOf(server: TcpServer | HttpServer): string {
  const { address, port, family } = server.address() as AddressInfo;
  return family === 'IPv6' ? `[${address}]:${port}` : `${address}:${port}`;
}
