import { contentSecurityPolicy, createPages } from '../src-main/api/static-pages.ts';
import type { PageHandler } from './http.ts';

/** The doctors' pages under our policy; `folder` null: every page is "not found". */
export function pagesOf(folder: string | null): PageHandler {
  if (folder !== null) return createPages({ root: folder, policy: contentSecurityPolicy({ connect: [] }) });
  return async (_request, response) => {
    response.writeHead(404, { 'content-type': 'text/plain; charset=utf-8' }).end('404\n');
  };
}
