/** A date typed as eight digits, day first. */

/** Digits of what was typed, at most eight. */
export const dateDigits = (typed: string): string => typed.replace(/\D/g, '').slice(0, 8);

/** `01021950` → `01/02/1950`, as far as typed. */
export function showDate(digits: string): string {
  const parts = [digits.slice(0, 2), digits.slice(2, 4), digits.slice(4, 8)];
  return parts.filter((part) => part !== '').join('/');
}

export type DateResult = { readonly date: string } | { readonly problem: 'incomplete' | 'bad' };

/** ISO 8601 date of eight digits. Refused: dates that do not exist, in the future, or over 130 years ago. */
export function readDate(digits: string, today: Date): DateResult {
  if (digits.length !== 8) return { problem: 'incomplete' };
  const [day, month, year] = [digits.slice(0, 2), digits.slice(2, 4), digits.slice(4)].map(Number);
  const date = new Date(Date.UTC(year ?? 0, (month ?? 0) - 1, day ?? 0));
  const iso = `${digits.slice(4)}-${digits.slice(2, 4)}-${digits.slice(0, 2)}`;
  if (Number.isNaN(date.getTime()) || date.toISOString().slice(0, 10) !== iso) return { problem: 'bad' };
  if (date > today || (year ?? 0) < today.getUTCFullYear() - 130) return { problem: 'bad' };
  return { date: iso };
}

/** `1950-02-01` → `01/02/1950`. */
export const showIso = (iso: string): string => iso.split('-').reverse().join('/');
