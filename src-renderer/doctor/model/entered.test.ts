import { expect, test } from 'vitest';
import { fr } from '../texts/fr.ts';
import { enteredText, parseEntered } from './entered.ts';

test.each([
  ['pain', '7', '7\u00a0/10'],
  ['oxygen', '2,5', '2,5\u00a0L/min'],
  ['oxygen', '0', 'Aucun (air ambiant)'],
  ['respiratory-rate', '18', '18\u00a0/min (tapée)'],
  ['consciousness', 'C', 'C · confusion nouvelle'],
  ['pregnancy', 'possible', 'possible'],
  ['allergies', ' pénicilline ', 'pénicilline'],
] as const)('%s %s reads %s', (item, typed, words) => {
  const value = parseEntered(item, typed);
  expect(value && enteredText(value, fr)).toBe(words);
});

test.each([
  ['pain', '11'],
  ['pain', ''],
  ['pain', 'dix'],
  ['oxygen', '-1'],
  ['respiratory-rate', '3'],
  ['consciousness', 'X'],
  ['treatments', '   '],
] as const)('%s %s is not entered', (item, typed) => {
  expect(parseEntered(item, typed)).toBeNull();
});
