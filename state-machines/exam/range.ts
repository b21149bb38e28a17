/** Inclusive bounds. */
export interface Range {
  readonly low: number;
  readonly high: number;
}

export const outside = (value: number, range: Range): boolean => value < range.low || value > range.high;
export const spread = (values: readonly number[]): number => Math.max(...values) - Math.min(...values);

/** `name`-low or `name`-high; null: within. */
export function extremeOf(name: string, value: number, usual: Range): string | null {
  if (value < usual.low) return `${name}-low`;
  return value > usual.high ? `${name}-high` : null;
}
