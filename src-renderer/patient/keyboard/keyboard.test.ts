import { expect, test } from 'vitest';
import { codeLayout, dateLayout, nameLayout } from './layouts.ts';
import { clampPlace, nextPlace } from './places.ts';

const rows = nameLayout('fr').letters;

test('arrows wrap in their row and keep inside shorter rows', () => {
  expect(nextPlace(rows, { row: 0, column: 0 }, 'ArrowLeft')).toEqual({ row: 0, column: 9 });
  expect(nextPlace(rows, { row: 0, column: 9 }, 'ArrowUp')).toEqual({ row: 3, column: 1 });
  expect(nextPlace(rows, { row: 3, column: 1 }, 'ArrowDown')).toEqual({ row: 0, column: 1 });
  expect(nextPlace(rows, { row: 0, column: 0 }, 'a')).toBeNull();
  expect(clampPlace(rows, { row: 9, column: 9 })).toEqual({ row: 3, column: 1 });
});

test('each language finds its letters, and every layout can delete', () => {
  expect(nameLayout('fr').letters[0]?.slice(0, 6).join('')).toBe('AZERTY');
  expect(nameLayout('en').letters[0]?.slice(0, 6).join('')).toBe('QWERTY');
  for (const layout of [nameLayout('fr'), nameLayout('en'), codeLayout('fr'), dateLayout]) {
    expect(layout.letters.flat()).toContain('<delete>');
    expect(layout.accents.flat()).toContain('<delete>');
  }
  expect(
    codeLayout('en')
      .letters.flat()
      .filter((key) => /^\d$/.test(key)),
  ).toHaveLength(10);
});
