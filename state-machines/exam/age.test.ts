import { expect, test } from 'vitest';
import { ageYears, cuffPatient } from './age.ts';

const ON = Date.parse('2026-11-21T09:00:00Z');

test.each([
  ['2026-11-21', 0],
  ['2025-11-22', 0],
  ['2025-11-21', 1],
  ['2023-11-22', 2],
  ['2023-11-21', 3],
  ['2024-02-29', 2],
  ['1950-02-03', 76],
  ['2026-11-22', null],
  [null, null],
])('born %s: %s whole years', (birthDate, years) => {
  expect(ageYears(birthDate, ON)).toBe(years);
});

test('a clock that went back to 1970 makes every age unknown, and so blocks the cuff', () => {
  expect(cuffPatient(ageYears('1980-01-01', 0))).toEqual({ refused: 'age-unknown' });
});

test.each([
  [null, { refused: 'age-unknown' }],
  [0, { refused: 'too-young' }],
  [2, { refused: 'too-young' }],
  [3, { patient: 'child' }],
  [12, { patient: 'child' }],
  [13, { patient: 'adult' }],
  [99, { patient: 'adult' }],
])('%s years: %o', (years, expected) => {
  expect(cuffPatient(years)).toEqual(expected);
});
