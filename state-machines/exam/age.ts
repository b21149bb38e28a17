/** What age decides: limits, and whether and how a cuff may inflate. */
import type { Unavailable } from '../contract.ts';

export const AGE_BANDS = ['infant', 'child', 'adult'] as const;
export type AgeBand = (typeof AGE_BANDS)[number];

/** Whole years on the day of `wall` (ms, UTC); null: unknown, or born after it. */
export function ageYears(birthDate: string | null, wall: number): number | null {
  const born = birthDate === null ? Number.NaN : Date.parse(`${birthDate}T00:00:00Z`);
  if (Number.isNaN(born) || born > wall) return null;
  const [then, now] = [new Date(born), new Date(wall)];
  const years = now.getUTCFullYear() - then.getUTCFullYear();
  const month = now.getUTCMonth() - then.getUTCMonth();
  const beforeBirthday = month < 0 || (month === 0 && now.getUTCDate() < then.getUTCDate());
  return beforeBirthday ? years - 1 : years;
}

/** Unknown age counts as adult: the narrower upper limit asks for a second measurement sooner. */
export function ageBand(birthDate: string | null, wall: number): AgeBand {
  const years = ageYears(birthDate, wall);
  if (years === null) return 'adult';
  if (years < 1) return 'infant';
  return years < 12 ? 'child' : 'adult';
}

export type CuffPatient = 'adult' | 'child';
const CUFF_FROM_YEARS = 3;
/** The first age of an adult cuff: 3 to 12 years is the child's mode. */
const ADULT_CUFF_FROM_YEARS = 13;

/** The mode that the module is set to before anything inflates, or why nothing may. */
export function cuffPatient(
  years: number | null,
):
  | { readonly patient: CuffPatient }
  | { readonly refused: Extract<Unavailable, 'age-unknown' | 'too-young'> } {
  if (years === null) return { refused: 'age-unknown' };
  if (years < CUFF_FROM_YEARS) return { refused: 'too-young' };
  return { patient: years < ADULT_CUFF_FROM_YEARS ? 'child' : 'adult' };
}
