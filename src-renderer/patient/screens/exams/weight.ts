import type { ExamView } from '../../../../state-machines/contract.ts';
import { PictoNoCoat, PictoNoShoes, PictoPockets } from '../../art/exam-pictos.tsx';
import {
  AsideScene,
  DoctorReadsScene,
  ScaleDoneScene,
  ScaleOffScene,
  ScaleOnScene,
  ScaleUpScene,
  ScaleWaitScene,
  StandQuestionScene,
} from '../../art/instrument-scenes.tsx';
import { deviceTrouble } from './device.ts';
import { ENDS, type ExamGuide, type Shown } from './guide.ts';

function step(exam: ExamView): Shown {
  switch (exam.step) {
    case 'questions':
    case 'rest':
      return { title: `exam.${exam.step}.title`, text: `exam.${exam.step}.text`, art: StandQuestionScene };
    case 'prepare':
      return { title: 'weight.prepare.title', text: 'weight.prepare.text', art: null };
    case 'position':
      // Only a zero that was seen lets a weight count.
      return { title: 'weight.position.title', text: 'weight.position.text', art: ScaleWaitScene };
    case 'connect':
      return { title: 'trouble.scale-empty.title', text: 'trouble.scale-empty.text', art: ScaleUpScene };
    case 'measure':
      return { title: 'exam.measure.title', text: 'weight.measure.text', art: ScaleOnScene };
    case 'judge':
      return { title: 'exam.judge.title', text: 'weight.judge.text', art: ScaleOnScene };
    case 'repeat':
      return { title: 'weight.repeat.title', text: 'weight.repeat.text', art: ScaleOffScene };
    case 'done':
      return { title: 'exam.done.title', text: 'weight.done.text', art: ScaleDoneScene };
    case 'skipped':
      return { title: 'exam.skipped.title', text: 'exam.skipped.text', art: AsideScene };
    case 'failed':
      return { title: 'exam.failed.title', text: 'exam.failed.text', art: AsideScene };
  }
}

export const weight: ExamGuide = {
  step,
  trouble(trouble) {
    if (trouble === 'question-yes') return deviceTrouble(trouble, DoctorReadsScene);
    if (trouble === 'still-on') return deviceTrouble(trouble, ScaleOffScene);
    return deviceTrouble(trouble, trouble === 'scale-empty' ? ScaleUpScene : ScaleOnScene);
  },
  ownWords: ['prepare', 'judge', 'repeat', ...ENDS],
  readyOn: ['prepare', 'position', 'repeat', ...ENDS],
  prepare: () => [
    ['weight.prepare.coat', PictoNoCoat],
    ['weight.prepare.shoes', PictoNoShoes],
    ['weight.prepare.pockets', PictoPockets],
  ],
  results: [
    {
      quantities: ['mass-body'],
      label: 'result.weight',
      unit: 'result.kilos',
      writtenUnit: true,
      decimals: 1,
    },
  ],
  also: () => [],
};
