/** Numbers with a clip of their own: every SpO2 (50 to 100 %) and pulse (25 to 250 /min) an exam can accept. */
export const NUMBERS: readonly number[] = Array.from({ length: 226 }, (_, i) => i + 25);

export type NumberKey = `number.${number}`;

/** The clip of a rounded value, or null outside the spoken range. */
export function numberKey(value: number): NumberKey | null {
  const n = Math.round(value);
  return NUMBERS.includes(n) ? `number.${n}` : null;
}
