import type { ExamView } from '../../../../state-machines/contract.ts';
import {
  PhotoDoneScene,
  SkinBareScene,
  SkinCloseScene,
  SkinFarScene,
  SkinMiddleScene,
} from '../../art/photo-scenes.tsx';
import type { Shown } from './guide.ts';
import { cameraStep, mediaGuide } from './media-guide.ts';
import { ScopePicture } from './ScopePicture.tsx';

function place({ media }: ExamView): Shown {
  switch (media?.target) {
    case 'skin-close':
      return { title: 'skin.close.title', text: 'skin.close.text', art: SkinCloseScene };
    case 'skin-middle':
      return { title: 'skin.middle.title', text: 'skin.middle.text', art: SkinMiddleScene };
    default:
      return { title: 'skin.far.title', text: 'skin.far.text', art: SkinFarScene };
  }
}

function step(exam: ExamView): Shown {
  switch (exam.step) {
    case 'questions':
      return { title: 'exam.questions.title', text: 'exam.questions.text', art: SkinBareScene };
    case 'prepare':
      return { title: 'skin.bare.title', text: 'skin.bare.text', art: SkinBareScene };
    case 'position':
      return place(exam);
    case 'connect':
    case 'repeat':
      return { title: 'skin.live.title', text: 'skin.live.text', art: ScopePicture };
    case 'done':
      return { title: 'exam.done.title', text: 'media.done.text', art: PhotoDoneScene };
    default:
      return cameraStep(exam, ScopePicture);
  }
}

export const skin = mediaGuide({ step });
