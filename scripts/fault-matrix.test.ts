import { expect, test } from 'vitest';
import { isCurrent } from './fault-matrix.ts';

test('docs/instruments/fault-matrix.md is what the table says', () => {
  expect(isCurrent(), 'run: node scripts/fault-matrix.ts').toBe(true);
});
