/** What the patient sees of an exam now: a step in its own words, a question, or what stands in the way. */
import type { ExamView } from '../../../../state-machines/contract.ts';
import { MediaConsentScene } from '../../art/photo-scenes.tsx';
import { faultWords } from './fault-words.ts';
import { ENDS, type ExamGuide, type Shown } from './guide.ts';

export interface Current extends Shown {
  /** Names the screen; a new name takes the focus and speaks. */
  readonly name: string;
}

/** Which ear, which point, which thing to prepare: each is a screen of its own. */
function part({ step, media }: ExamView): readonly string[] {
  if (media === undefined || step === 'questions' || ENDS.includes(step)) return [];
  return [media.preparation ?? media.target];
}

export function currentOf(exam: ExamView, guide: ExamGuide): Current {
  const { step, question = null } = exam;
  const name = [exam.exam === 'oximetry' ? 'exam' : exam.exam, step, ...part(exam)].join('-');
  const own = guide.step(exam);
  if (step === 'questions' && question !== null) {
    const title = `question.${question}.title` as const;
    const art = question === 'media-consent' ? MediaConsentScene : own.art;
    return { name: `${name}-${question}`, title, text: `question.${question}.text`, art };
  }
  const { trouble } = exam;
  if (trouble === null || guide.ownWords.includes(step)) return { name, ...own };
  const shown = guide.trouble(trouble, exam);
  const words = faultWords(exam);
  if (words === null) return { name: `${name}-${trouble}`, ...shown };
  return { name: `${name}-${trouble}-${exam.fault}`, ...shown, text: words };
}
