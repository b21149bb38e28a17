import { expect, test } from 'vitest';
import { hoursAt, readWeek } from './hours.ts';

const week = readWeek('mon-fri 08:00-12:00, 14:00-18:00; sat 09:00-12:00');
/** 2026-11-23 is a Monday. */
const at = (day: number, hour: number, minute = 0) => new Date(2026, 10, 22 + day, hour, minute);

test('by day and by minute', () => {
  if (week === null) throw new Error('not read');
  expect(hoursAt(week, at(1, 8))).toEqual({
    open: true,
    today: [
      ['08:00', '12:00'],
      ['14:00', '18:00'],
    ],
  });
  expect(hoursAt(week, at(1, 7, 59)).open).toBe(false);
  expect(hoursAt(week, at(1, 12)).open).toBe(false);
  expect(hoursAt(week, at(6, 11, 59)).open).toBe(true);
  expect(hoursAt(week, at(7, 10))).toEqual({ open: false, today: [] });
});

test('days may run over the end of the week, and until midnight', () => {
  const all = readWeek('sat-mon 00:00-24:00');
  if (all === null) throw new Error('not read');
  expect([6, 7, 1, 2].map((day) => hoursAt(all, at(day, 23, 59)).open)).toEqual([true, true, true, false]);
});

test.each(['', 'mon', 'mon 8-12', 'mon 12:00-08:00', 'day 08:00-12:00', 'mon 08:00-24:30', 'mon-fri 08:00'])(
  'refused: %s',
  (text) => expect(readWeek(text)).toBeNull(),
);
