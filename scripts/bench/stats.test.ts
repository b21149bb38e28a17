import { expect, it } from 'vitest';
import { percentile, slope, summarise } from './stats.ts';

it('takes percentiles by nearest rank, whatever the order', () => {
  const values = Array.from({ length: 100 }, (_, i) => 100 - i);
  expect(summarise(values)).toEqual({ count: 100, p10: 10, p50: 50, p90: 90, p99: 99, max: 100 });
  expect(percentile([7], 0.99)).toBe(7);
  expect(percentile([], 0.5)).toBeNaN();
});

it('finds the slope of a line through noise', () => {
  expect(
    slope([
      [0, 1],
      [1, 3],
      [2, 5],
    ]),
  ).toBeCloseTo(2);
  expect(
    slope([
      [0, 5],
      [10, 5],
      [20, 5],
    ]),
  ).toBe(0);
});
