import { expect, test } from 'vitest';
import { isCurrent, PAGES } from './fault-matrix.ts';

test.each(PAGES)('%s is what its table says', (file, page) => {
  expect(isCurrent(file, page), 'run: node scripts/fault-matrix.ts').toBe(true);
});
