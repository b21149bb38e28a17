import { describe, expect, test } from 'vitest';
import {
  CORRECTIONS,
  EXAM_STEPS,
  EXAMS,
  type ExamName,
  type ExamView,
  LANGUAGES,
  TROUBLES,
  type Trouble,
} from '../../../../state-machines/contract.ts';
import { languages, textOf } from '../../../ui/languages/index.ts';
import { cuffMoves } from './CuffStop.tsx';
import { GUIDES } from './guides.ts';
import { currentOf } from './shown.ts';

const view = (exam: ExamName, more: Partial<ExamView> = {}): ExamView => ({
  exam,
  step: 'measure',
  attempt: 1,
  trouble: null,
  progress: 0,
  instrument: 'streaming',
  results: [],
  ...more,
});
const shown = (exam: ExamView) => currentOf(exam, GUIDES[exam.exam]);

/** Only an oximeter can say these, and a correction belongs to the exam whose doctor says it. */
const FINGERS: readonly Trouble[] = ['finger-out', 'low-perfusion', ...CORRECTIONS];
/** Held by a helper who reads their display: nothing is connected. */
const READ_BY_HELPERS: readonly ExamName[] = ['temperature-ear', 'temperature-forehead'];

describe.each(EXAMS.filter((exam) => exam !== 'oximetry'))('%s', (exam) => {
  test.each(LANGUAGES)('never speaks of the clip or the finger in it (%s)', (language) => {
    const { texts } = languages[language];
    for (const step of EXAM_STEPS)
      for (const trouble of [null, ...TROUBLES.filter((one) => !FINGERS.includes(one))]) {
        const { title, text } = shown(view(exam, { step, trouble }));
        const words = `${textOf(texts[title])} ${textOf(texts[text])}`;
        expect(words, `${step} ${trouble}`).not.toMatch(/pince|\bclip\b|votre main|your hand/i);
      }
  });

  test('has a picture on every screen but the list of what to prepare', () => {
    const steps = EXAM_STEPS.filter(
      (one) => one !== 'prepare' && !(one === 'connect' && READ_BY_HELPERS.includes(exam)),
    );
    for (const step of steps) {
      expect(shown(view(exam, { step })).art, step).not.toBeNull();
      expect(shown(view(exam, { step, trouble: 'silent' })).art, step).not.toBeNull();
    }
  });
});

test('a trouble takes the screen where it must be mended, and leaves it where a step says what to do', () => {
  expect(shown(view('oximetry', { trouble: 'finger-out' })).name).toBe('exam-measure-finger-out');
  expect(shown(view('oximetry', { step: 'repeat', trouble: 'moving' })).name).toBe('exam-repeat');
  expect(shown(view('blood-pressure', { step: 'repeat', trouble: 'loose-cuff' })).title).toBe(
    'trouble.loose-cuff.title',
  );
  expect(shown(view('blood-pressure', { step: 'judge', trouble: 'unconfirmed' })).title).toBe(
    'trouble.unconfirmed.title',
  );
  expect(shown(view('blood-pressure', { step: 'rest', trouble: 'extreme' })).title).toBe(
    'pressure.rest.title',
  );
});

test('a question is the whole screen', () =>
  expect(shown(view('weight', { step: 'questions', question: 'cannot-stand' }))).toMatchObject({
    name: 'weight-questions-cannot-stand',
    title: 'question.cannot-stand.title',
  }));

test('an arm that is to be spared: the other one is asked for', () => {
  const prepare = (yes: boolean) =>
    GUIDES['blood-pressure'].prepare(
      view('blood-pressure', { step: 'prepare', answers: [{ question: 'arm-unfit', yes }] }),
    )[0]?.[0];
  expect(prepare(true)).toBe('pressure.prepare.otherArm');
  expect(prepare(false)).toBe('pressure.prepare.arm');
});

test('STOP is for a cuff that the core started, and only while it measures', () => {
  expect(cuffMoves(view('blood-pressure', { cuff: 'driven' }))).toBe(true);
  expect(cuffMoves(view('blood-pressure', { cuff: 'memory' }))).toBe(false);
  expect(cuffMoves(view('blood-pressure', { cuff: 'driven', step: 'connect' }))).toBe(false);
  expect(cuffMoves(view('oximetry'))).toBe(false);
  expect(cuffMoves(null)).toBe(false);
});
