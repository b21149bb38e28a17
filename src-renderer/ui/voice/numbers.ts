/** Numbers with a clip of their own: every SpO2, pulse, pressure, and whole part of a temperature or weight of an exam. */
export const NUMBERS: readonly number[] = Array.from({ length: 301 }, (_, i) => i);

export type NumberKey = `number.${number}`;

/** The clip of a rounded value, or null outside the spoken range. */
export function numberKey(value: number): NumberKey | null {
  const n = Math.round(value);
  return NUMBERS.includes(n) ? `number.${n}` : null;
}
