import type { IncomingMessage } from 'node:http';

/**
 * True when no browser page of another site is asking. Browsers always send `Origin` with a POST and a WebSocket;
 * other programs send none, and have nobody's cookies to abuse.
 */
export function isOwnOrigin(request: IncomingMessage, origins: readonly string[]): boolean {
  const site = request.headers['sec-fetch-site'];
  if (site !== undefined && site !== 'same-origin' && site !== 'none') return false;
  const { origin, host } = request.headers;
  if (origin === undefined) return true;
  const asked = URL.parse(origin);
  if (asked === null || asked.origin === 'null') return false;
  return origins.length > 0
    ? origins.some((own) => URL.parse(own)?.origin === asked.origin)
    : asked.host === host;
}

/**
 * Who asks, for counting wrong passwords. Behind `proxies` proxies of the operator's own, each appends the address it
 * saw to X-Forwarded-For; what stands before those was written by the asker and is worth nothing.
 */
export function addressOf(request: IncomingMessage, proxies: number): string {
  const direct = request.socket.remoteAddress ?? 'unknown';
  if (proxies === 0) return direct;
  const passed = request.headers['x-forwarded-for'];
  const seen = (Array.isArray(passed) ? passed.join(',') : (passed ?? '')).split(',');
  return seen.at(-proxies)?.trim() || direct;
}
