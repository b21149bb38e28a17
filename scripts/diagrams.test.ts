import fs from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { statecharts } from './diagrams.ts';

test('docs/statecharts.md is what the machines are', () => {
  const file = path.resolve(import.meta.dirname, '../docs/statecharts.md');
  expect(fs.readFileSync(file, 'utf8'), 'run: node scripts/diagrams.ts').toBe(statecharts());
});
