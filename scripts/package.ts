/**
 * `npm run package`: the installable folder dist/package/linux-unpacked, and a check that its core starts.
 * `--trial` packs with the test-only runtime where electron's own cannot be had; the result is marked and not for use.
 */
import { spawn, spawnSync } from 'node:child_process';
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { getCurrentFuseWire } from '@electron/fuses';
import { build, Platform } from 'electron-builder';
import { makeCoreFolder } from './packaging/core-folder.ts';
import { findElectron } from './setup/locate.mjs';
import { parseReady } from './start/service.ts';

const root = path.resolve(import.meta.dirname, '..');
const dist = path.join(root, 'dist');
const trial = process.argv.includes('--trial');
const START_LIMIT_MS = 30_000;

function fail(text: string): never {
  console.error(text);
  process.exit(1);
}

/** Does the packaged core start with the packaged Node, from where it will be installed? */
function coreStarts(resources: string): Promise<boolean> {
  const data = mkdtempSync(path.join(tmpdir(), 'box-package-'));
  const child = spawn(
    path.join(resources, 'node/bin/node'),
    [path.join(resources, 'core/src-main/core/main.ts')],
    {
      cwd: data,
      env: { PATH: process.env.PATH, BOX_DATA: data, BOX_PORT: '0' },
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  );
  return new Promise<boolean>((resolve) => {
    const limit = setTimeout(() => child.kill('SIGKILL'), START_LIMIT_MS);
    let text = '';
    let ready = false;
    child.stdout.on('data', (chunk: Buffer) => {
      text += chunk.toString();
      if (ready || !text.split('\n').some((line) => parseReady(line))) return;
      ready = true;
      child.kill('SIGTERM');
    });
    child.once('error', () => resolve(false));
    child.once('close', () => {
      clearTimeout(limit);
      rmSync(data, { recursive: true, force: true });
      resolve(ready);
    });
  });
}

const runtime = findElectron();
if (!runtime) fail('No Electron runtime here: node node_modules/electron/install.js');
if (runtime.testOnly && !trial) {
  fail(
    "Only the test-only Electron runtime is here, and it is never shipped. electron's own: node node_modules/electron/install.js\nTo try the packaging all the same: npm run package -- --trial",
  );
}

if (spawnSync(process.execPath, [path.join(root, 'scripts/build.ts')], { stdio: 'inherit' }).status !== 0)
  process.exit(1);
const packages = makeCoreFolder(root, path.join(dist, 'core'));
console.log(`core: its sources and ${packages.length} packages`);
mkdirSync(path.join(dist, 'node/bin'), { recursive: true });
copyFileSync(path.join(root, 'node_modules/node/bin/node'), path.join(dist, 'node/bin/node'));
writeFileSync(path.join(dist, 'node/README'), readFileSync(path.join(root, 'node_modules/node/README.md')));

rmSync(path.join(dist, 'package'), { recursive: true, force: true });
await build({
  projectDir: root,
  targets: Platform.LINUX.createTarget('dir'),
  publish: 'never',
  config: { extends: 'electron-builder.yml', electronDist: runtime.folder, electronVersion: runtime.version },
});
const made = path.join(dist, 'package/linux-unpacked');
if (runtime.testOnly) writeFileSync(path.join(made, 'NOT-FOR-USE'), 'Packed with a test-only runtime.\n');

const absent = packages.filter(
  (folder) => !existsSync(path.join(made, 'resources/core', folder, 'package.json')),
);
if (absent.length > 0) fail(`Not packed: ${absent.join(', ')}`);
const fuses = await getCurrentFuseWire(path.join(made, 'box-medicale'));
console.log(`fuses: ${JSON.stringify(fuses)}`);
if (!(await coreStarts(path.join(made, 'resources')))) fail('The packaged core does not start.');
console.log(`The packaged core starts. Packed into ${path.relative(root, made)}`);
