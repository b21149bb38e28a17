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
