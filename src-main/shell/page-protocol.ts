/** Serves the built pages at app://box/ with the same strict headers as the core and the relay. */
import { readFile } from 'node:fs/promises';
import { protocol, type Session } from 'electron';
import { contentSecurityPolicy, securityHeaders } from '../api/content-security.ts';
import { SCHEME } from './origin.ts';
import { pageFile } from './page-file.ts';

/** The core's port may change when it restarts; the request gate holds the page to the real one. */
const HEADERS = securityHeaders(contentSecurityPolicy({ connect: ['ws://127.0.0.1:*'] }));

/** Before the app is ready. */
export function registerScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: SCHEME, privileges: { standard: true, secure: true, supportFetchAPI: true, stream: true } },
  ]);
}

export function servePages(session: Session, pagesFolder: string): void {
  session.protocol.handle(SCHEME, async (request) => {
    const refuse = (status: number) => new Response(null, { status, headers: HEADERS });
    if (request.method !== 'GET' && request.method !== 'HEAD') return refuse(405);
    const found = pageFile(pagesFolder, request.url);
    if (!found) return refuse(404);
    try {
      const bytes = await readFile(found.file);
      return new Response(request.method === 'HEAD' ? null : new Uint8Array(bytes), {
        headers: { ...HEADERS, 'content-type': found.type, 'cache-control': 'no-store' },
      });
    } catch {
      return refuse(404);
    }
  });
}
