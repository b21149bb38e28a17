/** Where the things a cabinet or its tests run on are found. Looks only; installs nothing. Node 20, no package. */
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');

/** Downloads kept between runs, outside the repository. */
export function cacheFolder() {
  return path.join(process.env.XDG_CACHE_HOME || path.join(os.homedir(), '.cache'), 'box-medicale');
}

export function isRoot() {
  return process.getuid?.() === 0;
}

/** @param {string} file */
export function isExecutable(file) {
  try {
    fs.accessSync(file, fs.constants.X_OK);
    return fs.statSync(file).isFile();
  } catch {
    return false;
  }
}

/** @param {string} name @returns {string | null} the first match on PATH or in the system folders */
export function which(name) {
  const folders = [
    ...(process.env.PATH ?? '').split(path.delimiter),
    '/usr/sbin',
    '/sbin',
    '/usr/bin',
    '/bin',
  ];
  for (const folder of folders) {
    const file = path.join(folder, name);
    if (folder && isExecutable(file)) return file;
  }
  return null;
}

/** Playwright's own Chromium, newest first. @returns {string | null} */
function playwrightChromium() {
  const home = os.homedir();
  const registry =
    process.env.PLAYWRIGHT_BROWSERS_PATH ||
    (process.platform === 'darwin'
      ? path.join(home, 'Library/Caches/ms-playwright')
      : path.join(process.env.XDG_CACHE_HOME || path.join(home, '.cache'), 'ms-playwright'));
  const inside = [
    'chrome-linux64/chrome',
    'chrome-linux/chrome',
    'chrome-mac/Chromium.app/Contents/MacOS/Chromium',
    'chrome-mac-arm64/Google Chrome for Testing.app/Contents/MacOS/Google Chrome for Testing',
  ];
  /** @type {string[]} */
  let names = [];
  try {
    names = fs.readdirSync(registry);
  } catch {
    return null;
  }
  const builds = names
    .filter((name) => /^chromium-\d+$/.test(name))
    .sort((a, b) => Number(b.slice(9)) - Number(a.slice(9)));
  for (const build of builds) {
    for (const file of inside) {
      const full = path.join(registry, build, file);
      if (isExecutable(full)) return full;
    }
  }
  return null;
}

/** BOX_CHROMIUM, Playwright's own, or the system's. @returns {string | null} */
export function findChromium() {
  const given = process.env.BOX_CHROMIUM;
  if (given) return isExecutable(given) ? given : null;
  const own = playwrightChromium();
  if (own) return own;
  for (const name of ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome']) {
    const file = which(name);
    if (file) return file;
  }
  const mac = '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome';
  return isExecutable(mac) ? mac : null;
}

/** The test-only runtime (see test-electron.mjs). */
export const TEST_ELECTRON = '25.1.1';
export function testElectronFolder() {
  return path.join(cacheFolder(), `electron-${TEST_ELECTRON}-test-only`);
}

/**
 * An Electron runtime: the product's own, else the test-only one.
 * @returns {{file: string, folder: string, version: string, testOnly: boolean} | null}
 */
export function findElectron() {
  const packageFolder = path.join(root, 'node_modules/electron');
  try {
    const file = path.join(
      packageFolder,
      'dist',
      fs.readFileSync(path.join(packageFolder, 'path.txt'), 'utf8'),
    );
    if (isExecutable(file)) {
      const version = fs
        .readFileSync(path.join(packageFolder, 'dist/version'), 'utf8')
        .trim()
        .replace(/^v/, '');
      return { file, folder: path.join(packageFolder, 'dist'), version, testOnly: false };
    }
  } catch {
    // Not unpacked: the package comes without its runtime.
  }
  const folder = testElectronFolder();
  const file = path.join(folder, 'electron');
  return isExecutable(file) ? { file, folder, version: TEST_ELECTRON, testOnly: true } : null;
}

/** The ordinary user that root runs Electron as, with its sandbox on. */
export const KIOSK_USER = 'kiosk';

/** @returns {{name: string, uid: number, gid: number, home: string} | null} */
export function findKiosk() {
  try {
    const entry = fs
      .readFileSync('/etc/passwd', 'utf8')
      .split('\n')
      .map((text) => text.split(':'))
      .find((fields) => fields[0] === KIOSK_USER);
    if (!entry) return null;
    return {
      name: KIOSK_USER,
      uid: Number(entry[2]),
      gid: Number(entry[3]),
      home: entry[5] ?? '/nonexistent',
    };
  } catch {
    return null;
  }
}

/** A display a window can open on now. */
export function hasDisplay() {
  if (process.platform === 'darwin' || process.platform === 'win32') return true;
  return Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY);
}
