import type { Instant } from '../../state-machines/contract.ts';

/** A wall clock that moved this much against the monotonic one was set by somebody: its times are unsure. */
const JUMP_MS = 2000;

export interface InstantSource {
  now(): Instant;
}

/**
 * Both clocks read together. `clockSure` turns false for good once the wall clock jumps against CLOCK_MONOTONIC;
 * durations never use it.
 */
export function createInstantSource(mono: () => number, wall: () => number = Date.now): InstantSource {
  const offset = wall() - mono();
  let sure = true;
  return {
    now() {
      const instant = { mono: mono(), wall: wall() };
      if (Math.abs(instant.wall - instant.mono - offset) > JUMP_MS) sure = false;
      return { ...instant, clockSure: sure };
    },
  };
}
