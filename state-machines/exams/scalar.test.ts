import { describe, expect, test } from 'vitest';
import { doctorView } from '../cabinet.ts';
import { begun } from '../exam-kit.ts';
import { readRecord } from '../records.ts';
import { broken, type Kit, ready, SCALE, THERMOMETER, told } from '../test-kit.ts';

const examOf = (kit: Kit) => kit.view().exam;
const stepOf = (kit: Kit) => examOf(kit)?.step;
const ended = (kit: Kit) => kit.records.map((r) => readRecord(r, 'exam.ended')).find((r) => r !== null);

describe('temperature', () => {
  const connected = (mode?: 'quick'): Kit => {
    const kit = begun('temperature', mode);
    kit.sayAll([ready('prepare'), ready('position')]);
    expect(stepOf(kit)).toBe('connect');
    return kit;
  };
  const again = (kit: Kit) => kit.say(ready('repeat'));
  const searching = { contact: 'searching', value: null, settled: false } as const;
  const warming = { value: 35.1, settled: false } as const;

  test('takes the one value that the instrument calls settled', () => {
    const kit = connected();
    kit.value('temperature', searching);
    expect(examOf(kit)).toMatchObject({ step: 'connect', trouble: 'searching' });
    for (let n = 0; n < 5; n++) kit.value('temperature', warming);
    expect(examOf(kit)).toMatchObject({ step: 'measure', trouble: null });
    kit.value('temperature', { value: 37.04 });
    expect(kit.accepted().map((r) => [r.quantity, r.value, r.unit, r.atRest])).toEqual([
      ['body-temperature', 37, 'Cel', null],
    ]);
    expect(kit.accepted()[0]?.instrument).toEqual(THERMOMETER);
    expect(ended(kit)).toMatchObject({ exam: 'temperature', result: 'done', reason: 'measured' });
    expect(broken(kit)).toEqual([]);
  });
  test('in the quick set it is marked not at rest', () => {
    const kit = connected('quick');
    kit.value('temperature');
    expect(kit.accepted()[0]?.atRest).toBe(false);
  });
  test('a probe out too early: told to both, and what it had warmed to never counts', () => {
    const kit = connected();
    kit.value('temperature', warming);
    kit.value('temperature', { contact: 'absent', value: null, settled: false });
    expect(examOf(kit)).toMatchObject({ step: 'measure', trouble: 'probe-out' });
    expect(doctorView(kit.state)?.exam?.trouble).toBe('probe-out');
    kit.pass(300_000);
    expect(kit.refused()).toMatchObject([{ reason: 'probe-out', values: [] }]);
    expect(examOf(kit)).toMatchObject({ step: 'repeat', attempt: 2 });
  });
  test.each([
    [34.9, 'extreme'],
    [40.1, 'extreme'],
    [29.9, 'implausible'],
    [43.6, 'implausible'],
  ])('%d Cel: %s', (value, reason) => {
    const kit = connected();
    kit.value('temperature', { value });
    expect(kit.refused()).toMatchObject([{ reason, values: [{ value, unit: 'Cel' }] }]);
    expect(stepOf(kit)).toBe('repeat');
  });
  test.each([35, 40])('%d Cel is no extreme', (value) => {
    const kit = connected();
    kit.value('temperature', { value });
    expect(kit.accepted()[0]).toMatchObject({ value, confirmedExtreme: false });
  });
  test('a fever that comes back is confirmed', () => {
    const kit = connected();
    kit.value('temperature', { value: 40.6 });
    again(kit);
    kit.value('temperature', { value: 40.5 });
    expect(kit.accepted()[0]).toMatchObject({ value: 40.5, confirmedExtreme: true });
    expect(doctorView(kit.state)?.refused).toMatchObject([{ reason: 'extreme' }]);
  });
  test('outside what the instrument can tell: at once, without a number, and shown', () => {
    const kit = connected();
    for (let n = 0; n < 3; n++) {
      kit.value('temperature', { value: null, settled: false, outside: 'above' });
      again(kit);
    }
    expect(kit.refused().map((r) => [r.reason, r.values])).toEqual([
      ['out-of-range', []],
      ['out-of-range', []],
      ['out-of-range', []],
    ]);
    expect(ended(kit)).toMatchObject({ result: 'failed', reason: 'out-of-range' });
  });
  test('a value without an id of its own waits for the next second', () => {
    const kit = connected();
    const at = { mono: kit.mono, wall: kit.mono, clockSure: true };
    const second = { at, contact: 'present', value: 37, settled: true, outside: null } as const;
    kit.say({ type: 'instrument.value', capability: 'temperature', second });
    expect(stepOf(kit)).toBe('measure');
    kit.value('temperature');
    expect(stepOf(kit)).toBe('done');
  });
  test('an unplug in mid-measure: told at once, nothing from before counts', () => {
    const kit = connected();
    kit.value('temperature', warming);
    kit.say(told('temperature', THERMOMETER, 'absent'));
    expect(examOf(kit)).toMatchObject({ step: 'measure', trouble: 'unplugged' });
    expect(kit.value('temperature').changed).toBe(false);
    kit.say(told('temperature', THERMOMETER));
    kit.value('temperature', { value: 36.6 });
    expect(kit.accepted()[0]?.value).toBe(36.6);
  });
  test('the instruments of other exams are not its business', () => {
    const kit = connected();
    kit.value('weight', { value: 72 });
    kit.second();
    kit.say(told('weight', SCALE, 'absent'));
    expect(examOf(kit)).toMatchObject({ step: 'connect', trouble: null, instrument: 'streaming' });
  });
  test.each(['connect', 'measure', 'repeat'] as const)('a restart in %s shows the same step', (step) => {
    const kit = connected();
    if (step === 'measure') kit.value('temperature', warming);
    if (step === 'repeat') kit.value('temperature', { value: 29 });
    kit.say({ type: 'core.restarted' });
    expect(stepOf(kit)).toBe(step);
    expect(kit.capabilities).toEqual(new Set(['temperature']));
    expect(broken(kit)).toEqual([]);
  });
});

describe('weight', () => {
  const connected = (): Kit => {
    const kit = begun('weight');
    kit.say({ type: 'patient.answer', question: 'cannot-stand', yes: false });
    kit.sayAll([ready('prepare'), ready('position')]);
    return kit;
  };
  const off = (kit: Kit) => kit.value('weight', { contact: 'absent', value: 0 });
  const weigh = (kit: Kit, value: number) => {
    for (let n = 0; n < 3; n++) kit.value('weight', { value });
  };

  test('three settled seconds, twice, off the scale in between', () => {
    const kit = connected();
    kit.value('weight', { value: 72.3 });
    kit.value('weight', { value: 72.3 });
    expect(examOf(kit)).toMatchObject({ step: 'measure' });
    kit.value('weight', { value: 72.3 });
    expect(examOf(kit)).toMatchObject({ step: 'repeat', trouble: null, attempt: 2 });
    off(kit);
    kit.say(ready('repeat'));
    weigh(kit, 72.5);
    expect(examOf(kit)).toMatchObject({ step: 'done' });
    expect(examOf(kit)?.results.map((r) => [r.quantity, r.value, r.unit])).toEqual([
      ['mass-body', 72.5, 'kg'],
      ['mass-body', 72.3, 'kg'],
    ]);
    expect(broken(kit)).toEqual([]);
  });
  test('who stayed on it is told to step off, and is not weighed twice', () => {
    const kit = connected();
    weigh(kit, 72.3);
    kit.say(ready('repeat'));
    weigh(kit, 72.3);
    expect(examOf(kit)).toMatchObject({ step: 'connect', trouble: 'still-on' });
    off(kit);
    weigh(kit, 72.3);
    expect(stepOf(kit)).toBe('done');
  });
  test('two that differ by more than 0.2 kg ask for a third, four never agree', () => {
    const kit = connected();
    for (const value of [72.3, 72.6, 73, 73.4]) {
      weigh(kit, value);
      off(kit);
      kit.say(ready('repeat'));
    }
    expect(ended(kit)).toMatchObject({ result: 'failed', reason: 'unstable', attempts: 4 });
    // What was measured is not hidden.
    expect(kit.accepted().map((r) => r.value)).toEqual([72.3, 72.6, 73, 73.4]);
  });
  test('left the scale: the seconds begin anew', () => {
    const kit = connected();
    kit.value('weight');
    kit.value('weight');
    off(kit);
    expect(examOf(kit)).toMatchObject({ step: 'measure', trouble: 'scale-empty', progress: 0 });
    kit.value('weight');
    kit.value('weight');
    expect(kit.accepted()).toEqual([]);
  });
  test('holding the wall: not steady', () => {
    const kit = connected();
    for (const value of [72.3, 70.1, 72.9, 71]) kit.value('weight', { value });
    expect(examOf(kit)).toMatchObject({ step: 'measure', trouble: 'unstable' });
    kit.pass(30_000);
    expect(kit.refused()).toMatchObject([{ reason: 'unstable', values: [{ value: 71 }] }]);
  });
  test('a value that is not a person is refused', () => {
    const kit = connected();
    weigh(kit, 1.2);
    expect(kit.refused()).toMatchObject([{ reason: 'implausible', values: [{ value: 1.2 }] }]);
  });
  test('an unusual weight is a result, confirmed by the second weighing', () => {
    const kit = connected();
    weigh(kit, 210);
    off(kit);
    kit.say(ready('repeat'));
    weigh(kit, 210.1);
    expect(kit.accepted().map((r) => [r.value, r.confirmedExtreme])).toEqual([
      [210, false],
      [210.1, true],
    ]);
  });
  test('who cannot stand safely is not sent onto it: the doctor decides', () => {
    const kit = begun('weight');
    kit.say({ type: 'patient.answer', question: 'cannot-stand', yes: true });
    expect(examOf(kit)).toMatchObject({ step: 'questions', trouble: 'question-yes', question: null });
    expect(kit.say(ready('questions')).changed).toBe(false);
    expect(broken(kit)).toEqual([]);
    kit.say({ type: 'core.restarted' });
    expect(examOf(kit)).toMatchObject({ step: 'questions', trouble: 'question-yes' });
    kit.say({ type: 'doctor.skipStep' });
    expect(examOf(kit)).toMatchObject({ step: 'prepare', trouble: null });
  });
  test('questions nobody answers end', () => {
    const kit = begun('weight');
    kit.pass(300_000);
    expect(ended(kit)).toMatchObject({ result: 'failed', reason: 'timeout' });
  });
});
