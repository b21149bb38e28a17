import { expect, test } from 'vitest';
import { inspectTexts } from './inspect.ts';

const source = {
  hello: { text: 'Merci, {{name}}.', voice: 'Merci.' },
  yes: 'Oui',
};

test('a complete language has nothing to tell', () => {
  expect(
    inspectTexts('es', { hello: { text: 'Gracias, {{name}}.', voice: 'Gracias.' }, yes: 'Sí' }, source),
  ).toEqual([]);
});

test('a missing, an extra, an empty and a changed string are each told by name', () => {
  expect(inspectTexts('es', { hello: 'Gracias', yes: '', no: 'No' }, source)).toEqual([
    'es: “hello” has other variables',
    'es: “yes” is empty',
    'es: “no” is in no other language',
  ]);
  expect(inspectTexts('es', { hello: 'Gracias, {{name}}.' }, source)).toEqual([
    'es: “hello” has a variable in what is said',
    'es: “yes” is missing',
  ]);
});
