/** Hands out the built pages of a folder, nothing outside it. */
import { createReadStream } from 'node:fs';
import { realpath, stat } from 'node:fs/promises';
import type { ServerResponse } from 'node:http';
import { extname, join, normalize, sep } from 'node:path';
import type { PageHandler } from './http.ts';

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
  '.mp3': 'audio/mpeg',
  '.ogg': 'audio/ogg',
  '.opus': 'audio/ogg',
  '.wav': 'audio/wav',
  '.ico': 'image/x-icon',
};

const HEADERS = {
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'content-security-policy':
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; font-src 'self'; " +
    "media-src 'self' blob:; connect-src 'self'; worker-src 'self'; base-uri 'none'; form-action 'none'; " +
    "frame-ancestors 'none'",
  'permissions-policy': 'camera=(self), microphone=(self), geolocation=()',
  'cache-control': 'no-cache',
} as const;

/** `folder` null: every page is "not found". */
export function createPages(folder: string | null): PageHandler {
  return (request, response) => {
    if (request.method !== 'GET' && request.method !== 'HEAD') return end(response, 405);
    if (folder === null) return end(response, 404);
    find(folder, request.url ?? '/').then(
      (found) => {
        if (found === null) return end(response, 404);
        const type = TYPES[extname(found.path)];
        if (type === undefined) return end(response, 404);
        response.writeHead(200, { ...HEADERS, 'content-type': type, 'content-length': found.size });
        if (request.method === 'HEAD') return response.end();
        createReadStream(found.path)
          .on('error', () => response.destroy())
          .pipe(response);
      },
      () => end(response, 404),
    );
  };
}

async function find(folder: string, url: string): Promise<{ path: string; size: number } | null> {
  const path = decodeURIComponent(url.split(/[?#]/)[0] ?? '/');
  if (path.includes('\0')) return null;
  const root = await realpath(folder);
  const wanted = join(root, normalize(`/${path}`));
  const file = await realpath(path.endsWith('/') ? join(wanted, 'index.html') : wanted);
  if (!file.startsWith(root + sep)) return null;
  const found = await stat(file);
  return found.isFile() ? { path: file, size: found.size } : null;
}

function end(response: ServerResponse, status: number): void {
  response.writeHead(status, { 'content-type': 'text/plain; charset=utf-8', ...HEADERS }).end(`${status}\n`);
}
