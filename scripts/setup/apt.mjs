/** Debian packages, as root only, without questions, each step with a limit. */
import { execFileSync } from 'node:child_process';
import { isRoot, which } from './locate.mjs';
import { line, run, tail } from './say.mjs';

const ENV = { DEBIAN_FRONTEND: 'noninteractive', NEEDRESTART_SUSPEND: '1' };
const OPTIONS = [
  '-y',
  '-o',
  'DPkg::Lock::Timeout=120',
  '-o',
  'Acquire::http::Timeout=30',
  '-o',
  'Acquire::Retries=2',
];
let updated = false;

export function canInstall() {
  return isRoot() && which('apt-get') !== null;
}

/** @param {string[]} names */
export function aptCommand(names) {
  return `sudo apt-get install -y ${names.join(' ')}`;
}

/** Debian 13 and Ubuntu 24.04 renamed some libraries. @param {string} name */
function present(name) {
  try {
    return /Candidate: (?!\(none\))/.test(
      execFileSync('apt-cache', ['policy', name], { encoding: 'utf8', timeout: 20_000 }),
    );
  } catch {
    return false;
  }
}

async function update() {
  if (updated) return;
  updated = true;
  line('', 'reading the list of Debian packages (apt-get update) …');
  const result = await run('apt-get', [...OPTIONS, 'update'], {
    limitMs: 5 * 60_000,
    env: ENV,
    doing: 'apt-get update',
  });
  if (!result.ok) line('', `apt-get update ${result.why}; going on with the list that is there`);
}

/** @param {string[]} names @returns {Promise<boolean>} */
export async function aptInstall(names) {
  if (!canInstall()) return false;
  if (!names.every((name) => present(name) || present(`${name}t64`))) await update();
  for (let attempt = 0; attempt < 2; attempt += 1) {
    const real = names.map((name) => (present(`${name}t64`) ? `${name}t64` : name));
    line('', `apt-get install ${real.join(' ')} …`);
    const result = await run('apt-get', [...OPTIONS, '--no-install-recommends', 'install', ...real], {
      limitMs: 15 * 60_000,
      env: ENV,
      doing: 'apt-get is installing',
    });
    if (result.ok) return true;
    if (updated) {
      line('', `apt-get ${result.why}:\n${tail(result.output, 6)}`);
      return false;
    }
    await update();
  }
  return false;
}
