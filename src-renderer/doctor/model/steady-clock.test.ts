import { describe, expect, it } from 'vitest';
import { createSteadyClock } from './steady-clock.ts';

describe('steady clock', () => {
  it('takes the first reading as it is and smooths a small correction', () => {
    const steady = createSteadyClock();
    expect(steady(1000, 0)).toBe(1000);
    expect(steady(1036, 16)).toBeCloseTo(1017);
    let at = 0;
    for (let now = 32; now < 6000; now += 16) at = steady(now + 1020, now) - now;
    expect(at).toBeCloseTo(1020, 3);
  });

  it('follows another clock at once', () => {
    const steady = createSteadyClock();
    steady(1000, 0);
    expect(steady(9000, 16)).toBe(9000);
  });
});
