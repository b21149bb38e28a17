import { expect, test } from 'vitest';
import { readTyped, shownTyped, typedDigits } from './typed-value.ts';

test('digits become a temperature with one decimal, however they were typed', () => {
  expect(['3', '36', '368', '36,8', '36.8', 'x3y6z8w'].map(typedDigits)).toEqual([
    '3',
    '36',
    '368',
    '368',
    '368',
    '368',
  ]);
  expect(['', '3', '36', '368'].map((digits) => shownTyped(digits, 'fr'))).toEqual(['', '3', '36', '36,8']);
  expect(shownTyped('368', 'en')).toBe('36.8');
});

test('a whole number of degrees is one; what no thermometer shows is none', () => {
  expect(readTyped('37')).toBe(37);
  expect(readTyped('368')).toBe(36.8);
  expect(readTyped('435')).toBe(43.5);
  for (const digits of ['', '3', '299', '436', '99']) expect(readTyped(digits)).toBe(null);
});
