import { expect, test } from 'vitest';
import { CALL, createKit, type Said } from '../../state-machines/test-kit.ts';
import { leaveAtOnce } from './quick-exit.ts';
import type { PatientSession } from './session.ts';

function cabinet(said: readonly Said[], refuse = 0) {
  const kit = createKit();
  kit.sayAll(said);
  let refused = 0;
  const asked: string[] = [];
  const session = {
    getState: () => ({ view: kit.view() }),
    request: async ({ type }: { type: string }) => {
      asked.push(type);
      if (refused < refuse) {
        refused += 1;
        return { ok: false };
      }
      kit.say({ type: 'patient.leave' });
      return { ok: true };
    },
  } as unknown as PatientSession;
  return { kit, asked, leave: () => leaveAtOnce(session, async () => {}) };
}

test.each([
  ['in a call', CALL],
  ['on the documents', [...CALL, { type: 'doctor.end' } as const]],
  ['on the goodbye', [...CALL, { type: 'doctor.end' } as const, { type: 'patient.finish' } as const]],
])('%s: cleaned at once, and written down like any visit that is left', async (_, said) => {
  const quick = cabinet(said);
  await quick.leave();
  expect(quick.kit.view().phase).toBe('cleaning');
  expect(quick.kit.effects).toContainEqual({ type: 'session.wipe' });
  expect(new Set(quick.asked)).toEqual(new Set(['leave']));
  const usual = createKit();
  usual.sayAll([...said, { type: 'patient.leave' }, { type: 'patient.leave' }]);
  expect(quick.kit.kinds()).toEqual(usual.kinds());
});

test('a core that does not answer is asked again, a bounded number of times', async () => {
  const late = cabinet(CALL, 3);
  await late.leave();
  expect(late.kit.view().phase).toBe('cleaning');
  const never = cabinet(CALL, 1000);
  await never.leave();
  expect(never.asked).toHaveLength(30);
});

test('nobody is there: nothing is asked', async () => {
  const idle = cabinet([]);
  await idle.leave();
  expect(idle.asked).toEqual([]);
});
