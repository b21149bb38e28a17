/** What the guides of exams that take pictures and sounds share. */
import type { ExamView } from '../../../../state-machines/contract.ts';
import { AsideScene, BoxBusyScene, DoctorReadsScene } from '../../art/instrument-scenes.tsx';
import { deviceTrouble } from './device.ts';
import { ENDS, type ExamGuide, type Shown } from './guide.ts';

/** Steps that are the same for all of them; null: the exam's own. */
function commonStep({ step }: ExamView): Shown | null {
  switch (step) {
    case 'rest':
      return { title: 'exam.rest.title', text: 'exam.rest.text', art: BoxBusyScene };
    case 'skipped':
      return { title: 'exam.skipped.title', text: 'exam.skipped.text', art: AsideScene };
    case 'failed':
      return { title: 'exam.failed.title', text: 'exam.failed.text', art: AsideScene };
    default:
      return null;
  }
}

export function mediaGuide(own: {
  step(exam: ExamView): Shown;
  also?(exam: ExamView): ReturnType<ExamGuide['also']>;
  readonly quiet?: ExamGuide['quiet'];
}): ExamGuide {
  const step = (exam: ExamView): Shown => commonStep(exam) ?? own.step(exam);
  return {
    step,
    trouble(trouble, exam) {
      if (trouble === 'question-yes') return deviceTrouble(trouble, DoctorReadsScene);
      return deviceTrouble(trouble, step(exam).art ?? BoxBusyScene);
    },
    ownWords: ['prepare', 'measure', 'judge', ...ENDS],
    readyOn: ['prepare', 'position', 'repeat', ...ENDS],
    prepare: () => [],
    results: [],
    also: (exam) => (exam.trouble === null ? (own.also?.(exam) ?? []) : []),
    ...(own.quiet === undefined ? {} : { quiet: own.quiet }),
  };
}

/** Being taken, and looked at: words of every exam with a camera. */
export function cameraStep({ step }: ExamView, art: Shown['art']): Shown {
  return step === 'measure'
    ? { title: 'media.taking.title', text: 'media.taking.text', art }
    : { title: 'media.judge.title', text: 'media.judge.text', art };
}
