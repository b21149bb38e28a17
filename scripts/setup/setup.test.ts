import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { packagesState } from './packages.mjs';
import { isBuilt, stampBuilt } from './stale.mjs';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'box-setup-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function put(file: string, text: string) {
  const full = path.join(folder, file);
  mkdirSync(path.dirname(full), { recursive: true });
  writeFileSync(full, text);
  return full;
}

type Packages = Readonly<Record<string, { version: string; optional?: boolean }>>;

function lock(wanted: Packages, present: Packages | null) {
  put('package-lock.json', JSON.stringify({ packages: { '': { version: '0.1.0' }, ...wanted } }));
  if (!present) return;
  put('node_modules/.package-lock.json', JSON.stringify({ packages: present }));
  for (const name of Object.keys(present)) put(`${name}/package.json`, '{}');
}

test('packages: absent, in line, and out of line when one is missing, old or deleted', () => {
  lock({ 'node_modules/a': { version: '1.0.0' } }, null);
  expect(packagesState(folder)).toBe('absent');
  lock({ 'node_modules/a': { version: '1.0.0' } }, { 'node_modules/a': { version: '1.0.0' } });
  expect(packagesState(folder)).toBe('in line');
  rmSync(path.join(folder, 'node_modules/a'), { recursive: true });
  expect(packagesState(folder)).toBe('out of line');
  lock({ 'node_modules/a': { version: '2.0.0' } }, { 'node_modules/a': { version: '1.0.0' } });
  expect(packagesState(folder)).toBe('out of line');
  lock(
    { 'node_modules/a': { version: '1.0.0' }, 'node_modules/b': { version: '1.0.0' } },
    {
      'node_modules/a': { version: '1.0.0' },
    },
  );
  expect(packagesState(folder)).toBe('out of line');
});

test('a package of another system may be absent', () => {
  lock(
    { 'node_modules/a': { version: '1.0.0' }, 'node_modules/mac': { version: '1.0.0', optional: true } },
    { 'node_modules/a': { version: '1.0.0' } },
  );
  expect(packagesState(folder)).toBe('in line');
});

test('the pages are built again when a source is newer, and when it changed during the build', () => {
  const source = put('src-renderer/patient/main.tsx', '');
  const at = (seconds: number) => {
    for (const place of [source, path.dirname(source), path.join(folder, 'src-renderer')]) {
      utimesSync(place, seconds, seconds);
    }
  };
  at(1000);
  expect(isBuilt(folder)).toBe(false);
  stampBuilt(2_000_000, folder);
  expect(isBuilt(folder)).toBe(true);
  at(2001);
  expect(isBuilt(folder)).toBe(false);
});
