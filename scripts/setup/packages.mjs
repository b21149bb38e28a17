/** node_modules in line with package-lock.json, and the Node 24 of the `node` package. */
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { root } from './locate.mjs';
import { head, line, missing, run } from './say.mjs';

const INSTALL_LIMIT_MS = 15 * 60_000;

/** @param {string} file */
function readLock(file) {
  try {
    return /** @type {Record<string, {version?: string, optional?: boolean}>} */ (
      JSON.parse(fs.readFileSync(file, 'utf8')).packages
    );
  } catch {
    return null;
  }
}

/** @returns {'in line' | 'absent' | 'out of line'} */
export function packagesState(folder = root) {
  const wanted = readLock(path.join(folder, 'package-lock.json'));
  const present = readLock(path.join(folder, 'node_modules/.package-lock.json'));
  if (!present) return 'absent';
  if (!wanted) return 'in line';
  for (const [name, entry] of Object.entries(wanted)) {
    if (name === '') continue;
    const found = present[name];
    if (found ? found.version !== entry.version : !entry.optional) return 'out of line';
    if (found && !entry.optional && !fs.existsSync(path.join(folder, name))) return 'out of line';
  }
  return 'in line';
}

/** npm as it runs us, else the one on PATH. @param {string[]} args */
function npm(args, limitMs = INSTALL_LIMIT_MS, doing = 'npm is installing packages') {
  const quiet = ['--no-audit', '--no-fund', '--loglevel=error'];
  const script = process.env.npm_execpath;
  const own = script?.endsWith('.js') ? [process.execPath, script] : ['npm'];
  const [command = 'npm', ...first] = own;
  return run(command, [...first, ...args, ...quiet], { limitMs, cwd: root, doing });
}

/** @returns {Promise<boolean>} */
export async function ensurePackages() {
  const state = packagesState();
  if (state === 'in line') {
    line('packages', 'in place');
    return true;
  }
  line(
    'packages',
    state === 'absent' ? 'installing (first time, a minute or two) …' : 'bringing up to date …',
  );
  let result = state === 'absent' ? await npm(['ci']) : await npm(['install', '--no-save']);
  if (!result.ok || packagesState() !== 'in line') result = await npm(['ci']);
  if (result.ok && packagesState() === 'in line') {
    line('packages', 'installed');
    return true;
  }
  missing('packages', `npm could not install them (${result.why || 'still out of line'})`, 'npm ci');
  process.stdout.write(`${head(result.output)}\n`);
  return false;
}

/** @returns {string | null} its version */
function packagedNode() {
  try {
    const file = path.join(root, 'node_modules/node/bin/node');
    return execFileSync(file, ['-p', 'process.versions.node'], { encoding: 'utf8', timeout: 20_000 }).trim();
  } catch {
    return null;
  }
}

/** @returns {Promise<boolean>} */
export async function ensureNode24() {
  let version = packagedNode();
  if (!version) {
    line('Node', 'the `node` package came without its program (install scripts off?), fetching it …');
    await npm(['rebuild', 'node', '--ignore-scripts=false'], 5 * 60_000, 'fetching Node 24');
    version = packagedNode();
  }
  if (version && Number.parseInt(version, 10) >= 24) {
    line('Node', `${version} (from the packages; this script runs on ${process.versions.node})`);
    return true;
  }
  if (Number.parseInt(process.versions.node, 10) >= 24) {
    line('Node', `${process.versions.node} (yours)`);
    return true;
  }
  missing('Node', 'Node 24 is needed and the `node` package did not bring it', 'npm rebuild node');
  return false;
}
