import { expect, test } from 'vitest';
import { createPace } from './pace.ts';

function paceOf(spentMs: number) {
  const pace = createPace();
  pace.took(5000);
  for (let n = 0; n < 40; n += 1) pace.took(spentMs);
  return pace;
}

test('five a second, four while the call lacks processor', () => {
  expect(createPace().interval(false)).toBe(200);
  expect(paceOf(50).interval(false)).toBe(200);
  expect(paceOf(50).interval(true)).toBe(250);
});

test('slower where a picture takes long: four a second as long as it can be, and never slower than two', () => {
  expect(paceOf(100).interval(false)).toBeCloseTo(250, 0);
  expect(paceOf(150).interval(false)).toBe(250);
  expect(paceOf(200).interval(false)).toBeCloseTo(267, 0);
  expect(paceOf(300).interval(true)).toBeCloseTo(400, 0);
  expect(paceOf(1000).interval(false)).toBe(500);
});
