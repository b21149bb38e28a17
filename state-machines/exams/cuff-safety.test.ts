/** Who may inflate, and everything that stops it. */
import { describe, expect, test } from 'vitest';
import { atPosition, cuffEnd, freshCommand, inflate, inflating, NORMAL, pressure } from '../exam-kit.ts';
import { readRecord } from '../records.ts';
import {
  broken,
  CLAIM,
  CUFF,
  DOCTOR,
  DRIVEN,
  type Kit,
  MEMORY,
  ready,
  type Said,
  told,
} from '../test-kit.ts';

const examOf = (kit: Kit) => kit.view().exam;
const stepOf = (kit: Kit) => examOf(kit)?.step;
const effectsOf = (kit: Kit, type: string) => kit.effects.filter((effect) => effect.type === type);
const command = (): Said => ({ type: 'doctor.startCuff', commandId: freshCommand() });

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
