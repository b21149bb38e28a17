/** Limits of pulse oximetry by age (STANDARDS: plausibility of readings, guided exams). Inclusive bounds. */
export interface Range {
  readonly low: number;
  readonly high: number;
}

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

export const AGE_BANDS = ['infant', 'child', 'adult'] as const;
export type AgeBand = (typeof AGE_BANDS)[number];

/** Resting heart rates fall with age: under 1 year and from 1 to 11 years the usual range is wider upwards. */
export const LIMITS: Readonly<Record<AgeBand, OximetryLimits>> = {
  infant: { ...ADULT, usual: { ...ADULT.usual, pulse: { low: 80, high: 190 } } },
  child: { ...ADULT, usual: { ...ADULT.usual, pulse: { low: 55, high: 160 } } },
  adult: ADULT,
};

/** Unknown age counts as adult: the narrower upper limit asks for a second measurement sooner. */
export function ageBand(birthDate: string | null, wall: number): AgeBand {
  const born = birthDate === null ? Number.NaN : Date.parse(`${birthDate}T00:00:00Z`);
  if (Number.isNaN(born) || born > wall) return 'adult';
  const years = (wall - born) / (365.25 * 24 * 60 * 60 * 1000);
  if (years < 1) return 'infant';
  return years < 12 ? 'child' : 'adult';
}
