import { describe, expect, test } from 'vitest';
import { doctorView } from '../cabinet.ts';
import { begun, live } from '../exam-kit.ts';
import { readRecord } from '../records.ts';
import {
  BEGIN,
  broken,
  CALL,
  createKit,
  FITTED,
  type Kit,
  type Said,
  startOf,
  TO_CONSENT,
} from '../test-kit.ts';

const YES: Said = { type: 'patient.mediaConsent', granted: true };
const NO: Said = { type: 'patient.mediaConsent', granted: false };
const reasons = (kit: Kit) =>
  doctorView(kit.state)?.offered?.flatMap(({ exam, reason }) => (reason === 'media-refused' ? [exam] : []));
const consents = (kit: Kit) => kit.records.flatMap((r) => readRecord(r, 'media.consent') ?? []);
const MEDIA_EXAMS = ['otoscopy', 'throat', 'skin', 'auscultation'] as const;

describe('pictures and sounds', () => {
  test.each(MEDIA_EXAMS)('%s: asked first, and the doctor cannot answer for the patient', (exam) => {
    const kit = begun(exam);
    expect(kit.view()).toMatchObject({
      mediaConsent: null,
      exam: { step: 'questions', question: 'media-consent' },
    });
    expect(kit.say({ type: 'doctor.skipStep' }).changed).toBe(false);
    expect(kit.say({ type: 'patient.answer', question: 'media-consent', yes: true }).changed).toBe(false);
    kit.say(YES);
    expect(kit.view().exam?.question).not.toBe('media-consent');
    expect(doctorView(kit.state)).toMatchObject({
      mediaConsent: true,
      exam: { answers: [{ question: 'media-consent', yes: true }] },
    });
    expect([consents(kit), broken(kit)]).toEqual([[{ granted: true }], []]);
  });

  test('asked once in a visit', () => {
    const kit = live('throat');
    kit.sayAll([{ type: 'doctor.cancelExam' }, startOf('skin')]);
    expect(kit.view().exam).toMatchObject({ exam: 'skin', step: 'prepare' });
  });

  test('no: the exam ends, none is offered any more, the doctor sees why; other exams are', () => {
    const kit = begun('otoscopy');
    kit.say(NO);
    expect(kit.view()).toMatchObject({ mediaConsent: false, exam: { step: 'skipped' } });
    const ended = kit.records.flatMap((r) => readRecord(r, 'exam.ended') ?? []);
    expect(ended).toMatchObject([{ exam: 'otoscopy', result: 'skipped', reason: 'media-refused' }]);
    expect(reasons(kit)).toEqual(MEDIA_EXAMS);
    for (const exam of MEDIA_EXAMS) expect(kit.say(startOf(exam)).changed).toBe(false);
    kit.say(startOf('weight'));
    expect(kit.view().exam?.exam).toBe('weight');
    expect(broken(kit)).toEqual([]);
  });

  test('taken back in the middle: the capture under way is cancelled, what was taken stays; given again', () => {
    const kit = live('throat');
    kit.say({ type: 'doctor.capture', capture: '00000000-0000-4000-8000-00000000abcd' });
    expect(kit.capturing).not.toBe(null);
    kit.say(NO);
    expect([kit.capturing, kit.view().exam?.step, broken(kit)]).toEqual([null, 'skipped', []]);
    expect(reasons(kit)).toEqual(MEDIA_EXAMS);
    kit.say(YES);
    expect(reasons(kit)).toEqual([]);
    kit.say(startOf('throat'));
    expect(kit.view().exam).toMatchObject({ step: 'prepare' });
    expect(consents(kit).map(({ granted }) => granted)).toEqual([true, false, true]);
  });

  test('without the consent to the consultation there is none; it is forgotten with the visit', () => {
    const kit = createKit();
    kit.sayAll(BEGIN.slice(0, TO_CONSENT));
    expect(kit.say(YES).changed).toBe(false);
    kit.sayAll([...CALL.slice(TO_CONSENT), ...FITTED, YES, { type: 'patient.leave' }]);
    expect(kit.say(NO).changed).toBe(false);
    kit.sayAll([{ type: 'patient.finish' }, { type: 'cleaning.done' }, ...CALL]);
    expect(kit.view().mediaConsent).toBe(null);
  });
});
