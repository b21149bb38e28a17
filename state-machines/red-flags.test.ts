import { expect, test } from 'vitest';
import { pendingFlag, RED_FLAGS, type RedFlagAnswer, redFlagsFor } from './red-flags.ts';

test.each([
  [null, RED_FLAGS],
  [30, RED_FLAGS],
  [10, RED_FLAGS],
  [60, RED_FLAGS],
  [61, ['chest-pain', 'breathless', 'stroke', 'bleeding', 'suicide']],
  [9, ['chest-pain', 'breathless', 'stroke', 'bleeding', 'suicide']],
  [7, ['chest-pain', 'breathless', 'stroke', 'bleeding']],
  [0, ['chest-pain', 'breathless', 'stroke', 'bleeding']],
])('asked at %s years', (years, flags) => {
  expect(redFlagsFor(years)).toEqual(flags);
});

test('one after the other, in order, until all are answered', () => {
  const answers: RedFlagAnswer[] = [];
  const asked: string[] = [];
  for (let flag = pendingFlag(30, answers); flag !== null; flag = pendingFlag(30, answers)) {
    asked.push(flag);
    answers.push({ flag, answer: asked.length === 2 ? 'unsaid' : 'no' });
  }
  expect(asked).toEqual(RED_FLAGS);
});

test('after a yes nothing more is asked', () => {
  expect(pendingFlag(30, [{ flag: 'chest-pain', answer: 'yes' }])).toBeNull();
});
