import { API_PATH } from '../api/core-api.ts';
import { isOurs, ORIGIN } from './origin.ts';

export interface PageRequest {
  readonly url: string;
  /** Electron's `resourceType`. */
  readonly resourceType: string;
}

/**
 * May a page make this request? Our own files, the core's socket on this machine, and bytes the page made itself;
 * nothing else leaves.
 * @param corePort null while no core is known.
 */
export function mayRequest({ url, resourceType }: PageRequest, corePort: number | null): boolean {
  if (url.startsWith(`blob:${ORIGIN}/`)) return true;
  if (url.startsWith('data:image/')) return resourceType === 'image';
  if (isOurs(url)) return true;
  return corePort !== null && url === `ws://127.0.0.1:${corePort}${API_PATH}`;
}
