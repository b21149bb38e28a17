/** A printer in software (IPP Everywhere) and what it announces itself through, for the tests of what is printed. */
import { aptCommand, aptInstall, canInstall } from './apt.mjs';
import { which } from './locate.mjs';
import { line, missing } from './say.mjs';

/** Ghostscript draws the pages of the one that takes PWG raster inside. */
const PACKAGES = ['cups-ipp-utils', 'avahi-daemon', 'dbus', 'ghostscript'];
const PROGRAMS = ['ippeveprinter', 'avahi-daemon', 'dbus-daemon', 'gs'];
const here = () => (PROGRAMS.every((program) => which(program)) ? which('ippeveprinter') : null);

/** @returns {Promise<boolean>} */
export async function ensurePrinter() {
  if (!here() && canInstall()) {
    line('printer', 'not here, installing cups-ipp-utils …');
    await aptInstall(PACKAGES);
  }
  const file = here();
  if (file) {
    line('printer', file);
    return true;
  }
  missing('printer', 'the tests with a printer will be skipped', aptCommand(PACKAGES));
  return false;
}
