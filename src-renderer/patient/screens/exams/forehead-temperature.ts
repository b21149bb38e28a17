import { PictoBareForehead, PictoDryForehead, PictoWaitInside } from '../../art/exam-pictos.tsx';
import { ForeheadThermometerScene } from '../../art/handheld-scenes.tsx';
import { handheldGuide } from './handheld-guide.ts';

export const foreheadTemperature = handheldGuide({
  exam: 'foreheadTemperature',
  question: () => ForeheadThermometerScene,
  position: () => ({
    title: 'foreheadTemperature.position.title',
    text: 'foreheadTemperature.position.text',
    art: ForeheadThermometerScene,
  }),
  prepare: [
    ['foreheadTemperature.prepare.bare', PictoBareForehead],
    ['foreheadTemperature.prepare.dry', PictoDryForehead],
    ['foreheadTemperature.prepare.inside', PictoWaitInside],
  ],
});
