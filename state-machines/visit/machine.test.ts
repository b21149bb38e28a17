import { describe, expect, test } from 'vitest';
import { doctorView, visitOf } from '../cabinet.ts';
import { readRecord } from '../records.ts';
import {
  BEGIN,
  broken,
  CALL,
  CLAIM,
  CONNECT,
  createKit,
  DOCTOR,
  FIRST_NAME,
  type Kit,
  OTHER_CLAIM,
  OTHER_DOCTOR,
  type Said,
  TO_CONSENT,
  VISIT,
} from '../test-kit.ts';

const phase = (kit: Kit) => kit.view().phase;
const at = (said: readonly Said[]): Kit => {
  const kit = createKit();
  kit.sayAll(said);
  return kit;
};
const ended = (kit: Kit) => kit.records.flatMap((r) => readRecord(r, 'visit.ended') ?? []);

describe('the whole way', () => {
  test('from idle to idle, one phase after the other', () => {
    const kit = at([
      ...CALL,
      { type: 'doctor.end' },
      { type: 'patient.finish' },
      { type: 'patient.finish' },
      { type: 'cleaning.done' },
    ]);
    expect(kit.records.flatMap((r) => readRecord(r, 'phase')?.to ?? [])).toEqual([
      'welcome',
      'language',
      'identify',
      'details',
      'consent',
      'redFlags',
      'waiting',
      'inCall',
      'documents',
      'goodbye',
      'cleaning',
      'idle',
    ]);
    expect(ended(kit)).toEqual([{ because: 'completed' }]);
    expect(kit.effects.filter((e) => e.type === 'session.wipe')).toHaveLength(1);
    expect(kit.effects).toContainEqual({ type: 'call.close', reason: 'ended' });
    expect(visitOf(kit.state).context).toMatchObject({ visit: null, identity: null, language: 'fr' });
    expect(kit.deadlines.size).toBe(0);
  });
  test('greets by name from consent on, never after', () => {
    const kit = at(BEGIN.slice(0, TO_CONSENT));
    expect(kit.view().greeting).toBe(FIRST_NAME);
    kit.sayAll([...CALL.slice(TO_CONSENT), { type: 'doctor.end' }]);
    expect(kit.view().greeting).toBe(FIRST_NAME);
    kit.say({ type: 'patient.finish' });
    expect(kit.view()).toMatchObject({ phase: 'goodbye', greeting: null, endedBecause: 'completed' });
  });
});

describe('bad input', () => {
  test('an unknown booking code is told and stays', () => {
    const kit = at(BEGIN.slice(0, 3));
    kit.say({ type: 'patient.identified', identity: null });
    expect(kit.view()).toMatchObject({ phase: 'identify', identifyError: 'unknown-code' });
    kit.say({ type: 'patient.back' });
    kit.say({ type: 'patient.language', language: 'fr' });
    expect(kit.view().identifyError).toBeNull();
  });
  test('a second tap on any button means nothing', () => {
    for (let n = 1; n <= CALL.length; n++) {
      const kit = at(CALL.slice(0, n));
      const last = CALL[n - 1];
      if (!last || last.type === 'doctor.claimed') continue;
      const before = kit.state;
      expect(kit.say(last)).toEqual({ state: before, changed: false, effects: [], records: [] });
    }
  });
  test('back and forth ends where it began, and loses nothing', () => {
    const kit = at(BEGIN.slice(0, TO_CONSENT));
    const seen: string[] = [];
    for (let i = 0; i < 7; i++) {
      kit.say({ type: 'patient.back' });
      seen.push(phase(kit));
    }
    expect(seen).toEqual([
      ...['details', 'details', 'details', 'identify'],
      ...['language', 'welcome', 'welcome'],
    ]);
    kit.sayAll(BEGIN.slice(1));
    expect(phase(kit)).toBe('waiting');
    expect(kit.say({ type: 'patient.back' }).changed).toBe(false);
  });
});

describe('leaving', () => {
  test.each([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 12])('after %i events: abandoned, cleaned, idle', (n) => {
    const kit = at(CONNECT.slice(0, n));
    kit.say({ type: 'patient.leave' });
    expect(kit.view()).toMatchObject({ phase: 'abandoned', endedBecause: 'left', exam: null, doctor: null });
    expect(broken(kit)).toEqual([]);
    kit.pass(20_000);
    expect(phase(kit)).toBe('cleaning');
    expect(kit.effects.filter((e) => e.type === 'session.wipe')).toHaveLength(1);
    kit.say({ type: 'cleaning.done' });
    expect(phase(kit)).toBe('idle');
    expect(ended(kit)).toEqual([{ because: 'left' }]);
  });
  test('in a call tells the doctor and ends the exam', () => {
    const kit = at(CONNECT);
    kit.say({ type: 'patient.leave' });
    expect(kit.effects).toContainEqual({ type: 'call.close', reason: 'abandoned' });
    expect(kit.records.flatMap((r) => readRecord(r, 'exam.ended') ?? [])).toMatchObject([
      { result: 'cancelled', reason: 'call-over' },
    ]);
    expect(kit.wanted).toBe(false);
  });
  test('refusing consent is a way out with its own reason', () => {
    const kit = at(BEGIN.slice(0, TO_CONSENT));
    kit.say({ type: 'patient.consent', granted: false });
    expect(kit.view()).toMatchObject({ phase: 'abandoned', endedBecause: 'refused-consent' });
  });
  test('from the documents it is a completed visit', () => {
    const kit = at([...CALL, { type: 'doctor.end' }, { type: 'patient.leave' }, { type: 'patient.leave' }]);
    expect(phase(kit)).toBe('cleaning');
    expect(ended(kit)).toEqual([{ because: 'completed' }]);
  });
});

describe('are you still there?', () => {
  test.each([
    [1, 60_000],
    [4, 60_000],
    [TO_CONSENT, 60_000],
    [TO_CONSENT + 1, 60_000],
    [BEGIN.length, 300_000],
  ])('after %i events it is asked in %i ms, never without asking', (n, askMs) => {
    const kit = at(BEGIN.slice(0, n));
    const before = phase(kit);
    kit.pass(askMs - 1);
    expect(kit.view().stillThereUntil).toBeNull();
    kit.pass(1);
    expect(kit.view()).toMatchObject({ phase: before, stillThereUntil: kit.mono + 60_000, greeting: null });
    kit.pass(59_999);
    expect(phase(kit)).toBe(before);
    kit.pass(1);
    expect(kit.view()).toMatchObject({ phase: 'abandoned', endedBecause: 'no-answer' });
  });
  test.each(['patient.stillHere', 'patient.active'] as const)('%s takes it away', (type) => {
    const kit = at(BEGIN);
    kit.pass(310_000);
    expect(kit.view().stillThereUntil).not.toBeNull();
    kit.say({ type });
    expect(kit.view().stillThereUntil).toBeNull();
    kit.pass(299_999);
    expect(kit.view().stillThereUntil).toBeNull();
    kit.pass(1);
    expect(kit.view().stillThereUntil).not.toBeNull();
  });
  test('touches put it off, and a burst of them is written once', () => {
    const kit = at(BEGIN.slice(0, 1));
    kit.pass(59_000);
    expect(kit.say({ type: 'patient.active' }).changed).toBe(true);
    expect(kit.say({ type: 'patient.active' }).changed).toBe(false);
    kit.pass(59_000);
    expect(kit.view().stillThereUntil).toBeNull();
  });
  test('is never asked in a call or an exam', () => {
    const kit = at(CONNECT.slice(0, -3));
    kit.pass(299_000);
    expect(kit.view()).toMatchObject({ stillThereUntil: null, exam: { step: 'prepare' } });
    kit.pass(3_600_000);
    expect(kit.view()).toMatchObject({ phase: 'inCall', stillThereUntil: null });
  });
  test('on the documents it ends in goodbye, and goodbye in cleaning', () => {
    const kit = at([...CALL, { type: 'doctor.end' }]);
    kit.pass(120_000);
    expect(phase(kit)).toBe('goodbye');
    kit.pass(20_000);
    expect(phase(kit)).toBe('cleaning');
  });
});

describe('the doctor and the lease', () => {
  test('one doctor wins, the other changes nothing', () => {
    const kit = at(CALL);
    const other: Said = { type: 'doctor.claimed', doctor: OTHER_DOCTOR, claim: OTHER_CLAIM };
    expect(kit.say(other).changed).toBe(false);
    kit.say({ type: 'doctor.lost', claim: CLAIM });
    expect(kit.say(other).changed).toBe(false);
    for (const type of ['doctor.connected', 'doctor.lost', 'doctor.released'] as const)
      expect(kit.say({ type, claim: OTHER_CLAIM }).changed).toBe(false);
    expect(kit.view().doctor?.name).toBe(DOCTOR.name);
  });
  test('nobody can claim before the patient waits', () => {
    for (let n = 0; n < 5; n++) {
      const kit = at(BEGIN.slice(0, n));
      expect(kit.say({ type: 'doctor.claimed', doctor: DOCTOR, claim: CLAIM }).changed).toBe(false);
    }
  });
  test('lost: told after 20 s, back in the queue after 90 s with the time he has waited', () => {
    const kit = at(BEGIN);
    const since = kit.view().waitingSince;
    kit.pass(30_000);
    kit.sayAll([...CALL.slice(BEGIN.length), ...CONNECT.slice(CALL.length)]);
    kit.say({ type: 'doctor.lost', claim: CLAIM });
    kit.pass(19_999);
    expect(kit.view().doctor?.link).toBe('live');
    kit.pass(1);
    expect(kit.view().doctor?.link).toBe('lost');
    kit.pass(69_999);
    expect(phase(kit)).toBe('exam');
    kit.pass(1);
    expect(kit.view()).toMatchObject({ phase: 'waiting', waitingSince: since, doctor: null, exam: null });
    expect(kit.effects).toContainEqual({ type: 'call.close', reason: 'lease-expired' });
    expect(kit.records.flatMap((r) => readRecord(r, 'exam.ended') ?? []).at(-1)).toMatchObject({
      result: 'cancelled',
      reason: 'call-over',
    });
    expect(broken(kit)).toEqual([]);
  });
  test('the same claim resumes; the lease stops only when the link lives', () => {
    const kit = at(CALL);
    kit.say({ type: 'doctor.lost', claim: CLAIM });
    kit.pass(40_000);
    kit.say({ type: 'doctor.claimed', doctor: DOCTOR, claim: CLAIM });
    expect(kit.view().doctor?.link).toBe('connecting');
    kit.say({ type: 'doctor.connected', claim: CLAIM });
    kit.pass(600_000);
    expect(kit.view()).toMatchObject({ phase: 'inCall', doctor: { link: 'live' } });
    expect(visitOf(kit.state).context.calls).toBe(2);
  });
  test('claiming again and again does not hold a patient', () => {
    const kit = at(CALL);
    kit.say({ type: 'doctor.lost', claim: CLAIM });
    for (let i = 0; i < 9; i++) {
      kit.pass(10_000);
      kit.say({ type: 'doctor.claimed', doctor: DOCTOR, claim: CLAIM });
    }
    expect(phase(kit)).toBe('inCall');
    expect(kit.effects).toContainEqual({ type: 'call.close', reason: 'lease-expired' });
  });
  test('the same doctor from a new page resumes only once the old one is lost', () => {
    const kit = at(CALL);
    const again: Said = { type: 'doctor.claimed', doctor: DOCTOR, claim: OTHER_CLAIM };
    expect(kit.say(again).changed).toBe(false);
    kit.say({ type: 'doctor.lost', claim: CLAIM });
    expect(kit.say(again).changed).toBe(true);
    expect(kit.say({ type: 'doctor.connected', claim: CLAIM }).changed).toBe(false);
    kit.say({ type: 'doctor.connected', claim: OTHER_CLAIM });
    expect(kit.view().doctor?.link).toBe('live');
  });
  test('a claim that never connects is given back', () => {
    const kit = at(CALL.slice(0, BEGIN.length + 1));
    kit.pass(90_000);
    expect(phase(kit)).toBe('waiting');
  });
  test('released: back to waiting, the doctor is told that it ended', () => {
    const kit = at(CALL);
    kit.say({ type: 'doctor.released', claim: CLAIM });
    expect(phase(kit)).toBe('waiting');
    expect(kit.effects).toContainEqual({ type: 'call.close', reason: 'ended' });
  });
  test('after a restart the lease runs until the link says that it lives', () => {
    const kit = at(CALL);
    kit.say({ type: 'core.restarted' });
    expect(kit.deadlines.has('lease.over')).toBe(true);
    kit.say({ type: 'doctor.connected', claim: CLAIM });
    expect(kit.deadlines.has('lease.over')).toBe(false);
  });
});

test('help is asked once, in any phase but idle, and gone with the visit', () => {
  const kit = createKit();
  expect(kit.say({ type: 'patient.help' }).changed).toBe(false);
  kit.say({ type: 'patient.begin', visit: VISIT });
  kit.say({ type: 'patient.help' });
  expect(kit.view().helpRequested).toBe(true);
  expect(doctorView(kit.state)?.helpRequested).toBe(true);
  expect(kit.say({ type: 'patient.help' }).changed).toBe(false);
  kit.sayAll([{ type: 'patient.leave' }, { type: 'patient.finish' }, { type: 'cleaning.done' }]);
  expect(kit.view().helpRequested).toBe(false);
});

test('another language can be chosen at any step, and moves nothing', () => {
  const kit = at(BEGIN);
  expect(phase(kit)).toBe('waiting');
  kit.say({ type: 'patient.language', language: 'en' });
  expect(kit.view()).toMatchObject({ phase: 'waiting', language: 'en' });
  expect(doctorView(kit.state)?.language).toBe('en');
  expect(kit.say({ type: 'patient.language', language: 'en' }).changed).toBe(false);
  expect(createKit().say({ type: 'patient.language', language: 'en' }).changed).toBe(false);
});

test('the surroundings outlive the visit', () => {
  const kit = createKit();
  kit.sayAll([
    { type: 'fleet.state', broker: 'up' },
    { type: 'media.state', camera: true, microphone: false },
    ...BEGIN,
    { type: 'patient.leave' },
    { type: 'patient.finish' },
    { type: 'cleaning.done' },
  ]);
  expect(kit.view()).toMatchObject({ broker: 'up', media: { camera: true, microphone: false } });
  expect(kit.say({ type: 'fleet.state', broker: 'up' }).changed).toBe(false);
});
