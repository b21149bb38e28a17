/** Every state of every exam that measures, with every event, every fault and a restart in each. */
import { expect, test } from 'vitest';
import { ATTEMPTS } from './blood-pressure/actions.ts';
import { begun, cuffEnd, inflate, NORMAL } from './exam-kit.ts';
import { proveExams } from './prove-exams.ts';
import { ready, startOf } from './test-kit.ts';

test('the last try of a full protocol: its pressure is kept, and one alone is no mean', () => {
  const kit = begun('blood-pressure', 'full');
  kit.say({ type: 'patient.answer', question: 'arm-unfit', yes: false });
  kit.sayAll([ready('prepare'), { type: 'doctor.skipStep' }]);
  for (let n = 1; n < ATTEMPTS.full; n += 1) {
    kit.say(cuffEnd(kit, inflate(kit), { failure: 'movement' }));
    kit.pass(31_000);
  }
  kit.say(cuffEnd(kit, inflate(kit), { numbers: NORMAL }));
  expect(kit.view().exam?.step).toBe('failed');
  const systolic = kit.accepted().filter(({ quantity }) => quantity === 'press-cuff-sys');
  expect(systolic).toMatchObject([{ value: 124 }]);
});

proveExams(
  'what streams',
  ['oximetry', 'temperature', 'weight'],
  // Nobody is asked to take the finger out between two values.
  ['repeat instrument.second → stays'],
);
proveExams(
  'what a helper reads',
  ['temperature-ear', 'temperature-forehead'],
  // A typed number is judged at once: nothing lasts in measure, and no contact is told.
  [
    'connect helper.typed → stays',
    'measure doctor.skipStep → skipped',
    'measure handhelds → stays',
    'measure helper.typed → stays',
    'measure core.restarted → stays',
    'measure deadline → repeat (exam.measure, tries left)',
    'measure deadline → failed (exam.measure, no try left)',
    'repeat helper.typed → stays',
  ],
);
proveExams(
  'the cuff',
  ['blood-pressure'],
  // There is one question.
  ['questions patient.answer → stays'],
);

test('another exam is not begun while one runs', () => {
  const kit = begun('weight');
  expect(kit.say(startOf('temperature')).changed).toBe(false);
});
