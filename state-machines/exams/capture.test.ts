/** Pictures and sounds as people take them: each usual error, who is told what, and what stays. */
import { describe, expect, test } from 'vitest';
import { doctorView } from '../cabinet.ts';
import type { ExamName, MediaTarget, Rejection, Trouble } from '../contract.ts';
import { begun, captured, freshCommand, live, takenWell } from '../exam-kit.ts';
import { readRecord } from '../records.ts';
import {
  broken,
  CALL,
  CLAIM,
  createKit,
  IDENTITY,
  inputs,
  type Kit,
  MINOR_ALONE,
  ready,
  type Said,
  startOf,
} from '../test-kit.ts';

const examOf = (kit: Kit) => kit.view().exam;
const mediaOf = (kit: Kit) => examOf(kit)?.media;
const all = <K extends 'media.kept' | 'media.refused' | 'media.judged' | 'exam.ended'>(kit: Kit, kind: K) =>
  kit.records.flatMap((r) => readRecord(r, kind) ?? []);
/** Its own questions come next. */
const asked = (exam: ExamName): Kit => {
  const kit = begun(exam);
  kit.say({ type: 'patient.mediaConsent', granted: true });
  return kit;
};
const freeze = (kit: Kit): string => {
  const capture = freshCommand();
  kit.say({ type: 'doctor.capture', capture });
  return capture;
};
const take = (kit: Kit, said: (kit: Kit) => Said = takenWell): void => {
  freeze(kit);
  kit.pass(2_000);
  kit.say(said(kit));
};
const blurred = (kit: Kit): Said => captured(kit, { still: { sharpness: 2 } });
const word = (kit: Kit, accept: boolean, more: { target?: MediaTarget; why?: Rejection } = {}) =>
  kit.say({ type: 'doctor.judgeMedia', medium: mediaOf(kit)?.toJudge ?? '', accept, ...more });

describe('otoscopy', () => {
  test('both ears, one after the other, each side said by the doctor', () => {
    const kit = live('otoscopy');
    expect(mediaOf(kit)).toMatchObject({ target: 'ear-left', live: true, shutter: true, pull: 'up' });
    take(kit);
    expect(examOf(kit)).toMatchObject({ step: 'judge', trouble: null });
    expect(mediaOf(kit)?.media[0]?.targetConfirmed).toBe(false);
    word(kit, true, { target: 'ear-left' });
    expect(examOf(kit)).toMatchObject({ step: 'position', attempt: 1 });
    expect(mediaOf(kit)).toMatchObject({ target: 'ear-right', live: false, toJudge: null });
    kit.say(ready('position'));
    take(kit);
    word(kit, true, { target: 'ear-right' });
    expect(examOf(kit)?.step).toBe('done');
    expect(mediaOf(kit)?.media.map((m) => [m.target, m.quality, m.targetConfirmed])).toEqual([
      ['ear-left', 'good', true],
      ['ear-right', 'good', true],
    ]);
    expect(all(kit, 'exam.ended')[0]).toMatchObject({
      result: 'done',
      media: all(kit, 'media.kept').map(({ medium }) => medium.id),
    });
    expect(broken(kit)).toEqual([]);
  });
  test.each([
    [true, 'ear-right'],
    [false, 'ear-left'],
  ] as const)('left ear troubles: %s, so it begins with %s, the healthy one', (yes, target) => {
    const kit = asked('otoscopy');
    for (const question of ['ear-pain', 'ear-bleeding', 'ear-surgery'] as const)
      kit.say({ type: 'patient.answer', question, yes: false });
    kit.say({ type: 'patient.answer', question: 'left-ear-worse', yes });
    expect(mediaOf(kit)).toMatchObject({ target, preparation: 'ear-seat' });
    kit.say(ready('prepare'));
    expect(mediaOf(kit)?.preparation).toBe('speculum');
    kit.say(ready('prepare'));
    expect(examOf(kit)?.step).toBe('position');
  });
  test.each(['ear-pain', 'ear-bleeding', 'ear-surgery'] as const)('%s: the doctor decides', (question) => {
    const kit = asked('otoscopy');
    for (const one of ['ear-pain', 'ear-bleeding', 'ear-surgery', 'left-ear-worse'] as const)
      kit.say({ type: 'patient.answer', question: one, yes: one === question });
    expect(examOf(kit)).toMatchObject({ step: 'questions', trouble: 'question-yes', question: null });
    expect(kit.say(ready('questions')).changed).toBe(false);
    kit.say({ type: 'doctor.skipStep' });
    expect(examOf(kit)).toMatchObject({ step: 'prepare', trouble: null });
  });
  test('the wrong ear: it counts for the side that the doctor says, and the other one is asked for again', () => {
    const kit = live('otoscopy');
    take(kit);
    word(kit, true, { target: 'ear-right' });
    expect(examOf(kit)).toMatchObject({ step: 'position', trouble: 'wrong-side' });
    expect(mediaOf(kit)).toMatchObject({ target: 'ear-left' });
    expect(all(kit, 'media.judged')).toMatchObject([{ target: 'ear-right', targetConfirmed: true }]);
    expect(doctorView(kit.state)?.refused).toMatchObject([{ reason: 'wrong-side', target: 'ear-left' }]);
    kit.say(ready('position'));
    take(kit);
    word(kit, true, { target: 'ear-left' });
    expect(examOf(kit)?.step).toBe('done');
  });
  test('without a side said, none is assumed', () => {
    const kit = live('otoscopy');
    take(kit);
    word(kit, true);
    expect(all(kit, 'media.judged')).toMatchObject([{ target: 'ear-left', targetConfirmed: false }]);
  });
  test('under one year the ear is pulled down', () => {
    const kit = createKit();
    const infant = { ...IDENTITY, birthDate: '2026-06-01' };
    kit.sayAll(
      CALL.flatMap((said): Said[] => {
        if (said.type === 'patient.identified') return [{ ...said, identity: infant }];
        return said.type === 'patient.consent' ? [...MINOR_ALONE, said] : [said];
      }),
    );
    kit.sayAll([inputs(true), startOf('otoscopy')]);
    expect(examOf(kit)).toMatchObject({ ageBand: 'infant', media: { pull: 'down' } });
  });
  test('it hurts: stopped at once, what was taken stays', () => {
    const kit = live('otoscopy');
    take(kit);
    const capture = freeze(kit);
    expect(kit.say({ type: 'patient.cannot' }).effects).toContainEqual({ type: 'media.cancel', capture });
    expect(examOf(kit)?.step).toBe('skipped');
    expect(mediaOf(kit)?.media).toHaveLength(1);
  });
  test('the button of the otoscope takes a picture where the live picture is, and nowhere else', () => {
    const kit = asked('otoscopy');
    expect(kit.say({ type: 'shutter.pressed', capture: freshCommand() }).changed).toBe(false);
    const there = live('otoscopy');
    expect([...there.capabilities]).toEqual(['shutter']);
    there.say({ type: 'shutter.pressed', capture: freshCommand() });
    expect(examOf(there)?.step).toBe('measure');
    expect(there.say({ type: 'shutter.pressed', capture: freshCommand() }).changed).toBe(false);
  });
});

describe('what is poor', () => {
  const STILLS: readonly (readonly [Trouble, { sharpness?: number; brightness?: number }])[] = [
    ['blurred', { sharpness: 2 }],
    ['too-dark', { brightness: 0.02 }],
    ['too-bright', { brightness: 0.97 }],
  ];
  test.each(STILLS)('%s: told to both, and taken again', (reason, still) => {
    const kit = live('throat');
    take(kit, (of) => captured(of, { still }));
    expect(examOf(kit)).toMatchObject({ step: 'repeat', trouble: reason, attempt: 2 });
    expect(doctorView(kit.state)?.refused).toMatchObject([{ reason, target: 'throat', exam: 'throat' }]);
    expect(all(kit, 'media.kept')[0]?.medium.quality).toBe('poor');
    kit.say(ready('repeat'));
    take(kit);
    expect(examOf(kit)).toMatchObject({ step: 'judge', trouble: null });
  });
  const CLIPS: readonly (readonly [
    Trouble,
    { levelDb?: number | null; clipped?: number; durationMs?: number },
  ])[] = [
    ['too-quiet', { levelDb: null }],
    ['too-quiet', { levelDb: -80 }],
    ['clipped', { clipped: 0.02 }],
    ['talking', { levelDb: -6 }],
    ['too-short', { durationMs: 4_000 }],
  ];
  test.each(CLIPS)('%s in an auscultation', (reason, clip) => {
    const kit = live('auscultation');
    take(kit, (of) => captured(of, { clip }));
    expect(examOf(kit)).toMatchObject({ step: 'repeat', trouble: reason });
    expect(all(kit, 'media.refused')).toMatchObject([{ reason, target: 'heart-aortic', attempt: 1 }]);
  });
  test('the doctor may keep a poor one while it is to be taken again', () => {
    const kit = live('skin');
    take(kit, blurred);
    word(kit, true);
    expect(examOf(kit)?.step).toBe('position');
    expect(mediaOf(kit)?.target).toBe('skin-middle');
  });
  test('the second poor one waits for the doctor’s word', () => {
    const kit = live('throat');
    take(kit, blurred);
    kit.say(ready('repeat'));
    take(kit, blurred);
    expect(examOf(kit)).toMatchObject({ step: 'judge', trouble: 'blurred', attempt: 2 });
    word(kit, true);
    expect(examOf(kit)?.step).toBe('done');
  });
  test('without the doctor’s word the exam goes on, and the picture stays', () => {
    const kit = live('throat');
    take(kit);
    kit.pass(120_000);
    expect(all(kit, 'exam.ended')).toMatchObject([{ result: 'done' }]);
    expect(all(kit, 'media.kept')).toHaveLength(1);
  });
  test.each([
    'no-pull',
    'too-deep',
    'fogged',
    'glare',
    'no-scale',
    'wrong-place',
    'cloth-noise',
    'talking',
  ] as const)('the doctor sees or hears %s: the patient is told that', (why) => {
    const kit = live('otoscopy');
    take(kit);
    word(kit, false, { why });
    expect(examOf(kit)).toMatchObject({ step: 'repeat', trouble: why, attempt: 2 });
    expect(mediaOf(kit)?.toJudge).toBeNull();
    expect(all(kit, 'media.refused')).toMatchObject([{ reason: why }]);
  });
});

describe('what gets lost', () => {
  test('nothing comes of a capture: two tries, then the next target', () => {
    const kit = live('skin');
    freeze(kit);
    kit.say({ type: 'media.failed', capture: kit.capturing ?? '', reason: 'broken-upload' });
    expect(examOf(kit)).toMatchObject({ step: 'repeat', trouble: 'no-picture', attempt: 2 });
    kit.say(ready('repeat'));
    freeze(kit);
    kit.pass(30_000);
    expect(examOf(kit)?.step).toBe('position');
    expect(mediaOf(kit)?.target).toBe('skin-middle');
  });
  test('the screen is lost in the middle: broken off, offered again, no try used up', () => {
    const kit = live('auscultation');
    const capture = freeze(kit);
    expect(kit.say({ type: 'screen.lost' }).effects).toContainEqual({ type: 'media.cancel', capture });
    expect(examOf(kit)).toMatchObject({ step: 'connect', trouble: 'stopped', attempt: 1 });
    const late = captured(kit, { clip: {} }, capture);
    expect(kit.say(late).changed).toBe(false);
  });
  test('after a restart nothing is taken before the screen has told its devices', () => {
    const kit = live('otoscopy');
    take(kit);
    word(kit, false);
    kit.say({ type: 'core.restarted' });
    kit.say({ type: 'doctor.connected', claim: CLAIM });
    expect(kit.say({ type: 'doctor.capture', capture: freshCommand() }).changed).toBe(false);
    kit.say(inputs(true));
    freeze(kit);
    expect(examOf(kit)?.step).toBe('measure');
    expect(mediaOf(kit)?.media).toHaveLength(1);
  });
  test('the camera is pulled out: told, and gone on with when it is back', () => {
    const kit = live('throat');
    kit.say(inputs(false));
    expect(examOf(kit)).toMatchObject({ step: 'connect', trouble: 'unplugged' });
    kit.say(inputs(true));
    expect(examOf(kit)).toMatchObject({ step: 'connect', trouble: null });
  });
  test('the same command again takes nothing again', () => {
    const kit = live('throat');
    const capture = freeze(kit);
    kit.say(takenWell(kit));
    expect(kit.say({ type: 'doctor.capture', capture }).changed).toBe(false);
  });
});

describe('the doctor leads', () => {
  test('from any point: a point of the back brings the others of the back, its pair first', () => {
    const kit = live('auscultation');
    kit.say({ type: 'doctor.target', target: 'lung-back-left-upper' });
    expect(examOf(kit)?.step).toBe('position');
    kit.say(ready('position'));
    take(kit);
    word(kit, true);
    expect(mediaOf(kit)?.target).toBe('lung-back-right-upper');
    expect(mediaOf(kit)?.targets.map(({ target }) => target)).toContain('lung-back-right-lower');
  });
  test('a target of another exam is none', () => {
    const kit = live('otoscopy');
    expect(kit.say({ type: 'doctor.target', target: 'throat' }).changed).toBe(false);
  });
  test('skipped, one by one, to the end', () => {
    const kit = live('otoscopy');
    kit.sayAll([{ type: 'doctor.skipStep' }, { type: 'doctor.skipStep' }, { type: 'doctor.skipStep' }]);
    expect(all(kit, 'exam.ended')).toMatchObject([
      { result: 'skipped', reason: 'doctor-skipped', media: [] },
    ]);
  });
  test('the patient has no button over a stethoscope: the doctor says when he has listened', () => {
    const kit = live('auscultation');
    expect(kit.say({ type: 'shutter.pressed', capture: freshCommand() }).changed).toBe(false);
  });
  test('again from the first: what was taken stays', () => {
    const kit = live('otoscopy');
    take(kit);
    word(kit, true);
    kit.say({ type: 'doctor.repeatExam' });
    expect(examOf(kit)).toMatchObject({ step: 'position', attempt: 1 });
    expect(mediaOf(kit)).toMatchObject({ target: 'ear-left' });
    expect(mediaOf(kit)?.media).toHaveLength(1);
  });
});
