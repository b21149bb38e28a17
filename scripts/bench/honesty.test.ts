import { expect, it } from 'vitest';
import { reasonsNotComparable } from './honesty.ts';
import { summarise } from './stats.ts';

it('compares only beside a baseline as quick as it should be', () => {
  expect(reasonsNotComparable(summarise([0.3]), summarise([1.6]))).toEqual([]);
  expect(reasonsNotComparable(summarise([0.5]), summarise([4]))).toEqual([
    'bare serial line p50 0.50 ms is over 1.5 × the known 0.26 ms',
    'bare data channel echo p50 4.00 ms is over 1.5 × the known 2 ms',
  ]);
  expect(reasonsNotComparable(summarise([]), summarise([2]))).toHaveLength(1);
});
