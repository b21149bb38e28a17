import { describe, expect, it } from 'vitest';
import { clockAgrees, isoLocal } from './local-time.ts';

const noon = { year: 2026, month: 11, day: 21, hour: 12, minute: 0 };

describe('isoLocal', () => {
  it.each([
    [noon, '2026-11-21T12:00'],
    [{ ...noon, second: 7 }, '2026-11-21T12:00:07'],
    [{ ...noon, year: 2000, month: 2, day: 29, hour: 0 }, '2000-02-29T00:00'],
    [{ ...noon, hour: 23, minute: 59, second: 59 }, '2026-11-21T23:59:59'],
  ])('%j', (time, text) => expect(isoLocal(time)).toBe(text));

  it.each([
    { month: 0 },
    { month: 13 },
    { day: 0 },
    { month: 2, day: 29 },
    { day: 31 },
    { hour: 24 },
    { minute: 60 },
    { second: 60 },
  ])('no such moment: %j', (part) => expect(isoLocal({ ...noon, ...part })).toBeNull());
});

describe('clockAgrees', () => {
  const now = new Date(2026, 10, 21, 12, 0, 30).getTime();

  it.each([
    ['2026-11-21T12:00', 'agrees'],
    ['2026-11-21T11:50:30', 'agrees'],
    ['2026-11-21T11:50:29', 'disagrees'],
    ['2026-11-21T12:10', 'agrees'],
    ['2026-11-21T12:11', 'disagrees'],
    ['2025-11-21T12:00', 'disagrees'],
    ['2007-01-01T00:06:38', 'disagrees'],
    [null, 'none'],
  ])('%s: %s', (takenAt, says) => expect(clockAgrees(takenAt, now)).toBe(says));

  it('holds at the turn of a year', () => {
    expect(clockAgrees('2025-12-31T23:55', new Date(2026, 0, 1, 0, 4).getTime())).toBe('agrees');
  });
});
