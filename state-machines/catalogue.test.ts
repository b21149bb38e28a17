import { describe, expect, test } from 'vitest';
import { doctorView } from './cabinet.ts';
import { CATALOGUE, oximeterPulse } from './catalogue.ts';
import { EXAMS, type Reading } from './contract.ts';
import {
  BEGIN,
  CALL,
  CUFF,
  createKit,
  DRIVEN,
  FITTED,
  type Kit,
  SCALE,
  startOf,
  THERMOMETER,
  told,
} from './test-kit.ts';

const inCall = (fitted = FITTED): Kit => {
  const kit = createKit();
  kit.sayAll([...CALL, ...fitted]);
  return kit;
};
const reasons = (kit: Kit) =>
  Object.fromEntries((doctorView(kit.state)?.offered ?? []).map(({ exam, reason }) => [exam, reason]));

test('the catalogue holds every exam of the contract under its own name', () => {
  expect(Object.keys(CATALOGUE).sort()).toEqual([...EXAMS].sort());
  for (const exam of EXAMS) {
    expect(CATALOGUE[exam].exam).toBe(exam);
    expect(CATALOGUE[exam].machine.id).toBe(exam);
  }
});

describe('offered', () => {
  test('everything fitted: everything', () => {
    expect(reasons(inCall())).toEqual({
      oximetry: null,
      'blood-pressure': null,
      temperature: null,
      'temperature-ear': 'no-helper',
      'temperature-forehead': 'no-helper',
      weight: null,
      otoscopy: null,
      throat: null,
      skin: null,
      auscultation: null,
    });
  });
  test('an instrument that is absent or faulted closes its own exam only, and says which', () => {
    const kit = inCall([DRIVEN, told('temperature', THERMOMETER, 'faulted'), told('weight', SCALE, 'ready')]);
    expect(reasons(kit)).toEqual({
      oximetry: 'absent',
      'blood-pressure': null,
      temperature: 'faulted',
      'temperature-ear': 'absent',
      'temperature-forehead': 'absent',
      weight: null,
      otoscopy: 'absent',
      throat: 'absent',
      skin: 'absent',
      auscultation: 'absent',
    });
    expect(doctorView(kit.state)?.instruments).toContainEqual({
      capability: 'temperature',
      state: 'faulted',
      fault: 'silent',
      label: 'Thermometer',
    });
    expect(kit.say(startOf('temperature')).changed).toBe(false);
    expect(kit.say(startOf('weight')).changed).toBe(true);
  });
  test('a camera or a microphone that the screen does not have closes its exams only', () => {
    const kit = inCall();
    kit.say({ type: 'media.inputs', inputs: [{ need: 'otoscope', present: true, label: 'Otoscope' }] });
    expect(reasons(kit)).toMatchObject({
      otoscopy: null,
      throat: 'absent',
      skin: 'absent',
      auscultation: 'absent',
      weight: null,
    });
    expect(doctorView(kit.state)?.inputs).toEqual([
      { need: 'otoscope', present: true, label: 'Otoscope' },
      { need: 'detail-camera', present: false, label: null },
      { need: 'stethoscope', present: false, label: null },
    ]);
    expect(kit.say(startOf('throat')).changed).toBe(false);
    expect(kit.say(startOf('otoscopy')).changed).toBe(true);
  });
  test('a failed self-test closes it, the next list opens it again', () => {
    const kit = inCall();
    kit.say({ type: 'selftest.closed', capabilities: ['weight', 'oximetry'] });
    expect(reasons(kit)).toMatchObject({ weight: 'self-test-failed', oximetry: 'self-test-failed' });
    expect(kit.say(startOf('oximetry')).changed).toBe(false);
    kit.say({ type: 'selftest.closed', capabilities: [] });
    expect(reasons(kit)).toMatchObject({ weight: null, oximetry: null });
  });
  test('it outlives a visit and a restart, the instruments are told anew', () => {
    const kit = inCall();
    kit.say({ type: 'selftest.closed', capabilities: ['weight'] });
    kit.say({ type: 'core.restarted' });
    expect(reasons(kit)).toMatchObject({ weight: 'self-test-failed', temperature: 'absent' });
    kit.say({ type: 'patient.leave' });
    kit.pass(20_000);
    kit.say({ type: 'cleaning.done' });
    kit.sayAll(BEGIN);
    expect(reasons(kit)).toMatchObject({ weight: 'self-test-failed' });
  });
  test('the oximetry may begin without its oximeter: its steps tell how to plug it in', () => {
    const kit = inCall([]);
    kit.say(startOf('oximetry'));
    expect(kit.view().exam?.exam).toBe('oximetry');
  });
  test('the last exam again, in its own mode, as long as it is offered', () => {
    const kit = inCall();
    kit.sayAll([startOf('blood-pressure', 'quick'), { type: 'doctor.cancelExam' }]);
    kit.say({ type: 'doctor.repeatExam' });
    expect(kit.view().exam).toMatchObject({ exam: 'blood-pressure', mode: 'quick', attempt: 1 });
    kit.sayAll([{ type: 'doctor.cancelExam' }, told('blood-pressure', CUFF, 'absent')]);
    expect(kit.say({ type: 'doctor.repeatExam' }).changed).toBe(false);
  });
});

describe('the oximeter’s pulse', () => {
  const reading = (quantity: Reading['quantity'], value: number, mono: number): Reading => ({
    id: 'urn:uuid:00000000-0000-4000-8000-000000000000',
    quantity,
    value,
    unit: '/min',
    quality: 'good',
    confirmedExtreme: false,
    at: { mono, wall: 0, clockSure: true },
    instrument: { model: 'm', label: 'l', serial: null },
  });
  const minutes = 60_000;
  test.each([
    ['measured with an SpO2', [reading('spo2', 97, 0), reading('pulse-rate', 70, 0)], 5 * minutes, 70],
    ['too long ago', [reading('spo2', 97, 0), reading('pulse-rate', 70, 0)], 11 * minutes, null],
    ['of a cuff', [reading('press-cuff-sys', 120, 0), reading('pulse-rate', 70, 0)], 0, null],
    ['of another boot', [reading('spo2', 97, 9e9), reading('pulse-rate', 70, 9e9)], 0, null],
    ['none', [], 0, null],
    [
      'the newest',
      [
        reading('spo2', 97, 0),
        reading('pulse-rate', 70, 0),
        reading('spo2', 97, 1000),
        reading('pulse-rate', 80, 1000),
      ],
      2000,
      80,
    ],
  ] as const)('%s', (_name, results, mono, expected) => {
    expect(oximeterPulse(results, mono)).toBe(expected);
  });
});
