import { expect, test } from 'vitest';
import { createPace } from './pace.ts';

function paceOf(spentMs: number) {
  const pace = createPace();
  pace.took(5000);
  for (let n = 0; n < 40; n += 1) pace.took(spentMs);
  return pace;
}

test('five a second, three while the call lacks processor', () => {
  expect(createPace().interval(false)).toBe(200);
  expect(paceOf(50).interval(false)).toBe(200);
  expect(paceOf(50).interval(true)).toBe(330);
});

test('slower where a picture takes long, never slower than two a second', () => {
  expect(paceOf(120).interval(false)).toBeCloseTo(300, 0);
  expect(paceOf(1000).interval(false)).toBe(500);
});
