/** A telephone number as it is dialled: digits, and the sign of an international one before them. */
import { PHONE_DIGITS, phoneSchema } from '../../../state-machines/details.ts';

/** What of the typed can be dialled, no longer than a number may be. */
export function phoneDigits(typed: string): string {
  const digits = typed.replace(/\D/g, '').slice(0, PHONE_DIGITS.most);
  return typed.trimStart().startsWith('+') ? `+${digits}` : digits;
}

/** In pairs, as French numbers are read: `0612345678` → `06 12 34 56 78`. Others stay as they are. */
export const showPhone = (digits: string): string =>
  digits.startsWith('+') ? digits : (digits.match(/.{1,2}/g) ?? []).join('\u00a0');

export type PhoneResult = { readonly number: string } | { readonly problem: 'empty' | 'bad' };

/** Nine national digits and more in France: a ten-digit number that is cut short is refused. */
export function readPhone(digits: string): PhoneResult {
  if (digits === '' || digits === '+') return { problem: 'empty' };
  if (digits.startsWith('0') && digits.length < 10) return { problem: 'bad' };
  const parsed = phoneSchema.safeParse(digits);
  return parsed.success ? { number: parsed.data } : { problem: 'bad' };
}
