import { expect, test } from 'vitest';
import { createScreenPulse, SCREEN_LOST_MS } from './screen-pulse.ts';

function harness() {
  let now = 100;
  let lost = 0;
  const pulse = createScreenPulse(
    () => now,
    () => {
      lost += 1;
    },
  );
  const pass = (ms: number) => {
    now += ms;
  };
  return { pulse, pass, lost: () => lost };
}

test('a screen that falls silent is lost once; the next sign of life brings it back', () => {
  const { pulse, pass, lost } = harness();
  pulse.beat();
  pass(SCREEN_LOST_MS - 1);
  pulse.tick();
  expect([pulse.alive(), lost()]).toEqual([true, 0]);
  pass(1);
  // Already not alive before anybody looked: nothing may start in between.
  expect(pulse.alive()).toBe(false);
  pulse.tick();
  pulse.tick();
  expect(lost()).toBe(1);
  pulse.beat();
  expect(pulse.alive()).toBe(true);
  pulse.gone();
  pulse.gone();
  expect([pulse.alive(), lost()]).toEqual([false, 2]);
});

test('before the first screen there is nothing to lose, and nobody to stop a cuff', () => {
  const { pulse, pass, lost } = harness();
  pass(10_000);
  pulse.tick();
  pulse.gone();
  expect([pulse.alive(), lost()]).toEqual([false, 0]);
});
