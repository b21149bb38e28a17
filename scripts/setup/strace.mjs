/** Fails or kills a process at a system call of our choice, for the tests of the journal. */
import { aptCommand, aptInstall, canInstall } from './apt.mjs';
import { which } from './locate.mjs';
import { line, missing } from './say.mjs';

const PACKAGES = ['strace'];

/** @returns {Promise<boolean>} */
export async function ensureStrace() {
  if (!which('strace') && canInstall()) {
    line('strace', 'not here, installing …');
    await aptInstall(PACKAGES);
  }
  const file = which('strace');
  if (file) {
    line('strace', file);
    return true;
  }
  missing('strace', 'the tests that fail single writes of the journal will be skipped', aptCommand(PACKAGES));
  return false;
}
