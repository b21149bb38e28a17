/** A TPM 2.0 in software and the programs that speak to it, for the tests of the sealed journal. */
import { aptCommand, aptInstall, canInstall } from './apt.mjs';
import { which } from './locate.mjs';
import { line, missing } from './say.mjs';

const PACKAGES = ['swtpm', 'tpm2-tools'];
const here = () => which('swtpm') && which('tpm2_nvdefine');

/** @returns {Promise<boolean>} */
export async function ensureTpm() {
  if (!here() && canInstall()) {
    line('TPM', 'not here, installing swtpm …');
    await aptInstall(PACKAGES);
  }
  const file = here();
  if (file) {
    line('TPM', file);
    return true;
  }
  missing('TPM', 'the tests of the key in a TPM will be skipped', aptCommand(PACKAGES));
  return false;
}
