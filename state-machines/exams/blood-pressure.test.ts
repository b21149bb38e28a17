import { describe, expect, test } from 'vitest';
import { doctorView } from '../cabinet.ts';
import { CUFF_FAILURES, START_REFUSALS } from '../contract.ts';
import {
  atPosition,
  begun,
  cuffEnd,
  freshCommand,
  inflate,
  inflating,
  pressure,
  pressures,
} from '../exam-kit.ts';
import { readRecord } from '../records.ts';
import { RED_FLAGS } from '../red-flags.ts';
import {
  broken,
  CALL,
  CUFF,
  createKit,
  DRIVEN,
  IDENTITY,
  type Kit,
  MINOR_ALONE,
  ready,
  type Said,
  startOf,
  VISIT,
} from '../test-kit.ts';

const examOf = (kit: Kit) => kit.view().exam;
const stepOf = (kit: Kit) => examOf(kit)?.step;
const ended = (kit: Kit) => kit.records.map((r) => readRecord(r, 'exam.ended')).find((r) => r !== null);
const effectsOf = (kit: Kit, type: string) => kit.effects.filter((effect) => effect.type === type);
const command = (): Said => ({ type: 'doctor.startCuff', commandId: freshCommand() });

function fullAtFirstPosition(): Kit {
  const kit = begun('blood-pressure', 'full');
  kit.say({ type: 'patient.answer', question: 'arm-unfit', yes: false });
  kit.say(ready('prepare'));
  kit.pass(50_000);
  expect(stepOf(kit)).toBe('position');
  return kit;
}
/** After the pause, on the position step again. */
const next = (kit: Kit) => {
  expect(stepOf(kit)).toBe('rest');
  kit.pass(10_000);
};

describe('the full protocol', () => {
  test('rests five minutes by default, counted down, and nothing shortens it but the doctor', () => {
    const kit = createKit({});
    kit.sayAll([...CALL, DRIVEN, startOf('blood-pressure')]);
    kit.say({ type: 'patient.answer', question: 'arm-unfit', yes: false });
    kit.say(ready('prepare'));
    expect(examOf(kit)).toMatchObject({ step: 'rest', until: kit.mono + 300_000, mode: 'full' });
    expect(kit.say(ready('rest')).changed).toBe(false);
    kit.pass(299_999);
    expect(stepOf(kit)).toBe('rest');
    kit.pass(1);
    expect(examOf(kit)).toMatchObject({ step: 'position', until: null });
  });
  test('takes three readings a minute apart, and the mean of the last two', () => {
    const kit = fullAtFirstPosition();
    pressure(kit, pressures(150, 95));
    expect(examOf(kit)).toMatchObject({ step: 'rest', takes: { have: 1, of: 3 }, until: kit.mono + 10_000 });
    expect(kit.accepted().map((r) => r.value)).toEqual([150, 95, 70]);
    next(kit);
    pressure(kit, pressures(142, 90));
    next(kit);
    pressure(kit, pressures(138, 89));
    expect(examOf(kit)).toMatchObject({ step: 'done', progress: 1, takes: { have: 3, of: 3 } });
    const results = examOf(kit)?.results ?? [];
    expect(results.slice(0, 3).map((r) => [r.quantity, r.value, r.unit])).toEqual([
      ['press-cuff-sys', 140, 'mm[Hg]'],
      ['press-cuff-dia', 90, 'mm[Hg]'],
      ['pulse-rate', 70, '/min'],
    ]);
    // Made of the second and the third, never of the first.
    expect(results[0]?.derivedFrom).toHaveLength(6);
    expect(results[0]?.derivedFrom).not.toContain(kit.accepted()[0]?.id);
    expect(results).toHaveLength(12);
    expect(results.every((r) => r.atRest === true)).toBe(true);
    expect(ended(kit)).toMatchObject({ result: 'done', reason: 'measured', attempts: 3 });
    expect(kit.acts.started).toHaveLength(3);
    expect(broken(kit)).toEqual([]);
  });
  test('one more when the first two differ by 10', () => {
    const kit = fullAtFirstPosition();
    for (const systolic of [150, 140, 136]) {
      pressure(kit, pressures(systolic, 85));
      next(kit);
    }
    expect(examOf(kit)?.takes).toEqual({ have: 3, of: 4 });
    pressure(kit, pressures(134, 85));
    expect(examOf(kit)).toMatchObject({ step: 'done' });
    expect(examOf(kit)?.results[0]?.value).toBe(135);
  });
  test('an extreme is shown at once, and confirmed by the next', () => {
    const kit = fullAtFirstPosition();
    pressure(kit, pressures(210, 118));
    expect(examOf(kit)).toMatchObject({ step: 'rest', trouble: 'extreme' });
    expect(kit.accepted().map((r) => r.confirmedExtreme)).toEqual([false, false, false]);
    next(kit);
    pressure(kit, pressures(212, 118));
    expect(kit.accepted()[3]).toMatchObject({ value: 212, confirmedExtreme: true });
  });
  test('a rest that the doctor cut short is not rest', () => {
    const kit = begun('blood-pressure', 'full');
    kit.say({ type: 'patient.answer', question: 'arm-unfit', yes: false });
    kit.say(ready('prepare'));
    kit.say({ type: 'doctor.skipStep' });
    pressure(kit);
    expect(kit.accepted()[0]?.atRest).toBe(false);
  });
  test('gives up after seven inflations', () => {
    const kit = fullAtFirstPosition();
    for (let n = 1; n <= 7; n++) {
      kit.say(cuffEnd(kit, inflate(kit), { failure: 'movement' }));
      kit.pass(6_000);
    }
    expect(ended(kit)).toMatchObject({ result: 'failed', reason: 'moving', attempts: 7 });
    expect(kit.acts.started).toHaveLength(7);
  });
});

describe('a quick pressure', () => {
  test('needs no rest, and says so', () => {
    const kit = atPosition();
    pressure(kit);
    expect(examOf(kit)).toMatchObject({ step: 'done', mode: 'quick', takes: { have: 1, of: 1 } });
    expect(kit.accepted().map((r) => [r.quantity, r.value, r.atRest])).toEqual([
      ['press-cuff-sys', 124, false],
      ['press-cuff-dia', 78, false],
      ['press-cuff-mean', 94, false],
      ['pulse-rate', 70, false],
    ]);
    expect(kit.accepted()[0]?.instrument).toEqual(CUFF);
  });
  test('repeats an extreme once: shown, then confirmed', () => {
    const kit = atPosition();
    pressure(kit, pressures(70, 42));
    expect(examOf(kit)).toMatchObject({ step: 'repeat', trouble: 'extreme', attempt: 2 });
    expect(doctorView(kit.state)?.refused).toMatchObject([
      { reason: 'extreme', exam: 'blood-pressure', pulse: 70 },
    ]);
    expect(doctorView(kit.state)?.refused[0]?.values?.map(({ value }) => value)).toEqual([70, 42, 70]);
    kit.pass(6_000);
    expect(examOf(kit)).toMatchObject({ step: 'position', trouble: 'extreme' });
    pressure(kit, pressures(72, 42));
    expect(kit.accepted().map((r) => [r.value, r.confirmedExtreme])).toEqual([
      [72, true],
      [42, false],
      [70, false],
    ]);
  });
  test('the pulse under the cuff is compared with the oximeter of the last minutes', () => {
    const kit = begun('oximetry');
    kit.sayAll([ready('prepare'), ready('position')]);
    kit.seconds(6, { pulse: 95 });
    expect(stepOf(kit)).toBe('done');
    kit.say(startOf('blood-pressure', 'quick'));
    kit.say({ type: 'patient.answer', question: 'arm-unfit', yes: false });
    kit.say(ready('prepare'));
    pressure(kit);
    const [systolic] = kit.accepted().slice(-4);
    expect(systolic).toMatchObject({ value: 124, quality: 'poor', flags: ['pulse-differs'] });
  });
});

describe('age', () => {
  const bornOn = (birthDate: string | null): Kit => {
    const kit = createKit();
    const identified: Said = { type: 'patient.identified', identity: { ...IDENTITY, birthDate } };
    // Which danger signs are asked hangs on the age; an answer that was not asked for changes nothing.
    const answers = RED_FLAGS.map((flag): Said => ({ type: 'patient.redFlag', flag, answer: 'no' }));
    const said = CALL.filter(({ type }) => type !== 'patient.redFlag').flatMap((one): Said[] => {
      if (one.type === 'patient.identified') return [identified];
      return one.type === 'patient.consent' ? [...MINOR_ALONE, one, ...answers] : [one];
    });
    kit.sayAll([...said, DRIVEN]);
    return kit;
  };
  const offer = (kit: Kit) => doctorView(kit.state)?.offered?.find(({ exam }) => exam === 'blood-pressure');
  test.each([
    [null, 'age-unknown'],
    // The tests' visit is on 2026-09-21.
    ['2023-09-22', 'too-young'],
  ])('born %s: not offered, not started (%s)', (birthDate, reason) => {
    const kit = bornOn(birthDate);
    expect(offer(kit)).toMatchObject({ exam: 'blood-pressure', available: false, reason });
    expect(kit.say(startOf('blood-pressure', 'quick')).changed).toBe(false);
    expect(kit.say(startOf('oximetry')).changed).toBe(true);
  });
  test.each([
    ['2023-09-21', 'child'],
    ['2013-09-22', 'child'],
    ['2013-09-21', 'adult'],
  ])('born %s: measured as %s', (birthDate, patient) => {
    const kit = bornOn(birthDate);
    expect(offer(kit)).toMatchObject({ exam: 'blood-pressure', available: true, reason: null });
    kit.say(startOf('blood-pressure', 'quick'));
    kit.sayAll([{ type: 'patient.answer', question: 'arm-unfit', yes: false }, ready('prepare')]);
    inflate(kit);
    expect(effectsOf(kit, 'cuff.start')).toMatchObject([{ patient }]);
  });
});

describe('what the drivers say', () => {
  test.each([
    ['stopped', 'stopped', 1],
    ['loose-cuff', 'loose-cuff', 2],
    ['leak', 'loose-cuff', 2],
    ['movement', 'moving', 2],
    ['weak-pulse', 'weak-pulse', 2],
    ['out-of-range', 'out-of-range', 2],
    ['took-too-long', 'timeout', 2],
    ['over-pressure', 'instrument-fault', 2],
    ['air-blocked', 'instrument-fault', 2],
    ['hardware', 'instrument-fault', 2],
    ['not-started', 'instrument-fault', 2],
    ['implausible', 'implausible', 2],
    ['line-lost', 'unplugged', 2],
  ] as const)('failure %s: the patient is told %s', (failure, trouble, attempt) => {
    const { kit, commandId } = inflating();
    kit.say(cuffEnd(kit, commandId, { failure }));
    expect(examOf(kit)).toMatchObject({ step: 'repeat', trouble, attempt, until: kit.mono + 6_000 });
    expect(doctorView(kit.state)?.refused).toMatchObject([{ reason: trouble, attempt: 1 }]);
    kit.pass(6_000);
    expect(stepOf(kit)).toBe('position');
    expect(broken(kit)).toEqual([]);
  });
  test('the table above is every failure', () => {
    expect(CUFF_FAILURES).toHaveLength(13);
  });
  const passing = START_REFUSALS.filter((reason) => reason !== 'no-child-mode');
  test('a cuff that cannot be set to this patient ends the exam: trying again changes nothing', () => {
    const { kit, commandId } = inflating();
    kit.say({ type: 'cuff.refused', commandId, reason: 'no-child-mode' });
    expect(ended(kit)).toMatchObject({ result: 'failed', reason: 'instrument-fault' });
    expect(broken(kit)).toEqual([]);
  });
  test.each(passing)('start refused, %s: nothing moves, nobody’s try, ready again', (reason) => {
    const { kit, commandId } = inflating();
    const result = kit.say({ type: 'cuff.refused', commandId, reason });
    expect(result.effects).not.toContainEqual({ type: 'cuff.stop' });
    kit.pass(6_000);
    expect(examOf(kit)).toMatchObject({ step: 'position', attempt: 1 });
    expect(kit.say(command()).changed).toBe(false);
    pressure(kit);
    expect(stepOf(kit)).toBe('done');
  });
  test('implausible numbers are refused, shown, and never a reading', () => {
    const kit = atPosition();
    for (let n = 0; n < 3; n++) {
      pressure(kit, pressures(120, 115));
      kit.pass(6_000);
    }
    expect(kit.accepted()).toEqual([]);
    expect(ended(kit)).toMatchObject({ result: 'failed', reason: 'implausible', attempts: 3 });
    expect(kit.refused().map((r) => r.values?.map(({ value }) => value))).toEqual([
      [120, 115, 70],
      [120, 115, 70],
      [120, 115, 70],
    ]);
  });
});

test('the question about the arm is asked first, answered once, and told to the doctor', () => {
  const kit = begun('blood-pressure', 'full');
  expect(examOf(kit)).toMatchObject({ step: 'questions', question: 'arm-unfit', answers: [] });
  expect(kit.say({ type: 'patient.answer', question: 'cannot-stand', yes: true }).changed).toBe(false);
  expect(kit.say(ready('questions')).changed).toBe(false);
  kit.say({ type: 'patient.answer', question: 'arm-unfit', yes: true });
  expect(doctorView(kit.state)?.exam).toMatchObject({
    step: 'prepare',
    question: null,
    answers: [{ question: 'arm-unfit', yes: true }],
  });
  expect(kit.say({ type: 'patient.answer', question: 'arm-unfit', yes: false }).changed).toBe(false);
});

test('a visit that ends in the exam leaves nothing behind', () => {
  const { kit } = inflating();
  kit.say({ type: 'patient.leave' });
  expect(kit.view()).toMatchObject({ visit: VISIT, phase: 'abandoned', exam: null });
  expect([kit.wanted, kit.inflating]).toEqual([false, null]);
});
