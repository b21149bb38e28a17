/** `npm run build [page…] [shell]`: the pages and the shell into dist/. */
import fs from 'node:fs';
import path from 'node:path';
import { build } from 'vite';
import { PAGES, pageConfig, SHELL_ENTRIES, shellConfig } from '../vite.config.ts';
import { stampBuilt } from './setup/stale.mjs';

const root = path.resolve(import.meta.dirname, '..');
const only = process.argv.slice(2);
const wanted = (name: string) => only.length === 0 || only.includes(name);

const started = Date.now();
for (const page of PAGES) {
  if (!wanted(page) || !fs.existsSync(path.join(root, 'src-renderer', page, 'index.html'))) continue;
  await build(pageConfig(page));
  console.log(`built dist/pages/${page}`);
}
for (const entry of SHELL_ENTRIES) {
  if (!wanted('shell') || !fs.existsSync(path.join(root, 'src-main/shell', `${entry}.ts`))) continue;
  await build(shellConfig(entry));
  console.log(`built dist/shell/${entry}.cjs`);
}
if (only.length === 0) stampBuilt(started);
console.log(`build finished in ${((Date.now() - started) / 1000).toFixed(1)} s`);
