import { expect, test } from 'vitest';
import { createBackOff, RESTART_BACK_OFF } from './back-off.ts';

test('restarts at once the first time, then 250 ms doubling up to 5 s', () => {
  const backOff = createBackOff(RESTART_BACK_OFF);
  let now = 1000;
  const pauses = Array.from({ length: 8 }, () => {
    const pause = backOff.next(now);
    now += pause + 10;
    return pause;
  });
  expect(pauses).toEqual([0, 250, 500, 1000, 2000, 4000, 5000, 5000]);
});

test('forgets old troubles after 30 s of calm, not before', () => {
  const backOff = createBackOff(RESTART_BACK_OFF);
  backOff.next(0);
  expect(backOff.next(29_999)).toBe(250);
  expect(backOff.next(29_999 + 250 + 30_000)).toBe(0);
});

test('calm is counted from the restart, not from the trouble', () => {
  const backOff = createBackOff({ firstMs: 10_000, maxMs: 40_000, calmMs: 30_000 });
  backOff.next(0);
  backOff.next(1);
  backOff.next(10_002);
  expect(backOff.next(32_000)).toBe(40_000);
});
