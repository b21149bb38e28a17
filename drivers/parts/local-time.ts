import type { MemoryRecordEvent } from '../contract.ts';

/** An instrument's own clock: local time without a zone, set by hand, never trusted without a check. */
export interface LocalTime {
  readonly year: number;
  /** 1..12 */
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
  /** Left out where the instrument keeps minutes only. */
  readonly second?: number;
}

const two = (value: number) => String(value).padStart(2, '0');

/** ISO 8601 without a zone, to the minute or the second; null when the calendar or the clock has no such moment. */
export function isoLocal({ year, month, day, hour, minute, second }: LocalTime): string | null {
  const date = new Date(Date.UTC(year, month - 1, day));
  if (date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day) return null;
  if (hour > 23 || minute > 59 || (second ?? 0) > 59) return null;
  const minutes = `${year}-${two(month)}-${two(day)}T${two(hour)}:${two(minute)}`;
  return second === undefined ? minutes : `${minutes}:${two(second)}`;
}

/** Epoch milliseconds. Drivers read the wall clock for this check only; every wait is on the monotonic one. */
export type WallNow = () => number;
export const systemWallNow: WallNow = Date.now;

/** An instrument's clock may be so far from the cabinet's. */
export const CLOCK_MS = 600_000;

/** `takenAt` as `isoLocal` gives it, in the zone of the cabinet; `now`: epoch milliseconds. */
export function clockAgrees(takenAt: string | null, now: number): MemoryRecordEvent['clock'] {
  if (takenAt === null) return 'none';
  const wall = new Date(now);
  // Both as they are read off, so that the hour that comes twice in autumn is no hour of difference.
  const shown = Date.UTC(
    wall.getFullYear(),
    wall.getMonth(),
    wall.getDate(),
    wall.getHours(),
    wall.getMinutes(),
    wall.getSeconds(),
  );
  return Math.abs(shown - Date.parse(`${takenAt}Z`)) <= CLOCK_MS ? 'agrees' : 'disagrees';
}
