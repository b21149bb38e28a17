import { describe, expect, test } from 'vitest';
import { doctorView } from '../cabinet.ts';
import { readRecord } from '../records.ts';
import { broken, CONNECT, createKit, type Kit, OXIMETER, STREAMING, UNPLUGGED } from '../test-kit.ts';

const examOf = (kit: Kit) => kit.view().exam;
function measuring(seconds = 3): Kit {
  const kit = createKit();
  kit.sayAll(CONNECT);
  kit.seconds(seconds);
  expect(examOf(kit)?.step).toBe('measure');
  return kit;
}
const ended = (kit: Kit) => kit.records.map((r) => readRecord(r, 'exam.ended')).find((r) => r !== null);
const measureAgain = (kit: Kit, values: Parameters<Kit['second']>[0], seconds = 10) => {
  kit.say({ type: 'patient.ready', step: 'repeat' });
  kit.seconds(seconds, values);
};

describe('a good measurement', () => {
  test('is accepted once the finger has been in long enough, not before', () => {
    const kit = measuring(8);
    expect(kit.accepted()).toEqual([]);
    kit.second();
    expect(kit.accepted().map((r) => [r.quantity, r.value, r.unit, r.confirmedExtreme])).toEqual([
      ['spo2', 97, '%', false],
      ['pulse-rate', 70, '/min', false],
      ['perfusion-index', 3, '%', false],
    ]);
    expect(kit.accepted()[0]?.instrument).toEqual(OXIMETER);
    expect(examOf(kit)).toMatchObject({ step: 'done', progress: 1, trouble: null });
    expect(ended(kit)).toMatchObject({ result: 'done', reason: 'measured', attempts: 1 });
    expect(kit.wanted).toBe(false);
    expect(broken(kit)).toEqual([]);
  });
  test('takes a whole minute by default', () => {
    const kit = createKit({});
    kit.sayAll(CONNECT);
    kit.seconds(60);
    expect(examOf(kit)).toMatchObject({ step: 'measure' });
    kit.second();
    expect(examOf(kit)?.step).toBe('done');
  });
  test('shows its end, then the call goes on', () => {
    const kit = measuring(8);
    kit.second();
    expect(kit.view()).toMatchObject({ phase: 'exam', exam: { step: 'done' } });
    kit.pass(10_000);
    expect(kit.view().phase).toBe('inCall');
    expect(examOf(kit)?.results).toHaveLength(3);
  });
  test('waits for ids rather than accept a reading without one', () => {
    const kit = measuring(8);
    kit.pass(1000);
    const at = { mono: kit.mono, wall: kit.mono, clockSure: true };
    const second = { at, contact: 'present', spo2: 97, pulse: 70, perfusionIndex: 3, good: 1 } as const;
    kit.say({ type: 'instrument.second', second });
    expect(examOf(kit)?.step).toBe('measure');
    kit.second();
    expect(kit.accepted()).toHaveLength(3);
  });
  test('without a perfusion index makes two readings', () => {
    const kit = createKit();
    kit.sayAll(CONNECT);
    kit.seconds(9, { perfusionIndex: null });
    expect(kit.accepted().map((r) => r.quantity)).toEqual(['spo2', 'pulse-rate']);
  });
});

describe('usual errors', () => {
  test('a finger that leaves starts the minute anew', () => {
    const kit = measuring(8);
    kit.second({ contact: 'absent', spo2: null, pulse: null });
    expect(examOf(kit)).toMatchObject({ step: 'measure', trouble: 'finger-out', progress: 0 });
    kit.seconds(8);
    expect(kit.accepted()).toEqual([]);
    expect(examOf(kit)?.trouble).toBeNull();
    kit.second();
    expect(kit.accepted()).toHaveLength(3);
  });
  test('a pulled cable is told within the same event, and old values never count again', () => {
    const kit = measuring(7);
    kit.say(UNPLUGGED);
    expect(examOf(kit)).toMatchObject({ step: 'measure', trouble: 'unplugged', progress: 0 });
    expect(kit.second({ spo2: 90 }).changed).toBe(false);
    kit.say({ type: 'instrument.state', state: 'opening', fault: null, instrument: null });
    expect(examOf(kit)?.trouble).toBeNull();
    kit.say(STREAMING);
    kit.seconds(9, { spo2: 95 });
    const window = kit.records.flatMap((r) => readRecord(r, 'reading.accepted')?.window ?? []);
    expect(window.map((s) => ('spo2' in s ? s.spo2 : null))).toEqual([95, 95, 95, 95, 95]);
  });
  test('a cable pulled again and again always gets the whole time after it is back', () => {
    const kit = measuring(5);
    kit.say(UNPLUGGED);
    kit.pass(20_000);
    kit.say(STREAMING);
    kit.pass(20_000);
    expect(examOf(kit)?.step).toBe('measure');
    kit.pass(10_000);
    expect(examOf(kit)?.step).toBe('repeat');
  });
  test('cold hands: refused with the reason, then another finger', () => {
    const kit = measuring(1);
    kit.seconds(29, { perfusionIndex: 0.1 });
    expect(examOf(kit)).toMatchObject({ step: 'measure', trouble: 'low-perfusion' });
    kit.pass(5_000);
    expect(examOf(kit)).toMatchObject({ step: 'repeat', attempt: 2, trouble: 'low-perfusion' });
    expect(kit.refused()).toMatchObject([{ attempt: 1, reason: 'low-perfusion' }]);
    measureAgain(kit, {});
    expect(ended(kit)).toMatchObject({ result: 'done', attempts: 2 });
  });
  test('a moving hand', () => {
    const kit = measuring(5);
    kit.second({ good: 0.2 });
    expect(examOf(kit)?.trouble).toBe('moving');
    kit.seconds(3);
    expect(kit.accepted()).toEqual([]);
  });
  test('a value that does not settle is unstable, and is refused with what it was', () => {
    const kit = createKit();
    kit.sayAll(CONNECT);
    for (let i = 0; i < 29; i++) kit.second({ spo2: i % 2 ? 92 : 97 });
    expect(examOf(kit)?.trouble).toBe('unstable');
    kit.pass(5_000);
    expect(kit.refused()).toMatchObject([{ reason: 'unstable', pulse: 70 }]);
  });
  test('an instrument that searches, then says nothing', () => {
    const kit = measuring(2);
    kit.second({ contact: 'searching', spo2: null, pulse: null });
    expect(examOf(kit)?.trouble).toBe('searching');
    kit.say({ type: 'instrument.state', state: 'faulted', fault: 'silent', instrument: OXIMETER });
    expect(examOf(kit)?.trouble).toBe('silent');
    kit.say({ type: 'instrument.state', state: 'opening', fault: null, instrument: OXIMETER });
    expect(examOf(kit)?.trouble).toBe('silent');
    kit.say(STREAMING);
    expect(examOf(kit)?.trouble).toBeNull();
  });
  test.each([
    ['no-permission', 'instrument-fault'],
    ['garbage', 'instrument-fault'],
    ['device-off', 'silent'],
    ['unplugged', 'unplugged'],
    ['not-plugged', 'not-plugged'],
  ] as const)('fault %s is told as %s', (fault, trouble) => {
    const kit = measuring(2);
    kit.say({ type: 'instrument.state', state: 'faulted', fault, instrument: null });
    expect(examOf(kit)?.trouble).toBe(trouble);
  });
  test('no oximeter at all: told on the position step, then bounded', () => {
    const kit = createKit();
    kit.sayAll(CONNECT.filter((said) => said.type !== 'instrument.state').slice(0, -1));
    expect(examOf(kit)).toMatchObject({ step: 'position', trouble: 'not-plugged' });
    kit.pass(300_000);
    expect(ended(kit)).toMatchObject({ result: 'failed', reason: 'not-plugged' });
  });
  test('no finger three times over: failed, with three refusals', () => {
    const kit = createKit();
    kit.sayAll(CONNECT);
    for (let i = 0; i < 3; i++) {
      kit.second({ contact: 'absent', spo2: null, pulse: null });
      kit.pass(60_000);
      kit.say({ type: 'patient.ready', step: 'repeat' });
    }
    expect(kit.refused().map((r) => [r.attempt, r.reason, r.spo2])).toEqual([
      [1, 'finger-out', null],
      [2, 'finger-out', null],
      [3, 'finger-out', null],
    ]);
    expect(ended(kit)).toMatchObject({ result: 'failed', reason: 'finger-out', attempts: 3 });
    expect(broken(kit)).toEqual([]);
  });
  test('a gap in the seconds starts the window anew', () => {
    const kit = measuring(7);
    kit.pass(4_000);
    kit.seconds(4);
    expect(kit.accepted()).toEqual([]);
  });
  test('a second that comes twice counts once', () => {
    const kit = measuring(3);
    const before = kit.state;
    const at = { mono: kit.mono, wall: 0, clockSure: true };
    const second = { at, contact: 'present', spo2: 50, pulse: 30, perfusionIndex: 3, good: 1 } as const;
    expect(kit.say({ type: 'instrument.second', second }).changed).toBe(false);
    expect(kit.state).toBe(before);
  });
});

describe('extremes', () => {
  test('are shown to the doctor at once, confirmed when they come back', () => {
    const kit = createKit();
    kit.sayAll(CONNECT);
    kit.seconds(9, { spo2: 82 });
    expect(examOf(kit)).toMatchObject({ step: 'repeat', trouble: 'extreme', attempt: 2 });
    expect(doctorView(kit.state)?.refused).toMatchObject([{ reason: 'extreme', spo2: 82, pulse: 70 }]);
    measureAgain(kit, { spo2: 81 });
    expect(kit.accepted().map((r) => [r.value, r.confirmedExtreme])).toEqual([
      [81, true],
      [70, false],
      [3, false],
    ]);
    expect(doctorView(kit.state)?.refused).toHaveLength(1);
  });
  test('that do not come back are not the result', () => {
    const kit = createKit();
    kit.sayAll(CONNECT);
    kit.seconds(9, { pulse: 180 });
    measureAgain(kit, { pulse: 75 });
    expect(kit.accepted().map((r) => [r.value, r.confirmedExtreme])).toContainEqual([75, false]);
  });
  test('an implausible value never becomes a reading', () => {
    const kit = createKit();
    kit.sayAll(CONNECT);
    kit.seconds(9, { pulse: 252 });
    measureAgain(kit, { pulse: 252 });
    measureAgain(kit, { pulse: 252 });
    expect(kit.accepted()).toEqual([]);
    expect(ended(kit)).toMatchObject({ result: 'failed', reason: 'implausible' });
    expect(kit.refused().map((r) => r.pulse)).toEqual([252, 252, 252]);
  });
});

describe('people decide', () => {
  test('"I cannot" ends any step and is told', () => {
    const kit = measuring(2);
    kit.say({ type: 'patient.cannot' });
    expect(examOf(kit)?.step).toBe('skipped');
    expect(ended(kit)).toMatchObject({ result: 'skipped', reason: 'patient-cannot' });
  });
  test('ready for another step than the one shown means nothing', () => {
    const kit = createKit();
    kit.sayAll(CONNECT.slice(0, -3));
    expect(kit.say({ type: 'patient.ready', step: 'position' }).changed).toBe(false);
    kit.say({ type: 'patient.ready', step: 'prepare' });
    expect(kit.say({ type: 'patient.ready', step: 'prepare' }).changed).toBe(false);
    expect(examOf(kit)?.step).toBe('position');
  });
  test('the doctor skips forward, skips the exam, cancels, repeats', () => {
    const kit = createKit();
    kit.sayAll(CONNECT.slice(0, -3));
    kit.say({ type: 'doctor.skipStep' });
    expect(examOf(kit)?.step).toBe('position');
    kit.say({ type: 'doctor.skipStep' });
    expect(examOf(kit)?.step).toBe('connect');
    kit.say({ type: 'doctor.repeatExam' });
    expect(examOf(kit)).toMatchObject({ step: 'position', attempt: 1 });
    kit.say({ type: 'doctor.skipStep' });
    kit.say({ type: 'doctor.skipStep' });
    expect(ended(kit)).toMatchObject({ result: 'skipped', reason: 'doctor-skipped' });
    kit.say({ type: 'doctor.repeatExam' });
    expect(examOf(kit)).toMatchObject({ step: 'prepare', attempt: 1 });
    kit.say({ type: 'doctor.cancelExam' });
    expect(kit.view()).toMatchObject({ phase: 'inCall', exam: null });
    expect(broken(kit)).toEqual([]);
  });
});

test.each(['connect', 'measure'] as const)(
  'a restart in %s shows the same step with an empty window',
  (step) => {
    const kit = createKit();
    kit.sayAll(CONNECT);
    if (step === 'measure') kit.seconds(7);
    const deadline = kit.deadlines.get(`exam.${step}`);
    const result = kit.say({ type: 'core.restarted' });
    expect(result.effects).toContainEqual({ type: 'instrument.want', capability: 'oximetry' });
    expect(examOf(kit)).toMatchObject({ step, progress: 0, trouble: null, instrument: 'opening' });
    expect(kit.deadlines.get(`exam.${step}`)).toBe(deadline);
    kit.say(STREAMING);
    kit.seconds(8);
    expect(kit.accepted()).toEqual([]);
    kit.second();
    expect(kit.accepted()).toHaveLength(3);
  },
);
