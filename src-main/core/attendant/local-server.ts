/**
 * The attendant's page on the cabinet's own network, for when the Internet is down. Off unless the operator names an
 * address and who may log in; it serves that one page and nothing else of the core.
 */
import { readFileSync } from 'node:fs';
import { createServer as createHttp } from 'node:http';
import { createServer as createHttps } from 'node:https';
import type { AddressInfo } from 'node:net';
import { createAttempts } from '../../../src-relay/attempts.ts';
import type { AttendantPeople } from '../../api/attendant-protocol.ts';
import { type AttendantRoutesParts, createAttendantRoutes } from '../../api/attendant-routes.ts';
import { contentSecurityPolicy, createPages } from '../../api/static-pages.ts';

const PAGE = '/attendant/';
const HOUR_MS = 3_600_000;
/** Of one person from one address, of one address, of one person: a PIN is short. */
const LIMITS = [
  { failures: 5, windowMs: HOUR_MS },
  { failures: 20, windowMs: HOUR_MS },
  { failures: 20, windowMs: HOUR_MS },
];
const REQUEST_MS = 30_000;
const MOST_CONNECTIONS = 64;

export interface LocalServerOptions extends Pick<AttendantRoutesParts, 'boards' | 'act' | 'log'> {
  readonly host: string;
  /** 0 takes a free one. */
  readonly port: number;
  readonly people: AttendantPeople;
  /** Folder of the built pages; absent: none. */
  readonly pages?: string | undefined;
  /** PEM files. Without them a PIN goes over the cabinet's network in the clear. */
  readonly tls?: { readonly certFile: string; readonly keyFile: string } | undefined;
}

export interface LocalServer {
  readonly port: number;
  changed(): void;
  close(): Promise<void>;
}

/** @throws when the address cannot be listened on, or a TLS file cannot be read */
export async function startLocalServer(options: LocalServerOptions): Promise<LocalServer> {
  const { host, port, people, boards, act, log, tls } = options;
  const now = () => Date.now();
  const scheme = tls === undefined ? 'http' : 'https';
  const routes = createAttendantRoutes({
    people,
    boards,
    act,
    log,
    now,
    attempts: createAttempts(LIMITS, now),
    addressOf: (request) => request.socket.remoteAddress ?? 'unknown',
    isOwnOrigin: ({ headers }) =>
      headers.origin === undefined || headers.origin === `${scheme}://${headers.host}`,
  });
  const pages =
    options.pages === undefined
      ? null
      : createPages({ root: options.pages, policy: contentSecurityPolicy({ connect: [] }) });

  const answer: Parameters<typeof createHttp>[1] = (request, response) => {
    const path = (request.url ?? '/').split('?')[0] ?? '/';
    const fail = () => void (response.headersSent ? response.destroy() : response.writeHead(500).end());
    void routes
      .handle(request, response)
      .then(async (handled) => {
        if (handled) return;
        if (pages !== null && path.startsWith(PAGE)) return pages(request, response);
        if (path === '/') return void response.writeHead(302, { location: PAGE }).end();
        response.writeHead(404, { 'content-type': 'text/plain; charset=utf-8' }).end('404\n');
      })
      .catch(fail);
  };
  const server =
    tls === undefined
      ? createHttp(answer)
      : createHttps({ cert: readFileSync(tls.certFile), key: readFileSync(tls.keyFile) }, answer);
  server.requestTimeout = REQUEST_MS;
  server.maxConnections = MOST_CONNECTIONS;
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, resolve);
  });
  return {
    port: (server.address() as AddressInfo).port,
    changed: routes.changed,
    close: () =>
      new Promise((resolve) => {
        routes.close();
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
