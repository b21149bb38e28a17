import { describe, expect, test } from 'vitest';
import { ENTERED_ITEMS, type Entered, enteredValueSchema, standing, tappedRate } from './entered.ts';

describe('what may be entered', () => {
  test.each([
    [{ item: 'respiratory-rate', value: 4, unit: '/min', how: 'tapped' }, true],
    [{ item: 'respiratory-rate', value: 70, unit: '/min', how: 'typed' }, true],
    [{ item: 'respiratory-rate', value: 3, unit: '/min', how: 'typed' }, false],
    [{ item: 'respiratory-rate', value: 71, unit: '/min', how: 'typed' }, false],
    [{ item: 'respiratory-rate', value: 16.5, unit: '/min', how: 'typed' }, false],
    [{ item: 'respiratory-rate', value: 16, unit: 'bpm', how: 'typed' }, false],
    [{ item: 'pain', value: 0, unit: '{score}' }, true],
    [{ item: 'pain', value: 11, unit: '{score}' }, false],
    [{ item: 'oxygen', value: 0, unit: 'L/min' }, true],
    [{ item: 'oxygen', value: 2.5, unit: 'L/min' }, true],
    [{ item: 'oxygen', value: -1, unit: 'L/min' }, false],
    [{ item: 'consciousness', code: 'C' }, true],
    [{ item: 'consciousness', code: 'confused' }, false],
    [{ item: 'allergies', value: '  ' }, false],
    [{ item: 'allergies', value: 'a'.repeat(201) }, false],
    [{ item: 'treatments', value: 'a\u0007' }, false],
    [{ item: 'pregnancy', code: 'possible' }, true],
    [{ item: 'glucose', value: 5 }, false],
  ])('%j: %s', (value, good) => {
    expect(enteredValueSchema.safeParse(value).success).toBe(good);
  });
});

describe('breaths by tapping', () => {
  test('four whole breaths at least', () => {
    expect(tappedRate([])).toBeNull();
    expect(tappedRate([0, 4000, 8000, 12_000])).toBeNull();
    expect(tappedRate([0, 4000, 8000, 12_000, 16_000])).toBe(15);
  });
  test('the mean of all breaths, not the last', () => {
    expect(tappedRate([0, 2000, 6000, 8000, 12_000])).toBe(20);
  });
  test('a clock that stands still gives no rate', () => {
    expect(tappedRate([5, 5, 5, 5, 5])).toBeNull();
  });
});

test('of several entries of an item the last stands; all are kept', () => {
  const at = { mono: 0, wall: 0, clockSure: true };
  const by = { id: 'a', name: 'Dr A' };
  const id = (n: number) => `urn:uuid:00000000-0000-4000-8000-00000000000${n}`;
  const pain = (n: number, value: number, replaces: string | null): Entered => ({
    item: 'pain',
    value,
    unit: '{score}',
    id: id(n),
    by,
    at,
    replaces,
  });
  const entries = [pain(1, 7, null), pain(2, 4, id(1))];
  expect(standing(entries)).toEqual([entries[1]]);
  expect(ENTERED_ITEMS).toHaveLength(7);
});
