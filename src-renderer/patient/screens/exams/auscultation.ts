import {
  type ExamView,
  HEART_TARGETS,
  LUNG_TARGETS,
  type MediaTarget,
} from '../../../../state-machines/contract.ts';
import {
  ChestBareScene,
  ChestWoundScene,
  HeadCleanScene,
  isListenTarget,
  ListenDoneScene,
  listenScene,
  placeScene,
} from '../../art/listen-scenes.tsx';
import type { Scene, Shown } from './guide.ts';
import { mediaGuide } from './media-guide.ts';

const TARGETS = [...HEART_TARGETS, ...LUNG_TARGETS];
/** Made once: a component that is made anew would be drawn anew. */
const PLACE = new Map<MediaTarget, Scene>(TARGETS.map((target) => [target, placeScene(target)]));
const LISTEN = new Map<MediaTarget, Scene>(TARGETS.map((target) => [target, listenScene(target)]));

function step(exam: ExamView): Shown {
  const wanted = exam.media?.target ?? 'heart-aortic';
  const target = isListenTarget(wanted) ? wanted : 'heart-aortic';
  const [place, listen] = [PLACE.get(target) ?? ChestBareScene, LISTEN.get(target) ?? ChestBareScene];
  switch (exam.step) {
    case 'questions':
      return { title: 'exam.questions.title', text: 'exam.questions.text', art: ChestWoundScene };
    case 'prepare':
      return exam.media?.preparation === 'head-clean'
        ? { title: 'listen.clean.title', text: 'listen.clean.text', art: HeadCleanScene }
        : { title: 'listen.bare.title', text: 'listen.bare.text', art: ChestBareScene };
    case 'position':
    case 'repeat':
      return { title: 'listen.place.title', text: `listen.${target}`, art: place };
    case 'connect': {
      const text = target.startsWith('heart') ? 'listen.live.heart' : 'listen.live.lungs';
      return { title: 'listen.live.title', text, art: listen };
    }
    case 'measure':
      return { title: 'listen.measure.title', text: 'listen.measure.text', art: listen };
    case 'done':
      return { title: 'exam.done.title', text: 'listen.done.text', art: ListenDoneScene };
    default:
      return { title: 'listen.judge.title', text: 'listen.judge.text', art: listen };
  }
}

export const auscultation = mediaGuide({
  step,
  also({ step: now, media }) {
    if (now === 'connect') return ['listen.muted'];
    if (now !== 'position') return [];
    // Nobody reaches his own back.
    return media?.target.startsWith('lung-back') ? ['listen.helper', 'listen.then'] : ['listen.then'];
  },
  // What the guide says would be heard by the doctor instead of the heart: it was said on the step before.
  quiet: ['connect', 'measure', 'judge'],
});
