/** What a live tile shows for one value. No state, no DOM. */
import type { Live } from '../../../src-main/api/call-protocol.ts';

/** Arms of ISO 80601-2-61 is specified over 70–100 % only. */
export const SPO2_SPECIFIED_FROM = 70;

/** STANDARDS 4.2, "ask to repeat outside". */
const USUAL: Readonly<Partial<Record<Live['quantity'], readonly [number, number]>>> = {
  spo2: [85, 100],
  'pulse-rate': [40, 140],
  'body-temperature': [35, 40],
};

export type Hint = 'none' | 'outside' | 'under';

export function hintOf(quantity: Live['quantity'], value: number | null): Hint {
  if (value === null) return 'none';
  if (quantity === 'spo2' && value < SPO2_SPECIFIED_FROM) return 'under';
  const usual = USUAL[quantity];
  return usual !== undefined && (value < usual[0] || value > usual[1]) ? 'outside' : 'none';
}

/** One decimal always. */
const TENTHS: readonly Live['quantity'][] = ['perfusion-index', 'body-temperature', 'mass-body'];

/** As measured: no rounding of what the instrument gave but to the tenths of some. */
export function numberText(
  quantity: Live['quantity'],
  value: number | null,
  texts: { readonly decimal: string; readonly none: string },
): string {
  if (value === null) return texts.none;
  const plain = TENTHS.includes(quantity) ? value.toFixed(1) : String(value);
  return texts.decimal === '.' ? plain : plain.replace('.', texts.decimal);
}

/** "0.3" below ten seconds, "12" above. */
export function ageText(ms: number, decimal: string): string {
  const seconds = Math.max(0, ms) / 1000;
  return seconds < 10 ? seconds.toFixed(1).replace('.', decimal) : String(Math.floor(seconds));
}
