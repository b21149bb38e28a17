/** What the doctor entered, as words; and what he types, as a value that may be entered. */
import { type EnteredItem, type EnteredValue, enteredValueSchema } from '../../../state-machines/contract.ts';
import type { Texts } from '../texts/fr.ts';

export function enteredText(value: EnteredValue, texts: Texts): string {
  const { entered } = texts.lead;
  const number = (n: number) => String(n).replace('.', texts.decimal);
  switch (value.item) {
    case 'consciousness':
      return entered.consciousness[value.code];
    case 'pregnancy':
      return entered.pregnancy[value.code];
    case 'treatments':
    case 'allergies':
      return value.value;
    case 'oxygen':
      return value.value === 0
        ? entered.noOxygen
        : `${number(value.value)}\u00a0${entered.units[value.unit]}`;
    case 'respiratory-rate': {
      const how = value.how === 'tapped' ? entered.tappedHow : entered.typedHow;
      return `${number(value.value)}\u00a0${entered.units[value.unit]} (${how})`;
    }
    case 'pain':
      return `${number(value.value)}\u00a0${entered.units[value.unit]}`;
  }
}

const EXTRA: Readonly<Partial<Record<EnteredItem, object>>> = {
  pain: { unit: '{score}' },
  oxygen: { unit: 'L/min' },
  'respiratory-rate': { unit: '/min', how: 'typed' },
};
const CODED: readonly EnteredItem[] = ['consciousness', 'pregnancy'];
const NUMBERS: readonly EnteredItem[] = ['pain', 'oxygen', 'respiratory-rate'];

/** Null: it may not be entered so. A comma is a decimal point. */
export function parseEntered(item: EnteredItem, typed: string): EnteredValue | null {
  const text = typed.trim();
  if (text === '') return null;
  const value = NUMBERS.includes(item) ? Number(text.replace(',', '.')) : text;
  const said = CODED.includes(item) ? { code: value } : { value };
  const parsed = enteredValueSchema.safeParse({ item, ...said, ...EXTRA[item] });
  return parsed.success ? parsed.data : null;
}
