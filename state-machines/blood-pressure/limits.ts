/** Limits of blood pressure by age (STANDARDS 4.2). mm[Hg] and /min, inclusive bounds. */
import type { CuffPatient } from '../exam/age.ts';
import type { Range } from '../exam/range.ts';

export interface PressureLimits {
  /** Outside: a fault, or not a person. */
  readonly plausible: { readonly systolic: Range; readonly diastolic: Range; readonly pulse: Range };
  /** Outside: measured again; the same extreme twice is a result. */
  readonly usual: { readonly systolic: Range; readonly diastolic: Range };
  /** Systolic lies at least this much above diastolic. */
  readonly leastPulsePressure: number;
  /** Of a reported mean, from dia + (sys - dia) / 3. */
  readonly meanWithin: number;
  /** Of the cuff's pulse, from the oximeter's. */
  readonly pulseWithin: number;
}

const ADULT: PressureLimits = {
  plausible: {
    systolic: { low: 50, high: 280 },
    diastolic: { low: 20, high: 180 },
    pulse: { low: 25, high: 250 },
  },
  usual: { systolic: { low: 80, high: 200 }, diastolic: { low: 40, high: 120 } },
  leastPulsePressure: 10,
  meanWithin: 10,
  pulseWithin: 10,
};

/** The child's column is an own proposal: 3 to 12 years have lower pressures, and a lower upper limit alarms sooner. */
export const PRESSURE_LIMITS: Readonly<Record<CuffPatient, PressureLimits>> = {
  adult: ADULT,
  child: {
    ...ADULT,
    plausible: {
      systolic: { low: 40, high: 220 },
      diastolic: { low: 20, high: 150 },
      pulse: { low: 40, high: 250 },
    },
    usual: { systolic: { low: 75, high: 140 }, diastolic: { low: 35, high: 95 } },
  },
};

/** Readings that differ by this much ask for one more (ESH, SFHTA). */
export const DIFFER_MMHG = 10;
