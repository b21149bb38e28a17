import { expect, test } from 'vitest';
import { CATALOGUE } from './catalogue.ts';
import { diagram } from './diagram.ts';
import { visitMachine } from './visit/machine.ts';

test('draws each state, each way and what holds anywhere', () => {
  const visit = diagram(visitMachine);
  expect(visit.split('\n').slice(0, 3)).toEqual([
    'stateDiagram-v2',
    '  [*] --> idle',
    '  idle --> welcome: patient.begin',
  ]);
  expect(visit).toContain('anywhere --> abandoned: patient.leave<br>no answer');
  const exam = diagram(CATALOGUE.oximetry.machine);
  expect(exam).toContain('measure --> judge: long enough and unchanged');
  expect(exam).toContain('done --> [*]');
  for (const state of Object.keys(visitMachine.states)) expect(visit).toContain(` ${state}`);
});
