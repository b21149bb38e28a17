/** What the patient sees of an exam now: a step in its own words, a question, or what stands in the way. */
import type { ExamView } from '../../../../state-machines/contract.ts';
import type { ExamGuide, Shown } from './guide.ts';

export interface Current extends Shown {
  /** Names the screen; a new name takes the focus and speaks. */
  readonly name: string;
}

export function currentOf(exam: ExamView, guide: ExamGuide): Current {
  const { step, question = null } = exam;
  const name = exam.exam === 'oximetry' ? `exam-${step}` : `${exam.exam}-${step}`;
  const own = guide.step(exam);
  if (step === 'questions' && question !== null) {
    const title = `question.${question}.title` as const;
    return { name: `${name}-${question}`, title, text: `question.${question}.text`, art: own.art };
  }
  const { trouble } = exam;
  if (trouble === null || guide.ownWords.includes(step)) return { name, ...own };
  return { name: `${name}-${trouble}`, ...guide.trouble(trouble) };
}
