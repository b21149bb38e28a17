/** Serves a folder of built pages: GET and HEAD, exact types, strict headers, nothing outside the folder. */
import { createReadStream } from 'node:fs';
import { realpath, stat } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { extname, join, sep } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { securityHeaders } from './content-security.ts';

export { type ContentSecurityOptions, contentSecurityPolicy, securityHeaders } from './content-security.ts';

export interface PagesOptions {
  /** Folder of built pages. */
  readonly root: string;
  /** Value of the Content-Security-Policy header. */
  readonly policy: string;
  /** File served for a folder. */
  readonly index?: string;
}

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.webmanifest': 'application/manifest+json; charset=utf-8',
  '.txt': 'text/plain; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.webp': 'image/webp',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.woff': 'font/woff',
  '.ttf': 'font/ttf',
  '.pfb': 'application/octet-stream',
  '.wasm': 'application/wasm',
  '.ogg': 'audio/ogg',
  '.opus': 'audio/ogg',
  '.mp3': 'audio/mpeg',
  '.m4a': 'audio/mp4',
  '.wav': 'audio/wav',
  '.webm': 'video/webm',
  '.mp4': 'video/mp4',
  '.pdf': 'application/pdf',
};

/** Vite puts a hash of the content in these names: `index-B1x2y3Z4.js`. */
const HASHED = /\/(?:assets\/[^/]+-[\w-]{8}\.\w+|voice\/[\da-f]{20}\.ogg)$/;

/** Answers every request: 200, 206, 304, 301, 404, 405 or 416. Never rejects. */
export function createPages(
  options: PagesOptions,
): (request: IncomingMessage, response: ServerResponse) => Promise<void> {
  const { root, policy, index = 'index.html' } = options;
  const headers = securityHeaders(policy);
  return async (request, response) => {
    for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      response.setHeader('allow', 'GET, HEAD');
      return end(response, 405);
    }
    const path = pagePath(request.url ?? '/');
    const found = path === null ? null : await find(root, path, index);
    if (path === null || found === null) return end(response, 404);
    if (found === 'folder') {
      response.setHeader('location', `${path}/`);
      return end(response, 301);
    }
    await sendFile(request, response, path, found);
  };
}

/** The decoded path of a URL, null when it is not one that a page can have. */
export function pagePath(url: string): string | null {
  const encoded = url.split(/[?#]/, 1)[0] ?? '';
  let path: string;
  try {
    path = decodeURIComponent(encoded);
  } catch {
    return null;
  }
  if (!path.startsWith('/') || path.startsWith('//')) return null;
  // biome-ignore lint/suspicious/noControlCharactersInRegex: NUL and its like end a path early in C
  if (/[\u0000-\u001f\\:]/.test(path)) return null;
  // No "..", and no hidden file either.
  return path.split('/').some((part) => part.startsWith('.')) ? null : path;
}

interface Found {
  readonly file: string;
  readonly size: number;
  readonly etag: string;
}

async function find(root: string, path: string, index: string): Promise<Found | 'folder' | null> {
  try {
    const base = await realpath(root);
    const file = await realpath(join(base, path.endsWith('/') ? `${path}${index}` : path));
    // A symbolic link may lead out of the folder.
    if (!file.startsWith(base + sep)) return null;
    const stats = await stat(file);
    if (stats.isDirectory()) return path.endsWith('/') ? null : 'folder';
    if (!stats.isFile()) return null;
    const mark = [stats.ino, stats.size, Math.trunc(stats.mtimeMs)]
      .map((part) => part.toString(36))
      .join('-');
    return { file, size: stats.size, etag: `"${mark}"` };
  } catch {
    return null;
  }
}

async function sendFile(
  request: IncomingMessage,
  response: ServerResponse,
  path: string,
  { file, size, etag }: Found,
): Promise<void> {
  response.setHeader('etag', etag);
  response.setHeader('cache-control', HASHED.test(path) ? 'public, max-age=31536000, immutable' : 'no-cache');
  response.setHeader('accept-ranges', 'bytes');
  const known = request.headers['if-none-match']?.split(',').map((tag) => tag.trim().replace(/^W\//, ''));
  if (known?.some((tag) => tag === etag || tag === '*')) return end(response, 304);
  response.setHeader('content-type', TYPES[extname(file).toLowerCase()] ?? 'application/octet-stream');
  const range = byteRange(request.headers.range, size);
  if (range === 'unsatisfiable') {
    response.setHeader('content-range', `bytes */${size}`);
    return end(response, 416);
  }
  if (range !== null) response.setHeader('content-range', `bytes ${range.start}-${range.end}/${size}`);
  const length = range === null ? size : range.end - range.start + 1;
  response.writeHead(range === null ? 200 : 206, { 'content-length': length });
  if (request.method === 'HEAD' || length === 0) {
    response.end();
    return;
  }
  try {
    await pipeline(createReadStream(file, range ?? { start: 0, end: size - 1 }), response);
  } catch {
    // The reader went away or the file did; a half answer must not look whole.
    response.destroy();
  }
}

/** One range of bytes, both ends included; null: the whole file (also for what we do not understand). */
export function byteRange(
  header: string | undefined,
  size: number,
): { start: number; end: number } | 'unsatisfiable' | null {
  const match = /^bytes=(\d{0,15})-(\d{0,15})$/.exec(header ?? '');
  if (match === null) return null;
  const [, first = '', last = ''] = match;
  if (first === '' && last === '') return null;
  const start = first === '' ? Math.max(0, size - Number(last)) : Number(first);
  const end = first === '' || last === '' ? size - 1 : Math.min(Number(last), size - 1);
  return start > end ? 'unsatisfiable' : { start, end };
}

function end(response: ServerResponse, status: number): void {
  if (status >= 400) response.setHeader('content-type', 'text/plain; charset=utf-8');
  response.writeHead(status);
  response.end(status >= 400 ? `${status}\n` : undefined);
}
