import { expect, test } from 'vitest';
import { lineDownWords, spokenNumber } from './line-down.ts';

test('a telephone number is said in its written groups', () => {
  expect(spokenNumber('03 80 12 07 00')).toEqual([
    'number.0',
    'number.3',
    'number.80',
    'number.12',
    'number.0',
    'number.7',
    'number.0',
    'number.0',
  ]);
  expect(spokenNumber('+33 800 15')).toEqual(['number.33', 'number.8', 'number.0', 'number.0', 'number.15']);
  expect(spokenNumber('')).toEqual([]);
});

test('without a number none is promised', () => {
  expect(lineDownWords(null)).toEqual(['call.lost.title', 'call.lost.text']);
  expect(lineDownWords('15')).toEqual(['call.lost.title', 'call.lost.text', 'call.lost.phone', 'number.15']);
});
