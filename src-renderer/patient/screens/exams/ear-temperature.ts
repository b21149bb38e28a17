import { EarBleedingScene, EarPainScene } from '../../art/ear-scenes.tsx';
import { PictoCover, PictoPillow, PictoWaitInside } from '../../art/exam-pictos.tsx';
import { earThermometerScene } from '../../art/handheld-scenes.tsx';
import { handheldGuide } from './handheld-guide.ts';

/** Made once: a component that is made anew would be drawn anew. */
const ART = { up: earThermometerScene('up'), down: earThermometerScene('down') } as const;

/** Below one year an ear is pulled down. */
export const earTemperature = handheldGuide({
  exam: 'earTemperature',
  question: ({ question }) => (question === 'ear-bleeding' ? EarBleedingScene : EarPainScene),
  position({ ageBand }) {
    const pull = ageBand === 'infant' ? 'down' : 'up';
    return {
      title: 'earTemperature.position.title',
      text: `earTemperature.position.${pull}`,
      art: ART[pull],
    };
  },
  prepare: [
    ['earTemperature.prepare.cover', PictoCover],
    ['earTemperature.prepare.ear', PictoPillow],
    ['earTemperature.prepare.wait', PictoWaitInside],
  ],
});
