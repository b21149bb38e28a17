/** The questions before an exam: asked one at a time, each answer journalled and shown to the doctor. */
import type { Question } from '../contract.ts';
import { record } from '../records.ts';
import { type Args, arm, base, because, disarm, due, noteStep, records, update } from './actions.ts';
import type { ExamContext } from './context.ts';
import type { AskedFirst } from './declaration.ts';

/** null: all answered. */
export const pending = (questions: readonly AskedFirst[], answers: ExamContext['answers']): Question | null =>
  questions.find(({ question }) => !answers.some((answer) => answer.question === question))?.question ?? null;

export const blocked = (questions: readonly AskedFirst[], answers: ExamContext['answers']): boolean =>
  questions.some(
    ({ question, ifYes }) =>
      ifYes === 'doctor-decides' && answers.some((answer) => answer.question === question && answer.yes),
  );

/** Before what takes pictures or sounds; answered by `patient.mediaConsent` alone. */
export const MEDIA_CONSENT: AskedFirst = { question: 'media-consent', ifYes: 'tell' };

/** A no to pictures and sounds is no answer: it ends the exam. */
function answerOf({ event }: Args): ExamContext['answers'][number] | null {
  if (event.type === 'patient.mediaConsent')
    return event.granted ? { question: MEDIA_CONSENT.question, yes: true } : null;
  return event.type === 'patient.answer' && event.question !== MEDIA_CONSENT.question
    ? { question: event.question, yes: event.yes }
    : null;
}

/** `more`: what else may happen on this step. */
export function questionsState(questions: readonly AskedFirst[], more: object = {}) {
  const asked = (args: Args) => pending(questions, args.context.answers);
  const isAsked = (args: Args): boolean => {
    const answer = answerOf(args);
    return answer !== null && answer.question === asked(args);
  };
  const answered = (args: Args): ExamContext['answers'] => {
    const answer = answerOf(args);
    return answer === null ? args.context.answers : [...args.context.answers, answer];
  };
  const note = [
    records((args: Args) => {
      const answer = answerOf(args);
      return answer === null ? [] : [record('exam.answer', { exam: args.context.exam, ...answer })];
    }),
    update((args) => ({
      answers: answered(args),
      trouble: blocked(questions, answered(args)) ? 'question-yes' : null,
    })),
  ];
  const answers = [
    {
      description: 'last answer, nothing against it',
      guard: (args: Args) =>
        isAsked(args) && pending(questions, answered(args)) === null && !blocked(questions, answered(args)),
      target: 'prepare',
      actions: note,
    },
    { guard: isAsked, actions: note },
  ];
  return base.createStateConfig({
    entry: [...arm('questions', 'questionsMs'), noteStep('questions')],
    exit: disarm('questions'),
    on: {
      'patient.answer': answers,
      ...(questions.includes(MEDIA_CONSENT) ? { 'patient.mediaConsent': answers } : {}),
      'doctor.skipStep': {
        // Nobody consents for the patient.
        guard: (args) => asked(args) !== MEDIA_CONSENT.question,
        target: 'prepare',
        actions: update(() => ({ trouble: null })),
      },
      'doctor.repeatExam': {},
      ...more,
      deadline: {
        description: 'exam.questions',
        guard: due('questions'),
        target: 'failed',
        actions: because('timeout'),
      },
    },
  });
}
