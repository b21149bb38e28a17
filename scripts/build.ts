/** `npm run build [page…] [distress-lab] [models] [shell]`: pages, models of the distress watch and shell into dist/. */
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { build, type InlineConfig } from 'vite';
import { MODELS_FOLDER } from '../state-machines/distress/models.ts';
import {
  DISTRESS_LAB,
  distressLabConfig,
  PAGES,
  pageConfig,
  SHELL_ENTRIES,
  shellConfig,
} from '../vite.config.ts';
import { writeModels } from './models/assemble.ts';
import { stampBuilt } from './setup/stale.mjs';

const root = path.resolve(import.meta.dirname, '..');
const only = process.argv.slice(2);
const wanted = (name: string) => only.length === 0 || only.includes(name);

/** A bundler's error has the place and the reason in its message; the stack is the bundler's own. */
async function bundle(config: InlineConfig, what: string): Promise<void> {
  try {
    await build(config);
    console.log(`built ${what}`);
  } catch (error) {
    console.error(`\nCould not build ${what}: ${error instanceof Error ? error.message : String(error)}`);
    process.exit(1);
  }
}

const started = Date.now();
/** A string without its voice shuts out whoever cannot read. */
if (wanted('patient')) {
  const check = spawnSync(process.execPath, [path.join(root, 'scripts/voice-pack.ts'), '--check'], {
    stdio: 'inherit',
  });
  if (check.status !== 0) process.exit(1);
}
for (const page of PAGES) {
  if (!wanted(page) || !fs.existsSync(path.join(root, 'src-renderer', page, 'index.html'))) continue;
  await bundle(pageConfig(page), `dist/pages/${page}`);
}
if (wanted(DISTRESS_LAB)) await bundle(distressLabConfig(), `dist/${DISTRESS_LAB}`);
if (wanted(MODELS_FOLDER)) {
  try {
    writeModels(path.join(root, 'dist/pages', MODELS_FOLDER));
    console.log(`built dist/pages/${MODELS_FOLDER}`);
  } catch (error) {
    console.error(`\nCould not make the models: ${error instanceof Error ? error.message : String(error)}`);
    process.exit(1);
  }
}
for (const entry of SHELL_ENTRIES) {
  if (!wanted('shell') || !fs.existsSync(path.join(root, 'src-main/shell', `${entry}.ts`))) continue;
  await bundle(shellConfig(entry), `dist/shell/${entry}.cjs`);
}
if (only.length === 0) stampBuilt(started);
console.log(`build finished in ${((Date.now() - started) / 1000).toFixed(1)} s`);
