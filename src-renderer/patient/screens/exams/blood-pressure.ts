import type { ExamView } from '../../../../state-machines/contract.ts';
import { PictoBareArm, PictoNoCoffee, PictoOtherArm } from '../../art/exam-pictos.tsx';
import {
  ArmQuestionScene,
  AsideScene,
  CuffDoneScene,
  CuffOnScene,
  DoctorReadsScene,
  DoctorStartsScene,
  LooseCuffScene,
  LowerCuffScene,
  MovingArmScene,
  SeatedScene,
  StartButtonScene,
  StillArmScene,
} from '../../art/instrument-scenes.tsx';
import { PictoRest } from '../../art/pictos.tsx';
import { deviceTrouble } from './device.ts';
import { ENDS, type ExamGuide, type Shown } from './guide.ts';

const takesDone = ({ takes }: ExamView): boolean => (takes?.have ?? 0) > 0;
/** By its own button: the core can neither start nor stop it. */
const byButton = ({ cuff }: ExamView): boolean => cuff === 'memory';

function step(exam: ExamView): Shown {
  switch (exam.step) {
    case 'questions':
      return { title: 'exam.questions.title', text: 'exam.questions.text', art: ArmQuestionScene };
    case 'prepare':
      return { title: 'pressure.prepare.title', text: 'pressure.prepare.text', art: null };
    case 'rest':
      return takesDone(exam)
        ? { title: 'pressure.pause.title', text: 'pressure.pause.text', art: SeatedScene }
        : { title: 'pressure.rest.title', text: 'pressure.rest.text', art: SeatedScene };
    case 'position':
      return takesDone(exam)
        ? { title: 'pressure.again.title', text: 'pressure.again.text', art: StillArmScene }
        : { title: 'pressure.position.title', text: 'pressure.position.text', art: CuffOnScene };
    case 'connect':
      return { title: 'pressure.connect.title', text: 'pressure.connect.text', art: DoctorStartsScene };
    case 'measure':
      return byButton(exam)
        ? { title: 'pressure.button.title', text: 'pressure.button.text', art: StartButtonScene }
        : { title: 'pressure.measure.title', text: 'pressure.measure.text', art: StillArmScene };
    case 'judge':
      return { title: 'exam.judge.title', text: 'pressure.judge.text', art: SeatedScene };
    case 'repeat':
      return { title: 'pressure.repeat.title', text: 'pressure.repeat.text', art: SeatedScene };
    case 'done':
      return { title: 'exam.done.title', text: 'pressure.done.text', art: CuffDoneScene };
    case 'skipped':
      return { title: 'exam.skipped.title', text: 'pressure.skipped.text', art: AsideScene };
    case 'failed':
      return { title: 'exam.failed.title', text: 'pressure.failed.text', art: AsideScene };
  }
}

export const bloodPressure: ExamGuide = {
  step,
  trouble(trouble) {
    switch (trouble) {
      case 'moving':
        return { title: 'pressure.moving.title', text: 'pressure.moving.text', art: MovingArmScene };
      case 'talking':
        return { title: 'pressure.talking.title', text: 'pressure.talking.text', art: SeatedScene };
      case 'sleeve':
      case 'small-cuff':
        return deviceTrouble(trouble, CuffOnScene);
      case 'loose-cuff':
        return deviceTrouble(trouble, LooseCuffScene);
      case 'weak-pulse':
        return deviceTrouble(trouble, LowerCuffScene);
      case 'ready-expired':
        return deviceTrouble(trouble, StillArmScene);
      case 'unconfirmed':
      case 'question-yes':
        return deviceTrouble(trouble, DoctorReadsScene);
      default:
        return deviceTrouble(trouble, SeatedScene);
    }
  },
  ownWords: ['prepare', 'rest', ...ENDS],
  readyOn: ['prepare', 'position', ...ENDS],
  prepare: (exam) => [
    exam.answers?.some(({ question, yes }) => question === 'arm-unfit' && yes)
      ? ['pressure.prepare.otherArm', PictoOtherArm]
      : ['pressure.prepare.arm', PictoBareArm],
    ['pressure.prepare.seat', PictoRest],
    ['pressure.prepare.calm', PictoNoCoffee],
  ],
  results: [
    {
      quantities: ['press-cuff-sys', 'press-cuff-dia'],
      label: 'result.pressure',
      unit: 'result.mmhg',
      writtenUnit: true,
      decimals: 0,
    },
    {
      quantities: ['pulse-rate'],
      label: 'result.pulse',
      unit: 'result.perMinute',
      writtenUnit: false,
      decimals: 0,
    },
  ],
  also: (exam) => {
    if (exam.step === 'measure' && byButton(exam)) return ['pressure.button.stop'];
    return exam.step === 'repeat' ? ['exam.byItself'] : [];
  },
};
