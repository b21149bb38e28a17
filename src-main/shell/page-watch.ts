/** Brings the page back when it dies, hangs or does not load: at once, then with growing pauses, for ever. */
import type { WebContents } from 'electron';
import { createBackOff, RESTART_BACK_OFF } from './back-off.ts';

const ASK_EVERY_MS = 3000;
const ANSWER_LIMIT_MS = 8000;
/** An isolated world of the page that nothing else uses. */
const ASK_WORLD = 999;

/** @param load (re)loads the page; a rejection is reported by `did-fail-load`. */
export function watchPage(contents: WebContents, load: () => void, log: (text: string) => void): () => void {
  const backOff = createBackOff(RESTART_BACK_OFF);
  let due: NodeJS.Timeout | null = null;
  let asked: NodeJS.Timeout | null = null;

  const reload = (why: string) => {
    if (due || contents.isDestroyed()) return;
    const pause = backOff.next(performance.now());
    log(`the page ${why}; loaded again in ${pause} ms`);
    due = setTimeout(() => {
      due = null;
      if (!contents.isDestroyed()) load();
    }, pause);
  };
  const end = (why: string) => {
    if (contents.isDestroyed() || contents.isCrashed()) return;
    log(`the page ${why}; its process is ended`);
    contents.forcefullyCrashRenderer();
  };

  contents.on('render-process-gone', (_event, details) => reload(`is gone (${details.reason})`));
  contents.on('did-fail-load', (_event, code, _text, _url, isMainFrame) => {
    if (isMainFrame) reload(`did not load (${code})`);
  });
  contents.on('did-navigate', (_event, _url, httpStatus) => {
    if (httpStatus >= 400) reload(`was not found (${httpStatus})`);
  });
  contents.on('unresponsive', () => end('does not respond'));

  const ask = setInterval(() => {
    if (asked || due || contents.isDestroyed() || contents.isCrashed() || contents.isLoading()) return;
    asked = setTimeout(() => {
      asked = null;
      end('hangs');
    }, ANSWER_LIMIT_MS);
    const answered = () => {
      if (asked) clearTimeout(asked);
      asked = null;
    };
    contents.executeJavaScriptInIsolatedWorld(ASK_WORLD, [{ code: '1' }]).then(answered, answered);
  }, ASK_EVERY_MS);

  return () => {
    clearInterval(ask);
    if (due) clearTimeout(due);
    if (asked) clearTimeout(asked);
    due = null;
  };
}
