import type { ExamView } from '../../../../state-machines/contract.ts';
import { PictoCover, PictoNoDrink } from '../../art/exam-pictos.tsx';
import { AsideScene, BoxBusyScene, ProbeDoneScene, ProbeScene } from '../../art/instrument-scenes.tsx';
import { PictoSeat } from '../../art/pictos.tsx';
import { deviceTrouble } from './device.ts';
import { ENDS, type ExamGuide, type Shown } from './guide.ts';

function step(exam: ExamView): Shown {
  switch (exam.step) {
    case 'questions':
    case 'rest':
      return { title: `exam.${exam.step}.title`, text: `exam.${exam.step}.text`, art: BoxBusyScene };
    case 'prepare':
      return { title: 'temperature.prepare.title', text: 'temperature.prepare.text', art: null };
    case 'position':
      return { title: 'temperature.position.title', text: 'temperature.position.text', art: ProbeScene };
    case 'connect':
      return { title: 'temperature.connect.title', text: 'temperature.connect.text', art: ProbeScene };
    case 'measure':
      return { title: 'exam.measure.title', text: 'temperature.measure.text', art: ProbeScene };
    case 'judge':
      return { title: 'exam.judge.title', text: 'temperature.judge.text', art: ProbeScene };
    case 'repeat':
      return { title: 'temperature.repeat.title', text: 'temperature.repeat.text', art: ProbeScene };
    case 'done':
      return { title: 'exam.done.title', text: 'temperature.done.text', art: ProbeDoneScene };
    case 'skipped':
      return { title: 'exam.skipped.title', text: 'exam.skipped.text', art: AsideScene };
    case 'failed':
      return { title: 'exam.failed.title', text: 'exam.failed.text', art: AsideScene };
  }
}

export const temperature: ExamGuide = {
  step,
  trouble: (trouble) => deviceTrouble(trouble, ProbeScene),
  ownWords: ['prepare', 'judge', 'repeat', ...ENDS],
  readyOn: ['prepare', 'position', 'repeat', ...ENDS],
  prepare: () => [
    ['temperature.prepare.cover', PictoCover],
    ['temperature.prepare.drink', PictoNoDrink],
    ['temperature.prepare.seat', PictoSeat],
  ],
  results: [
    {
      quantities: ['body-temperature'],
      label: 'result.temperature',
      unit: 'result.celsius',
      writtenUnit: true,
      decimals: 1,
    },
  ],
  also: () => [],
};
