import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

test('the sound and picture of a consultation are recorded nowhere', () => {
  const folder = join(import.meta.dirname, '..');
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(
    (name) => /\.(ts|tsx|html)$/.test(name) && !name.endsWith('.test.ts'),
  );
  expect(files.length).toBeGreaterThan(10);
  const recording = files.filter((name) => /MediaRecorder/.test(readFileSync(join(folder, name), 'utf8')));
  expect(recording).toEqual([]);
});
