/** A storage partition in memory that can reach nothing but our own pages and the core, and how it is emptied. */
import { type Session, session } from 'electron';
import { SHELL_ORIGIN } from '../api/http-guard.ts';
import { mayUse } from './permissions.ts';
import { mayRequest } from './request-gate.ts';

/** Every session, also one nobody asked for: default deny. */
export function lock(target: Session, corePort: () => number | null): void {
  target.setPermissionRequestHandler((_contents, permission, decide, details) => {
    const origin =
      'securityOrigin' in details && details.securityOrigin ? details.securityOrigin : details.requestingUrl;
    decide(mayUse(permission, origin ?? '', details.isMainFrame));
  });
  target.setPermissionCheckHandler((_contents, permission, origin, details) =>
    mayUse(permission, origin, details.isMainFrame),
  );
  target.setDevicePermissionHandler(() => false);
  target.webRequest.onBeforeRequest((details, decide) => {
    decide({ cancel: !mayRequest(details, corePort()) });
  });
  target.on('will-download', (event) => event.preventDefault());
  // Switched off alone it still asks Google for a dictionary once.
  target.setSpellCheckerDictionaryDownloadURL(`${SHELL_ORIGIN}/none/`);
  target.setSpellCheckerLanguages([]);
  target.setSpellCheckerEnabled(false);
}

let count = 0;

/** A partition without `persist:` lives in memory; every visit has its own. */
export function freshSession(): Session {
  count += 1;
  return session.fromPartition(`session-${count}`, { cache: false });
}

/** Everything a page may have left. Bounded by `limitMs`; never rejects. */
export async function emptySession(target: Session, limitMs: number): Promise<void> {
  const work = Promise.allSettled([
    target.closeAllConnections(),
    target.clearStorageData(),
    target.clearCache(),
    target.clearAuthCache(),
    target.clearHostResolverCache(),
    target.clearCodeCaches({}),
  ]);
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise((resolve) => {
    timer = setTimeout(resolve, limitMs);
  });
  await Promise.race([work, limit]);
  clearTimeout(timer);
}
