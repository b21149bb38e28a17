/** Which file of the built pages an address of ours means. */
import path from 'node:path';
import { isOurs } from './origin.ts';

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.webp': 'image/webp',
  '.woff': 'font/woff',
  '.woff2': 'font/woff2',
  '.ttf': 'font/ttf',
  '.pfb': 'application/octet-stream',
  '.wasm': 'application/wasm',
  '.opus': 'audio/ogg',
  '.ogg': 'audio/ogg',
  '.webm': 'audio/webm',
  '.mp3': 'audio/mpeg',
  '.mp4': 'video/mp4',
  '.task': 'application/octet-stream',
};

export interface PageFile {
  readonly file: string;
  readonly type: string;
}

/** @returns null for an address that is not ours, leaves the folder, or has a type we do not serve. */
export function pageFile(pagesFolder: string, address: string): PageFile | null {
  if (!isOurs(address)) return null;
  let name: string;
  try {
    name = decodeURIComponent(new URL(address).pathname);
  } catch {
    return null;
  }
  if (name.includes('\0') || name.includes('\\')) return null;
  if (name.endsWith('/')) name += 'index.html';
  const file = path.join(pagesFolder, name);
  if (!file.startsWith(path.join(pagesFolder, path.sep))) return null;
  const type = TYPES[path.extname(file).toLowerCase()];
  return type === undefined ? null : { file, type };
}
