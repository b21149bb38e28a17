/** The one window. Between two visits its page is replaced by a new process in a new partition. */
import path from 'node:path';
import { BrowserWindow, clipboard, type WebContents } from 'electron';
import { emptySession, freshSession } from './locked-session.ts';
import { PATIENT_PAGE } from './origin.ts';
import { servePages } from './page-protocol.ts';
import { watchPage } from './page-watch.ts';

const SHOW_LIMIT_MS = 5000;
const EMPTY_LIMIT_MS = 5000;

export interface ScreenOptions {
  readonly pagesFolder: string;
  readonly windowed: boolean;
  readonly log: (text: string) => void;
}

export interface CabinetScreen {
  isCurrent(contents: WebContents): boolean;
  /** Ends the visit's page and everything it kept. Calls during a replacement join it. */
  replace(): Promise<void>;
  close(): void;
}

interface Pane {
  readonly window: BrowserWindow;
  readonly unwatch: () => void;
}

/** `selection` (X11's middle-button clipboard) is its own object from Electron 45 on. */
function clearClipboards() {
  for (const board of [clipboard, clipboard.selection]) board?.clear();
}

export function openScreen({ pagesFolder, windowed, log }: ScreenOptions): CabinetScreen {
  let closing = false;

  const open = (): Pane => {
    const session = freshSession();
    servePages(session, pagesFolder);
    const window = new BrowserWindow({
      width: windowed ? 540 : 1080,
      height: windowed ? 960 : 1920,
      kiosk: !windowed,
      frame: windowed,
      show: false,
      backgroundColor: '#000000',
      autoHideMenuBar: true,
      title: 'Box Médicale',
      webPreferences: {
        session,
        preload: path.join(__dirname, 'preload.cjs'),
        sandbox: true,
        contextIsolation: true,
        nodeIntegration: false,
        webSecurity: true,
        webviewTag: false,
        devTools: false,
        spellcheck: false,
        navigateOnDragDrop: false,
        backgroundThrottling: false,
        autoplayPolicy: 'no-user-gesture-required',
      },
    });
    window.removeMenu();
    window.on('close', (event) => {
      if (!closing && !windowed) event.preventDefault();
    });
    const { webContents } = window;
    const load = () => {
      window.loadURL(PATIENT_PAGE).catch(() => undefined);
    };
    const unwatch = watchPage(webContents, load, log);
    load();
    return { window, unwatch };
  };

  /** Ready to be looked at, or black when it takes too long. */
  const shown = ({ window }: Pane) =>
    new Promise<void>((resolve) => {
      const done = () => {
        clearTimeout(limit);
        if (!window.isDestroyed()) window.show();
        resolve();
      };
      const limit = setTimeout(done, SHOW_LIMIT_MS);
      window.once('ready-to-show', done);
    });

  const retire = async ({ window, unwatch }: Pane) => {
    unwatch();
    const { session } = window.webContents;
    window.destroy();
    await emptySession(session, EMPTY_LIMIT_MS);
  };

  let pane = open();
  shown(pane);
  let replacing: Promise<void> | null = null;

  const replaceNow = async () => {
    const old = pane;
    clearClipboards();
    pane = open();
    await shown(pane);
    await retire(old);
    clearClipboards();
  };

  return {
    isCurrent: (contents) => !pane.window.isDestroyed() && pane.window.webContents === contents,
    replace: () => {
      replacing ??= replaceNow().finally(() => {
        replacing = null;
      });
      return replacing;
    },
    close: () => {
      closing = true;
      pane.unwatch();
      if (!pane.window.isDestroyed()) pane.window.destroy();
    },
  };
}
