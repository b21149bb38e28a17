import { expect, test } from 'vitest';
import type { ReceivedEvent } from '../../call/session-contract.ts';
import { preparedOf } from './prepared.ts';

let seq = 0;
const event = (kind: string, payload: unknown, wall = 0): ReceivedEvent => {
  seq += 1;
  return { epoch: 1, seq, id: `e${seq}`, kind, at: { mono: 0, wall, clockSure: true }, payload };
};
const identity = {
  birthName: 'Zz',
  firstName: 'Yy',
  birthDate: '1950-02-03',
  status: 'provisional',
  source: 'typed',
};

test('nothing has come yet: nothing is known', () => {
  expect(preparedOf([])).toEqual({ identity: null, language: null, redFlags: [], leftAt: null });
});

test('who, in which language, with which answers, and when it was left', () => {
  const events = [
    event('language.chosen', { language: 'en' }),
    event('identity.given', { identity }),
    event('red-flag.answer', { flag: 'chest-pain', answer: 'unsaid' }),
    event('red-flag.answer', { flag: 'chest-pain', answer: 'no' }),
    event('identity.given', { identity: 'malformed' }),
    event('visit.prepared', { visit: '00000000-0000-4000-8000-000000000001', dueInMs: 1 }, 77),
  ];
  expect(preparedOf(events)).toEqual({
    identity,
    language: 'en',
    redFlags: [{ flag: 'chest-pain', answer: 'no' }],
    leftAt: 77,
  });
});
