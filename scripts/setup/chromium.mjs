/** A Chromium for the doctor's side of the tests. */
import path from 'node:path';
import { aptCommand, aptInstall, canInstall } from './apt.mjs';
import { findChromium, root, which } from './locate.mjs';
import { line, missing, run } from './say.mjs';

/** @returns {Promise<boolean>} */
export async function ensureChromium() {
  let file = findChromium();
  if (!file && canInstall()) {
    line('Chromium', 'not here, installing the system package …');
    await aptInstall(['chromium']);
    file = findChromium();
  }
  if (!file) {
    line('Chromium', 'not here, asking Playwright to download its own …');
    const cli = path.join(root, 'node_modules/@playwright/test/cli.js');
    await run(process.execPath, [cli, 'install', 'chromium'], {
      limitMs: 5 * 60_000,
      cwd: root,
      doing: 'downloading Chromium',
    });
    file = findChromium();
  }
  if (file) {
    line('Chromium', file);
    return true;
  }
  const command = which('apt-get') ? aptCommand(['chromium']) : 'npx playwright install --with-deps chromium';
  missing('Chromium', 'tests with a browser will be skipped', command);
  return false;
}
