import type { ExamView, Question } from '../../../../state-machines/contract.ts';
import {
  EarBleedingScene,
  EarDoneScene,
  EarPainScene,
  EarSeatScene,
  EarSurgeryScene,
  earScene,
  SpeculumScene,
  WhichEarScene,
} from '../../art/ear-scenes.tsx';
import type { Scene, Shown } from './guide.ts';
import { cameraStep, mediaGuide } from './media-guide.ts';
import { ScopePicture } from './ScopePicture.tsx';

const QUESTION_ART: Readonly<Partial<Record<Question, Scene>>> = {
  'ear-pain': EarPainScene,
  'ear-bleeding': EarBleedingScene,
  'ear-surgery': EarSurgeryScene,
  'left-ear-worse': WhichEarScene,
};
/** Made once: a component that is made anew would be drawn anew. */
const EAR_ART = {
  left: { up: earScene('left', 'up'), down: earScene('left', 'down') },
  right: { up: earScene('right', 'up'), down: earScene('right', 'down') },
} as const;

const sideOf = ({ media }: ExamView) => (media?.target === 'ear-right' ? 'right' : 'left');

function step(exam: ExamView): Shown {
  const side = sideOf(exam);
  const pull = exam.media?.pull ?? 'up';
  switch (exam.step) {
    case 'questions': {
      const art = QUESTION_ART[exam.question ?? 'ear-pain'] ?? EarPainScene;
      return { title: 'exam.questions.title', text: 'exam.questions.text', art };
    }
    case 'prepare':
      return exam.media?.preparation === 'speculum'
        ? { title: 'ear.speculum.title', text: 'ear.speculum.text', art: SpeculumScene }
        : { title: 'ear.seat.title', text: 'ear.seat.text', art: EarSeatScene };
    case 'position':
      return { title: `ear.${side}.title`, text: `ear.pull.${pull}`, art: EAR_ART[side][pull] };
    case 'connect':
    case 'repeat':
      return { title: `ear.live.${side}`, text: 'ear.live.text', art: ScopePicture };
    case 'done':
      return { title: 'exam.done.title', text: 'ear.done.text', art: EarDoneScene };
    default:
      return cameraStep(exam, ScopePicture);
  }
}

export const otoscopy = mediaGuide({
  step,
  also: (exam) =>
    exam.step === 'prepare' && exam.media?.preparation === 'ear-seat' && exam.ageBand !== 'adult'
      ? ['ear.child']
      : [],
});
