import { expect, test } from 'vitest';
import { IDENTIFY_START, type IdentifyEvent, stepIdentify } from './identify-pages.ts';

const run = (...events: IdentifyEvent[]) => events.reduce(stepIdentify, IDENTIFY_START);

test('by name: one question after the other, then the whole to confirm', () => {
  const state = run(
    { type: 'go', page: 'birthName' },
    { type: 'birthName', value: 'Essai' },
    { type: 'firstName', value: 'Anne' },
    { type: 'birthDate', value: null },
  );
  expect(state).toMatchObject({ page: 'confirm', birthName: 'Essai', firstName: 'Anne', birthDate: null });
});

test('going back keeps what was typed', () => {
  const state = run(
    { type: 'go', page: 'birthName' },
    { type: 'birthName', value: 'Essai' },
    { type: 'back' },
  );
  expect(state).toMatchObject({ page: 'birthName', birthName: 'Essai' });
});

test('an unknown code is told only until the page is left', () => {
  const asked = run({ type: 'go', page: 'code' }, { type: 'code', code: 'X' });
  expect(asked).toMatchObject({ page: 'code', codeAsked: true, code: 'X' });
  expect(stepIdentify(asked, { type: 'back' })).toMatchObject({ page: 'choose', codeAsked: false });
});
