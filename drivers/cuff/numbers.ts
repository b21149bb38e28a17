import type { CuffNumbers } from './contract.ts';

/** What a module reported; null = no value. */
export interface ReportedPressures {
  readonly sys: number | null;
  readonly dia: number | null;
  readonly map: number | null;
  readonly pulseRate: number | null;
}

/** null: not a result. Diastolic must lie below systolic, and a reported mean between the two. */
export function cuffNumbers({ sys, dia, map, pulseRate }: ReportedPressures): CuffNumbers | null {
  if (sys === null || dia === null || !(dia > 0 && dia < sys)) return null;
  if (map !== null && !(dia < map && map < sys)) return null;
  return { systolic: sys, diastolic: dia, mean: map, pulseRate };
}
