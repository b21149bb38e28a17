import { expect, test } from 'vitest';
import { dateDigits, readDate, showDate, showIso } from './date.ts';

const today = new Date('2026-06-15T12:00:00Z');

test('eight digits, day first, make a date', () => {
  expect(readDate('01021950', today)).toEqual({ date: '1950-02-01' });
  expect(readDate('29022024', today)).toEqual({ date: '2024-02-29' });
});

test.each(['29022023', '31041980', '00011980', '01131980', '16062026', '01011890', '01010000'])(
  '%s is refused',
  (digits) => expect(readDate(digits, today)).toEqual({ problem: 'bad' }),
);

test('fewer digits are incomplete', () => {
  expect(readDate('', today)).toEqual({ problem: 'incomplete' });
  expect(readDate('0102195', today)).toEqual({ problem: 'incomplete' });
});

test('shows what is typed so far', () => {
  expect(['', '0', '01', '010', '0102', '010219', '01021950'].map(showDate)).toEqual([
    '',
    '0',
    '01',
    '01/0',
    '01/02',
    '01/02/19',
    '01/02/1950',
  ]);
  expect(dateDigits('01/02/1950 x9')).toBe('01021950');
  expect(showIso('1950-02-01')).toBe('01/02/1950');
});
