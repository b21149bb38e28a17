import { expect, test } from 'vitest';
import { nextTarget } from './scan-targets.ts';

test('the ring goes round, begins anew where its target is gone, and rests where there is none', () => {
  expect(nextTarget(['a', 'b'], null)).toBe('a');
  expect(nextTarget(['a', 'b'], 'a')).toBe('b');
  expect(nextTarget(['a', 'b'], 'b')).toBe('a');
  expect(nextTarget(['c', 'd'], 'b')).toBe('c');
  expect(nextTarget([], 'b')).toBeNull();
});
