import { expect, test } from 'vitest';
import { numbered, spokenChoices } from './choices.ts';

const target = (dataset: Record<string, string>) => ({ dataset }) as unknown as HTMLElement;

test('the keys 1 to 8 are the choices of the step, 9 is help wherever it is', () => {
  expect(numbered(['yes', 'no'], 'help').map(({ digit, target: it }) => `${digit} ${it}`)).toEqual([
    '1 yes',
    '2 no',
    '9 help',
  ]);
  expect(numbered([1, 2, 3, 4, 5, 6, 7, 8, 9, 10], null)).toHaveLength(8);
});

test('each choice is said after its number, a language in its own tongue', () => {
  const choices = numbered(
    [target({ action: 'consent.yes' }), target({ language: 'ar' }), target({ action: 'unknown' })],
    target({ action: 'action.help' }),
  );
  expect(spokenChoices(choices, (key) => key !== 'unknown')).toEqual([
    'number.1',
    'consent.yes',
    'number.2',
    'tongue.ar',
    'number.9',
    'action.help',
  ]);
});
