import { expect, test } from 'vitest';
import { spokenNumber, writtenNumber } from './number.ts';

test('a number is written as its language does', () => {
  expect(writtenNumber(36.8, 1, 'fr')).toBe('36,8');
  expect(writtenNumber(36.8, 1, 'en')).toBe('36.8');
  expect(writtenNumber(72, 1, 'fr-falc')).toBe('72,0');
  expect(writtenNumber(124, 0, 'fr')).toBe('124');
});

test.each([
  [124, 0, ['number.124']],
  [36.8, 1, ['number.36', 'result.comma', 'number.8']],
  // 36.96 is 37.0, never "36 point 10".
  [36.96, 1, ['number.37', 'result.comma', 'number.0']],
  [72, 1, ['number.72', 'result.comma', 'number.0']],
  [301, 0, null],
  [-1, 1, null],
])('%s to %s decimals is said as %s', (value, decimals, keys) => {
  expect(spokenNumber(value, decimals)).toEqual(keys);
});
