/**
 * Prepares this machine for `npm start` or `npm test` and says what it does. Needs Node 20 and npm, nothing else; asks no
 * question; a second run finds everything in place.
 */
import { fileURLToPath } from 'node:url';
import { hasDisplay } from './setup/locate.mjs';
import { missing, tell } from './setup/say.mjs';

const purpose = process.argv[2] === 'test' ? 'test' : 'start';
const started = Date.now();

if (Number.parseInt(process.versions.node, 10) < 20) {
  tell(`Box Médicale needs Node 20 or later; this is ${process.versions.node}.`);
  missing('Node', 'too old', 'install the current LTS from https://nodejs.org or your system');
  process.exit(1);
}
process.chdir(fileURLToPath(new URL('..', import.meta.url)));
tell(`Box Médicale: preparing \`npm ${purpose}\``);

const { ensureNode24, ensurePackages } = await import('./setup/packages.mjs');
const { ensurePages } = await import('./setup/pages.mjs');
const ready = (await ensurePackages()) && (await ensureNode24()) && (await ensurePages());
if (!ready) {
  tell('Stopped: without this nothing can run.');
  process.exit(1);
}

const { ensureElectron } = await import('./setup/electron.mjs');
let complete = true;
if (purpose === 'test') {
  const { ensureChromium } = await import('./setup/chromium.mjs');
  const { ensureTurn } = await import('./setup/turn.mjs');
  const { ensureTpm } = await import('./setup/tpm.mjs');
  const { ensurePrinter } = await import('./setup/printer.mjs');
  const { ensureStrace } = await import('./setup/strace.mjs');
  const chromium = await ensureChromium();
  const { ensureUsbLab } = await import('./setup/usb-lab.mjs');
  const turn = await ensureTurn();
  const tpm = await ensureTpm();
  const printer = await ensurePrinter();
  const strace = await ensureStrace();
  const usbLab = await ensureUsbLab();
  complete = (await ensureElectron('test')) && chromium && turn && tpm && printer && strace && usbLab;
} else if (hasDisplay()) {
  complete = await ensureElectron('start');
}
tell(
  `${complete ? 'Ready' : 'Going on with what is there'} (${((Date.now() - started) / 1000).toFixed(1)} s)\n`,
);
