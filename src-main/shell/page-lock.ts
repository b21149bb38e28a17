/** A page of the shell stays where it is: no navigation, no new window, no embedded page, no zoom, no reload key. */
import type { Input, WebContents } from 'electron';

/** Keys that a window without a menu would still obey or that a page must not see the effect of. */
export function isForbiddenKey({
  key,
  control,
  alt,
  meta,
}: Pick<Input, 'key' | 'control' | 'alt' | 'meta'>): boolean {
  if (/^F([1-9]|1[0-2])$/.test(key)) return true;
  if (alt && (key === 'F4' || key === 'ArrowLeft' || key === 'ArrowRight' || key === 'Home')) return true;
  return (control || meta) && /^[rwqnptus0+=-]$/i.test(key);
}

export function lockPage(contents: WebContents): void {
  contents.setWindowOpenHandler(() => ({ action: 'deny' }));
  contents.on('will-navigate', (event) => event.preventDefault());
  contents.on('will-frame-navigate', (event) => event.preventDefault());
  contents.on('will-redirect', (event) => event.preventDefault());
  contents.on('will-attach-webview', (event) => event.preventDefault());
  contents.on('before-input-event', (event, input) => {
    if (isForbiddenKey(input)) event.preventDefault();
  });
  contents.on('did-finish-load', () => {
    contents.setZoomFactor(1);
    contents.setVisualZoomLevelLimits(1, 1).catch(() => undefined);
  });
}
