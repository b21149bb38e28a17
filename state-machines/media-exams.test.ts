/** Every state of every exam that takes pictures or sounds, with every event, every fault and a restart in each. */
import { expect, test } from 'vitest';
import { proveExams } from './prove-exams.ts';
import { CALL, createKit, inputs, startOf } from './test-kit.ts';

test('consented to before: nothing is asked again', () => {
  const kit = createKit();
  kit.sayAll([...CALL, inputs(true), { type: 'patient.mediaConsent', granted: true }, startOf('throat')]);
  expect(kit.view().exam?.step).toBe('prepare');
});

proveExams('pictures and sounds', ['otoscopy', 'throat', 'skin', 'auscultation']);
