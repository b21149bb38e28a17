/** Which requests to the loopback port are ours: exact Host (against DNS rebinding) and exact Origin. */
import type { IncomingMessage } from 'node:http';

/** The pages as the shell serves them. */
export const SHELL_ORIGIN = 'app://box';

export interface HttpGuard {
  hostAllowed(request: IncomingMessage): boolean;
  /** `absent`: not a browser. */
  origin(request: IncomingMessage): 'allowed' | 'absent' | 'foreign';
}

/** @param allowedOrigins beside the server's own http origins */
export function createHttpGuard(port: number, allowedOrigins: readonly string[]): HttpGuard {
  const hosts = new Set([`127.0.0.1:${port}`, `localhost:${port}`]);
  const origins = new Set([...allowedOrigins, ...[...hosts].map((host) => `http://${host}`)]);
  return {
    hostAllowed: ({ headers }) => headers.host !== undefined && hosts.has(headers.host.toLowerCase()),
    origin: ({ headers }) => {
      if (headers.origin === undefined) return 'absent';
      return origins.has(headers.origin) ? 'allowed' : 'foreign';
    },
  };
}
