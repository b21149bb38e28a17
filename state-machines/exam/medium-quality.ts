/** What is wrong with a picture or a sound that was just taken. Pure; limits come from the exam. */
import type { ClipMeasure, StillMeasure, Taken, Trouble } from '../contract.ts';
import { outside, type Range } from './range.ts';

export interface StillLimits {
  /** Variance of the Laplacian at a width of 640; below: blurred. */
  readonly sharpness: number;
  /** Mean luminance, 0..1. */
  readonly brightness: Range;
}

export interface ClipLimits {
  /** dB below full scale, root mean square. Below: nothing is heard; above: somebody talks, or cloth rubs. */
  readonly levelDb: Range;
  /** Share of samples at full scale. */
  readonly clipped: number;
  /** ms */
  readonly durationMs: number;
}

/** Too dark or too bright first: neither can be sharp. */
export function stillTrouble(still: StillMeasure | null, limits: StillLimits): Trouble | null {
  if (still === null) return 'no-picture';
  if (outside(still.brightness, limits.brightness))
    return still.brightness < limits.brightness.low ? 'too-dark' : 'too-bright';
  return still.sharpness < limits.sharpness ? 'blurred' : null;
}

export function clipTrouble(clip: ClipMeasure | null, limits: ClipLimits): Trouble | null {
  if (clip === null) return 'no-picture';
  if (clip.durationMs < limits.durationMs) return 'too-short';
  if (clip.clipped > limits.clipped) return 'clipped';
  if (clip.levelDb === null || clip.levelDb < limits.levelDb.low) return 'too-quiet';
  return clip.levelDb > limits.levelDb.high ? 'talking' : null;
}

export const stillJudge = (limits: StillLimits) => (taken: Taken) => stillTrouble(taken.still, limits);
export const clipJudge = (limits: ClipLimits) => (taken: Taken) => clipTrouble(taken.clip, limits);
