import { isOurs } from './origin.ts';

/** Camera and microphone for our own top page; everything else is denied. */
export function mayUse(permission: string, origin: string, isMainFrame: boolean): boolean {
  return permission === 'media' && isMainFrame && isOurs(origin);
}
