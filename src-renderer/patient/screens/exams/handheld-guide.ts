/** Exams whose number a helper reads on an instrument without a cable, and types in. */
import type { ExamView } from '../../../../state-machines/contract.ts';
import { HandheldDoneScene, HandheldShownScene } from '../../art/handheld-scenes.tsx';
import { AsideScene, BoxBusyScene } from '../../art/instrument-scenes.tsx';
import { deviceTrouble } from './device.ts';
import { ENDS, type ExamGuide, type Scene, type Shown } from './guide.ts';
import { temperature } from './temperature.ts';

interface Own {
  readonly exam: 'earTemperature' | 'foreheadTemperature';
  question(exam: ExamView): Scene;
  position(exam: ExamView): Shown;
  readonly prepare: ReturnType<ExamGuide['prepare']>;
}

/** Here the helper types. */
export const isTyped = ({ exam, step }: ExamView): boolean =>
  (exam === 'temperature-ear' || exam === 'temperature-forehead') && step === 'connect';

export function handheldGuide(own: Own): ExamGuide {
  function step(exam: ExamView): Shown {
    switch (exam.step) {
      case 'questions':
        return { title: 'exam.questions.title', text: 'exam.questions.text', art: own.question(exam) };
      case 'rest':
        return { title: 'exam.rest.title', text: 'exam.rest.text', art: BoxBusyScene };
      case 'prepare':
        return { title: `${own.exam}.prepare.title`, text: `${own.exam}.prepare.text`, art: null };
      case 'position':
        return own.position(exam);
      case 'connect':
        return { title: 'typed.title', text: 'typed.text', art: null };
      case 'measure':
      case 'judge':
        return { title: 'exam.judge.title', text: 'typed.judge', art: HandheldShownScene };
      case 'repeat':
        return {
          title: `${own.exam}.repeat.title`,
          text: `${own.exam}.repeat.text`,
          art: own.position(exam).art,
        };
      case 'done':
        return { title: 'exam.done.title', text: 'typed.done', art: HandheldDoneScene };
      case 'skipped':
        return { title: 'exam.skipped.title', text: 'exam.skipped.text', art: AsideScene };
      case 'failed':
        return { title: 'exam.failed.title', text: 'exam.failed.text', art: AsideScene };
    }
  }
  return {
    step,
    trouble: (trouble, exam) => deviceTrouble(trouble, own.position(exam).art ?? BoxBusyScene),
    ownWords: ['prepare', 'connect', 'judge', ...ENDS],
    readyOn: ['prepare', 'position', 'repeat', ...ENDS],
    prepare: () => own.prepare,
    results: temperature.results,
    also: () => [],
  };
}
