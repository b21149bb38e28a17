import { describe, expect, test } from 'vitest';
import { atPosition, begun, freshCommand, NORMAL, recorded } from '../exam-kit.ts';
import { broken, CUFF, type Kit, MEMORY, ready, type Said, told } from '../test-kit.ts';

const examOf = (kit: Kit) => kit.view().exam;
const stepOf = (kit: Kit) => examOf(kit)?.step;
const effectsOf = (kit: Kit, type: string) => kit.effects.filter((effect) => effect.type === type);
const command = (): Said => ({ type: 'doctor.startCuff', commandId: freshCommand() });

describe('a cuff with a memory', () => {
  const measuring = (): Kit => {
    const kit = atPosition(MEMORY);
    kit.say(ready('position'));
    expect(examOf(kit)).toMatchObject({ step: 'measure', cuff: 'memory' });
    return kit;
  };
  test('is read before the patient touches it, and nothing ever starts it', () => {
    const kit = begun('blood-pressure', 'quick', [MEMORY]);
    expect(kit.capabilities).toEqual(new Set(['blood-pressure']));
    const later = measuring();
    expect(later.say(command()).changed).toBe(false);
    later.say(recorded(later));
    expect(stepOf(later)).toBe('done');
    expect(effectsOf(later, 'cuff.start')).toEqual([]);
    expect(later.accepted()[0]).toMatchObject({ value: 124, atRest: false });
    expect(later.accepted()[0]?.flags).toBeUndefined();
  });
  test('may leave its cable to measure', () => {
    const kit = measuring();
    kit.say(told('blood-pressure', CUFF, 'absent'));
    expect(examOf(kit)).toMatchObject({ step: 'measure', trouble: null });
    kit.sayAll([MEMORY, recorded(kit)]);
    expect(stepOf(kit)).toBe('done');
  });
  test.each(['disagrees', 'none'] as const)('a clock that %s: the doctor confirms', (clock) => {
    const kit = measuring();
    kit.say(recorded(kit, { clock }));
    expect(examOf(kit)).toMatchObject({
      step: 'judge',
      trouble: 'unconfirmed',
      unconfirmed: { numbers: NORMAL },
    });
    expect(kit.accepted()).toEqual([]);
    kit.say({ type: 'core.restarted' });
    expect(examOf(kit)).toMatchObject({ step: 'judge', unconfirmed: { numbers: NORMAL } });
    expect(broken(kit)).toEqual([]);
    kit.say({ type: 'doctor.confirm', accept: true });
    expect(stepOf(kit)).toBe('done');
    expect(kit.accepted()[0]).toMatchObject({ value: 124, flags: ['time-by-person'] });
  });
  test('not confirmed, or never: no reading, and what it was stays told', () => {
    for (const said of [
      { type: 'doctor.confirm', accept: false },
      { type: 'deadline', name: 'exam.judge' },
    ] as const) {
      const kit = measuring();
      kit.say(recorded(kit, { clock: 'none' }));
      kit.say(said);
      expect(kit.accepted()).toEqual([]);
      expect(kit.refused()).toMatchObject([{ reason: 'unconfirmed', pulse: 70 }]);
      expect(broken(kit)).toEqual([]);
    }
  });
  test('its own flags count: movement is refused, an irregular rhythm is said', () => {
    const kit = measuring();
    kit.say(recorded(kit, { movement: true }));
    expect(examOf(kit)).toMatchObject({ step: 'repeat', trouble: 'moving', attempt: 2 });
    kit.pass(6_000);
    kit.say(ready('position'));
    kit.say(recorded(kit, { irregular: true }));
    expect(kit.accepted()[0]?.flags).toEqual(['irregular']);
  });
  test('a restart aborts it: what comes then was not seen to be new', () => {
    const kit = measuring();
    kit.say({ type: 'core.restarted' });
    kit.say(recorded(kit));
    expect(kit.accepted()).toEqual([]);
    expect(stepOf(kit)).toBe('repeat');
  });
  test('nothing comes: refused in the end', () => {
    const kit = measuring();
    kit.pass(300_000);
    expect(kit.refused()).toMatchObject([{ reason: 'timeout' }]);
  });
});
