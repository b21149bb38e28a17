import { expect, it } from 'vitest';
import { adviceFor, adviceKeys } from './advice.ts';

it('each fault has its own sentence for the patient and for the technician', () => {
  expect(adviceFor('unplugged')).toEqual({
    patient: 'fault.unplugged.patient',
    technician: 'fault.unplugged.technician',
  });
  expect(adviceKeys).toHaveLength(24);
  expect(new Set(adviceKeys).size).toBe(24);
});
