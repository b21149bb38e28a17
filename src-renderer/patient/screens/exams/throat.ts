import type { ExamView } from '../../../../state-machines/contract.ts';
import { PhotoDoneScene, ThroatScene, ThroatSeatScene } from '../../art/photo-scenes.tsx';
import type { Shown } from './guide.ts';
import { cameraStep, mediaGuide } from './media-guide.ts';
import { ScopePicture } from './ScopePicture.tsx';

function step(exam: ExamView): Shown {
  switch (exam.step) {
    case 'questions':
      return { title: 'exam.questions.title', text: 'exam.questions.text', art: ThroatSeatScene };
    case 'prepare':
      return { title: 'throat.seat.title', text: 'throat.seat.text', art: ThroatSeatScene };
    case 'position':
      return { title: 'throat.position.title', text: 'throat.position.text', art: ThroatScene };
    case 'connect':
    case 'repeat':
      return { title: 'throat.live.title', text: 'throat.live.text', art: ScopePicture };
    case 'done':
      return { title: 'exam.done.title', text: 'media.done.text', art: PhotoDoneScene };
    default:
      return cameraStep(exam, ScopePicture);
  }
}

export const throat = mediaGuide({ step });
