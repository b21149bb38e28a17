import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { importedPackages, packageClosure } from './core-folder.ts';

let root: string;
beforeEach(() => {
  root = mkdtempSync(path.join(tmpdir(), 'box-closure-'));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

function install(folder: string, manifest: object = {}) {
  mkdirSync(path.join(root, 'node_modules', folder), { recursive: true });
  writeFileSync(path.join(root, 'node_modules', folder, 'package.json'), JSON.stringify(manifest));
}

test('reads packages out of every form of import, not Node and not our own files', () => {
  const source = `import { z } from 'zod';
    import type { Logger } from "pino";
    export { x } from '@scope/name/deep.js';
    const late = await import('mqtt');
    import './side.ts'; import fs from 'node:fs'; import path from 'path';`;
  expect(importedPackages(source)).toEqual(['zod', 'pino', '@scope/name', 'mqtt']);
});

test('follows dependencies, nested copies and those optional ones that are there', () => {
  install('a', { dependencies: { b: '1' }, optionalDependencies: { gone: '1', here: '1' } });
  install('b', { dependencies: { c: '2', a: '1' } });
  install('b/node_modules/c', {});
  install('c', {});
  install('here', {});
  install('unused', {});
  expect(packageClosure(['a'], root)).toEqual([
    'node_modules/a',
    'node_modules/b',
    'node_modules/b/node_modules/c',
    'node_modules/here',
  ]);
});

test('a package that is not installed stops the packaging', () => {
  install('a', { dependencies: { gone: '1' } });
  expect(() => packageClosure(['a'], root)).toThrow('package gone is not installed');
});
