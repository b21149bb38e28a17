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
  NORMAL,
  pressure,
  pressures,
  recorded,
} from '../exam-kit.ts';
import { readRecord } from '../records.ts';
import {
  broken,
  CALL,
  CLAIM,
  CUFF,
  createKit,
  DOCTOR,
  DRIVEN,
  IDENTITY,
  type Kit,
  MEMORY,
  ready,
  type Said,
  startOf,
  told,
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

describe('who may inflate', () => {
  test('ready, then the command: one start, with both instants and the patient type', () => {
    const kit = atPosition();
    kit.say({ ...ready('position'), by: 'helper' } as Said);
    const readyAt = kit.mono;
    expect(examOf(kit)).toMatchObject({ step: 'connect', cuff: 'driven', readyUntil: readyAt + 60_000 });
    kit.pass(59_999);
    const commandId = freshCommand();
    kit.say({ type: 'doctor.startCuff', commandId });
    const start = { commandId, commandAt: kit.mono, readyAt, patient: 'adult' };
    expect(effectsOf(kit, 'cuff.start')).toEqual([{ type: 'cuff.start', ...start }]);
    expect(kit.records.map((r) => readRecord(r, 'cuff.commanded')).filter((r) => r !== null)).toEqual([
      { exam: 'blood-pressure', readyBy: 'helper', ...start },
    ]);
    expect(broken(kit)).toEqual([]);
  });
  test('a ready of 60 s ago moves nothing: the patient says it again', () => {
    const kit = atPosition();
    kit.say(ready('position'));
    kit.pass(60_000);
    expect(examOf(kit)).toMatchObject({ step: 'position', trouble: 'ready-expired', readyUntil: null });
    expect(kit.say(command()).changed).toBe(false);
    inflate(kit);
    expect(stepOf(kit)).toBe('measure');
  });
  test.each([
    [59_999, true],
    [60_000, false],
  ])('a ready of %i ms, its deadline late: obeyed %s', (age, obeyed) => {
    const kit = atPosition();
    kit.say(ready('position'));
    kit.mono += age;
    expect(kit.say(command()).changed).toBe(obeyed);
    expect(effectsOf(kit, 'cuff.start')).toHaveLength(obeyed ? 1 : 0);
  });
  test('a command before the ready is not kept for later', () => {
    const kit = atPosition();
    expect(kit.say(command()).changed).toBe(false);
    kit.say(ready('position'));
    expect(stepOf(kit)).toBe('connect');
    expect(effectsOf(kit, 'cuff.start')).toEqual([]);
  });
  test('a command that is older than the ready, or comes again, moves nothing', () => {
    const kit = atPosition();
    kit.say(ready('position'));
    kit.pass(1_000);
    expect(kit.say(command(), kit.mono - 5_000).changed).toBe(false);
    const again = command();
    kit.say(again);
    expect(kit.say(again).changed).toBe(false);
    kit.say(cuffEnd(kit, (again as { commandId: string }).commandId, { failure: 'movement' }));
    kit.pass(6_000);
    kit.say(ready('position'));
    expect(kit.say(again).changed).toBe(false);
    expect(effectsOf(kit, 'cuff.start')).toHaveLength(1);
  });
  test.each([
    ['lost', { type: 'doctor.lost', claim: CLAIM }],
    ['claiming anew', { type: 'doctor.claimed', doctor: DOCTOR, claim: CLAIM }],
  ] as const)('no doctor is surely there (%s): his command is not obeyed', (_name, said) => {
    const kit = atPosition();
    kit.sayAll([ready('position'), said]);
    expect(kit.say(command()).changed).toBe(false);
    kit.say({ type: 'doctor.connected', claim: CLAIM });
    kit.say(command());
    expect(stepOf(kit)).toBe('measure');
  });
  test.each(['absent', 'ready', 'opening', 'faulted'] as const)('a cuff that is %s is not ready', (state) => {
    const kit = atPosition();
    kit.say(told('blood-pressure', CUFF, state));
    expect(kit.say(ready('position')).changed).toBe(false);
    kit.sayAll([DRIVEN, ready('position')]);
    kit.say(told('blood-pressure', CUFF, state));
    expect(stepOf(kit)).toBe('position');
    expect(kit.say(command()).changed).toBe(false);
  });
  test('the screen is lost while the doctor may start: said again', () => {
    const kit = atPosition();
    kit.sayAll([ready('position'), { type: 'screen.lost' }]);
    expect(stepOf(kit)).toBe('position');
    expect(kit.say(command()).changed).toBe(false);
  });
});

describe('age', () => {
  const bornOn = (birthDate: string | null): Kit => {
    const kit = createKit();
    const identified: Said = { type: 'patient.identified', identity: { ...IDENTITY, birthDate } };
    kit.sayAll([...CALL.map((said) => (said.type === 'patient.identified' ? identified : said)), DRIVEN]);
    return kit;
  };
  const offer = (kit: Kit) => doctorView(kit.state)?.offered?.find(({ exam }) => exam === 'blood-pressure');
  test.each([
    [null, 'age-unknown'],
    // The tests' visit is on 2026-09-21.
    ['2023-09-22', 'too-young'],
  ])('born %s: not offered, not started (%s)', (birthDate, reason) => {
    const kit = bornOn(birthDate);
    expect(offer(kit)).toEqual({ exam: 'blood-pressure', available: false, reason });
    expect(kit.say(startOf('blood-pressure', 'quick')).changed).toBe(false);
    expect(kit.say(startOf('oximetry')).changed).toBe(true);
  });
  test.each([
    ['2023-09-21', 'child'],
    ['2013-09-22', 'child'],
    ['2013-09-21', 'adult'],
  ])('born %s: measured as %s', (birthDate, patient) => {
    const kit = bornOn(birthDate);
    expect(offer(kit)).toEqual({ exam: 'blood-pressure', available: true, reason: null });
    kit.say(startOf('blood-pressure', 'quick'));
    kit.sayAll([{ type: 'patient.answer', question: 'arm-unfit', yes: false }, ready('prepare')]);
    inflate(kit);
    expect(effectsOf(kit, 'cuff.start')).toMatchObject([{ patient }]);
  });
});

describe('whatever else happens while it moves, it is stopped first', () => {
  const ACTS: readonly (readonly [string, Said, string | undefined, boolean])[] = [
    ['I cannot', { type: 'patient.cannot' }, 'skipped', false],
    ['the patient leaves', { type: 'patient.leave' }, undefined, false],
    ['doctor skips', { type: 'doctor.skipStep' }, 'skipped', false],
    ['doctor cancels', { type: 'doctor.cancelExam' }, undefined, false],
    ['doctor repeats', { type: 'doctor.repeatExam' }, 'position', true],
    ['doctor ends the visit', { type: 'doctor.end' }, undefined, false],
    ['doctor gives back', { type: 'doctor.released', claim: CLAIM }, undefined, false],
    ['doctor lost', { type: 'doctor.lost', claim: CLAIM }, 'repeat', true],
    ['doctor from a new page', { type: 'doctor.claimed', doctor: DOCTOR, claim: CLAIM }, 'repeat', true],
    ['doctor reconnects', { type: 'doctor.connected', claim: CLAIM }, 'repeat', true],
    ['screen lost', { type: 'screen.lost' }, 'repeat', true],
    ['core restarted', { type: 'core.restarted' }, 'repeat', true],
    ['unplugged', told('blood-pressure', CUFF, 'absent'), 'repeat', true],
    ['silent', told('blood-pressure', CUFF, 'faulted'), 'repeat', true],
    ['reopened', told('blood-pressure', CUFF, 'opening'), 'repeat', true],
    ['another cuff in its place', MEMORY, 'repeat', true],
    ['takes too long', { type: 'deadline', name: 'exam.measure' }, 'repeat', true],
  ];
  test.each(ACTS)('%s', (_name, said, step, offeredAgain) => {
    const { kit, commandId } = inflating();
    kit.pass(10_000);
    const result = kit.say(said);
    expect(result.effects[0]).toEqual({ type: 'cuff.stop' });
    expect(stepOf(kit)).toBe(step);
    expect(broken(kit)).toEqual([]);
    // What the drivers say of the stopped cuff, or of one that finished just before, is nobody's result.
    kit.say(cuffEnd(kit, commandId, { numbers: NORMAL }));
    expect(kit.accepted()).toEqual([]);
    if (!offeredAgain) return;
    kit.sayAll([{ type: 'doctor.connected', claim: CLAIM }, DRIVEN]);
    kit.pass(6_000);
    expect(stepOf(kit)).toBe('position');
    pressure(kit);
    expect(kit.accepted()).toHaveLength(4);
    expect(kit.acts.started).toHaveLength(2);
    expect(broken(kit)).toEqual([]);
  });
  test('a stop is nobody’s try', () => {
    const { kit } = inflating();
    kit.say({ type: 'screen.lost' });
    expect(examOf(kit)).toMatchObject({ attempt: 1, trouble: 'stopped' });
    expect(kit.refused()).toMatchObject([{ reason: 'stopped', attempt: 1 }]);
  });
  test('its own end stops nothing', () => {
    const { kit, commandId } = inflating();
    expect(kit.say(cuffEnd(kit, commandId, { numbers: NORMAL })).effects).not.toContainEqual({
      type: 'cuff.stop',
    });
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
  test.each(START_REFUSALS)('start refused, %s: nothing moves, nobody’s try, ready again', (reason) => {
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
