/** Limits of pulse oximetry by age (STANDARDS: plausibility of readings, guided exams). Inclusive bounds. */
import type { AgeBand } from '../exam/age.ts';
import type { Range } from '../exam/range.ts';

export interface OximetryLimits {
  /** Outside: a fault, or not a person. Units: % and /min. */
  readonly plausible: { readonly spo2: Range; readonly pulse: Range };
  /** Outside: measured again; the same extreme twice is a result. */
  readonly usual: { readonly spo2: Range; readonly pulse: Range };
  /** Largest difference within a window that still counts as unchanged. */
  readonly spread: { readonly spo2: number; readonly pulse: number };
  /** Perfusion index in %; an instrument without one is judged by its frames alone. */
  readonly lowestPerfusionIndex: number;
  /** Share of good frames that a second needs. */
  readonly lowestGood: number;
  /** First try and the retries on another finger. */
  readonly attempts: number;
}

const ADULT: OximetryLimits = {
  plausible: { spo2: { low: 50, high: 100 }, pulse: { low: 25, high: 250 } },
  usual: { spo2: { low: 85, high: 100 }, pulse: { low: 40, high: 140 } },
  spread: { spo2: 2, pulse: 10 },
  lowestPerfusionIndex: 0.3,
  lowestGood: 0.8,
  attempts: 3,
};

/** Resting heart rates fall with age: under 1 year and from 1 to 11 years the usual range is wider upwards. */
export const LIMITS: Readonly<Record<AgeBand, OximetryLimits>> = {
  infant: { ...ADULT, usual: { ...ADULT.usual, pulse: { low: 80, high: 190 } } },
  child: { ...ADULT, usual: { ...ADULT.usual, pulse: { low: 55, high: 160 } } },
  adult: ADULT,
};
