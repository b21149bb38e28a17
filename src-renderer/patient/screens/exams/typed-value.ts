/** A temperature as it is typed from a display: two digits, and one after the comma. */
import type { Language } from '../../../../state-machines/contract.ts';
import { writtenNumber } from '../number.ts';

const LONGEST = 3;
/** Cel: what a clinical thermometer can show (STANDARDS 4.2). */
const SHOWN = { low: 30, high: 43.5 } as const;

export const typedDigits = (text: string): string => text.replaceAll(/\D/g, '').slice(0, LONGEST);

export const shownTyped = (digits: string, language: Language): string =>
  digits.length < LONGEST ? digits : writtenNumber(Number(digits) / 10, 1, language);

/** Cel; null: no temperature that such an instrument shows. */
export function readTyped(digits: string): number | null {
  const value =
    digits.length === LONGEST ? Number(digits) / 10 : digits.length === 2 ? Number(digits) : Number.NaN;
  return value >= SHOWN.low && value <= SHOWN.high ? value : null;
}
