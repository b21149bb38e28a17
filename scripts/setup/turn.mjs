/** A TURN server for the tests that cut the line between two peers. */
import { aptCommand, aptInstall, canInstall } from './apt.mjs';
import { which } from './locate.mjs';
import { line, missing } from './say.mjs';

/** @returns {Promise<boolean>} */
export async function ensureTurn() {
  if (!which('turnserver') && canInstall()) {
    line('TURN', 'not here, installing coturn …');
    await aptInstall(['coturn']);
  }
  const file = which('turnserver');
  if (file) {
    line('TURN', file);
    return true;
  }
  missing('TURN', 'the tests that cut the line will be skipped', aptCommand(['coturn']));
  return false;
}
