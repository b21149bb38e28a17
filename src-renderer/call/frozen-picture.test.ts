import { expect, test } from 'vitest';
import { createFrozenPicture, FROZEN_MS } from './frozen-picture.ts';

test('a picture is marked after a second without a frame, and not any more with the next one', () => {
  const picture = createFrozenPicture();
  expect(picture.step(0, 10)).toBeNull();
  expect(picture.step(FROZEN_MS - 1, 10)).toBeNull();
  expect(picture.step(FROZEN_MS, 10)).toBe(0);
  expect(picture.step(5000, 10)).toBe(0);
  expect(picture.step(5250, 11)).toBeNull();
  expect(picture.step(6250, 11)).toBe(5250);
});

test('what has not begun is not frozen, and another call begins anew', () => {
  const picture = createFrozenPicture();
  for (const atMs of [0, 1000, 9000]) expect(picture.step(atMs, 0)).toBeNull();
  picture.step(10_000, 40);
  expect(picture.step(12_000, 0)).toBeNull();
  expect(picture.step(13_000, 3)).toBeNull();
});
