import { expect, it } from 'vitest';
import { cuffNumbers } from './numbers.ts';

it.each([
  [120, 80, 93, 72, { systolic: 120, diastolic: 80, mean: 93, pulseRate: 72 }],
  [120, 80, null, null, { systolic: 120, diastolic: 80, mean: null, pulseRate: null }],
  [80, 120, 93, 72, null],
  [120, 120, null, 72, null],
  [120, 0, 93, 72, null],
  [120, 80, 80, 72, null],
  [120, 80, 120, 72, null],
  [120, 93, 80, 72, null],
  [null, 80, 93, 72, null],
  [120, null, 93, 72, null],
])('%s/%s (%s), pulse %s', (sys, dia, map, pulseRate, expected) => {
  expect(cuffNumbers({ sys, dia, map, pulseRate })).toEqual(expected);
});
