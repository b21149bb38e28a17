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

/** `more`: what else may happen on this step. */
export function questionsState(questions: readonly AskedFirst[], more: object = {}) {
  const isAsked = ({ context, event }: Args): boolean =>
    event.type === 'patient.answer' && event.question === pending(questions, context.answers);
  const answered = ({ context, event }: Args): ExamContext['answers'] =>
    event.type === 'patient.answer'
      ? [...context.answers, { question: event.question, yes: event.yes }]
      : context.answers;
  const note = [
    records(({ context, event }: Args) =>
      event.type === 'patient.answer'
        ? [record('exam.answer', { exam: context.exam, question: event.question, yes: event.yes })]
        : [],
    ),
    update((args) => ({
      answers: answered(args),
      trouble: blocked(questions, answered(args)) ? 'question-yes' : null,
    })),
  ];
  return base.createStateConfig({
    entry: [...arm('questions', 'questionsMs'), noteStep('questions')],
    exit: disarm('questions'),
    on: {
      'patient.answer': [
        {
          description: 'last answer, nothing against it',
          guard: (args) =>
            isAsked(args) &&
            pending(questions, answered(args)) === null &&
            !blocked(questions, answered(args)),
          target: 'prepare',
          actions: note,
        },
        { guard: isAsked, actions: note },
      ],
      'doctor.skipStep': { target: 'prepare', actions: update(() => ({ trouble: null })) },
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
