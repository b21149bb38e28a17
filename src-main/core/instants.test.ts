import { expect, test } from 'vitest';
import { createInstantSource } from './instants.ts';

test('a wall clock set in mid-visit marks its times unsure and leaves durations alone', () => {
  let mono = 1000;
  let wall = 1_800_000_000_000;
  const source = createInstantSource(
    () => mono,
    () => wall,
  );
  expect(source.now()).toEqual({ mono: 1000, wall: 1_800_000_000_000, clockSure: true });
  mono += 500;
  wall += 500 + 3_600_000;
  expect(source.now()).toEqual({ mono: 1500, wall: 1_800_003_600_500, clockSure: false });
  wall -= 3_600_000;
  expect(source.now().clockSure).toBe(false);
});
