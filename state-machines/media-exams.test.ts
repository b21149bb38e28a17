/** Every state of every exam that takes pictures or sounds, with every event, every fault and a restart in each. */
import { expect, test } from 'vitest';
import { expect, test } from 'vitest';
import { live } from './exam-kit.ts';
import { proveExams } from './prove-exams.ts';
import { startOf } from './test-kit.ts';
import { CALL, createKit, inputs, startOf } from './test-kit.ts';

test('consented to before: nothing is asked again', () => {
  const kit = createKit();
  kit.sayAll([...CALL, inputs(true), { type: 'patient.mediaConsent', granted: true }, startOf('throat')]);
  expect(kit.view().exam?.step).toBe('prepare');
});

test('agreed to before: it begins without the question', () => {
  const kit = live('throat');
  kit.sayAll([{ type: 'doctor.cancelExam' }, startOf('skin')]);
  expect(kit.view().exam).toMatchObject({ exam: 'skin', step: 'prepare' });
});

proveExams('pictures and sounds', ['otoscopy', 'throat', 'skin', 'auscultation']);
