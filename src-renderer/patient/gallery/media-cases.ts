/** The screens of the exams that take pictures and sounds, each of its own kind once. */
import type {
  ExamName,
  ExamStep,
  ExamView,
  MediaExamView,
  MediaNeed,
  MediaTarget,
  Trouble,
} from '../../../state-machines/contract.ts';
import type { Case } from './cases.ts';

type Make = (exam: ExamName, step: ExamStep, more?: Partial<ExamView>) => Case;

const NEEDS = {
  otoscopy: 'otoscope',
  throat: 'detail-camera',
  skin: 'detail-camera',
  auscultation: 'stethoscope',
} as const satisfies Partial<Record<ExamName, MediaNeed>>;
type Name = keyof typeof NEEDS;
const LIVE: readonly ExamStep[] = ['connect', 'measure', 'judge', 'repeat'];

const media = (exam: Name, step: ExamStep, target: MediaTarget, more: Partial<MediaExamView>) => ({
  need: NEEDS[exam],
  target,
  preparation: null,
  pull: exam === 'otoscopy' ? ('up' as const) : null,
  shutter: exam !== 'auscultation',
  targets: [{ target, kept: 0 }],
  capturing: null,
  live: LIVE.includes(step),
  media: [],
  toJudge: null,
  ...more,
});

export function mediaCases(make: Make): Readonly<Record<string, Case>> {
  const at = (
    exam: Name,
    step: ExamStep,
    target: MediaTarget,
    more: Partial<MediaExamView> = {},
    view: Partial<ExamView> = {},
  ) => make(exam, step, { media: media(exam, step, target, more), ageBand: 'adult', ...view });
  const ear = (step: ExamStep, more: Partial<MediaExamView> = {}, view: Partial<ExamView> = {}) =>
    at('otoscopy', step, 'ear-left', more, view);
  const listen = (step: ExamStep, target: MediaTarget = 'heart-aortic', view: Partial<ExamView> = {}) =>
    at('auscultation', step, target, {}, view);
  return {
    'media-consent': at('throat', 'questions', 'throat', {}, { question: 'media-consent' }),
    'ear-question-pain': ear('questions', {}, { question: 'ear-pain' }),
    'ear-question-bleeding': ear('questions', {}, { question: 'ear-bleeding' }),
    'ear-question-surgery': ear('questions', {}, { question: 'ear-surgery' }),
    'ear-question-which': ear('questions', {}, { question: 'left-ear-worse' }),
    'ear-seat': ear('prepare', { preparation: 'ear-seat' }),
    'ear-seat-child': ear('prepare', { preparation: 'ear-seat' }, { ageBand: 'child' }),
    'ear-speculum': ear('prepare', { preparation: 'speculum' }),
    'ear-position-left': ear('position'),
    'ear-position-right': at('otoscopy', 'position', 'ear-right'),
    'ear-position-infant': ear('position', { pull: 'down' }, { ageBand: 'infant' }),
    'ear-live': ear('connect'),
    'ear-measure': ear('measure'),
    'ear-judge': ear('judge'),
    'ear-done': ear('done'),
    'throat-seat': at('throat', 'prepare', 'throat', { preparation: 'throat-seat' }),
    'throat-position': at('throat', 'position', 'throat'),
    'throat-live': at('throat', 'connect', 'throat'),
    'skin-bare': at('skin', 'prepare', 'skin-far', { preparation: 'skin-bare' }),
    'skin-far': at('skin', 'position', 'skin-far'),
    'skin-middle': at('skin', 'position', 'skin-middle'),
    'skin-close': at('skin', 'position', 'skin-close'),
    'skin-live': at('skin', 'connect', 'skin-close'),
    'skin-done': at('skin', 'done', 'skin-close'),
    'listen-question': listen('questions', 'heart-aortic', { question: 'chest-wound' }),
    'listen-bare': at('auscultation', 'prepare', 'heart-aortic', { preparation: 'chest-bare' }),
    'listen-clean': at('auscultation', 'prepare', 'heart-aortic', { preparation: 'head-clean' }),
    'listen-heart': listen('position', 'heart-mitral'),
    'listen-front': listen('position', 'lung-front-right-upper'),
    'listen-side': listen('position', 'lung-side-right'),
    'listen-back': listen('position', 'lung-back-left-lower'),
    'listen-live': listen('connect'),
    'listen-measure': listen('measure', 'lung-front-left-upper'),
    'listen-judge': listen('judge'),
    'listen-done': listen('done'),
  };
}

/** Where a trouble of a picture or a sound is met. */
export function mediaTroubles(make: Make): Readonly<Partial<Record<Trouble, Case>>> {
  const again = (exam: Name, target: MediaTarget, trouble: Trouble, step: ExamStep = 'repeat') =>
    make(exam, step, { media: media(exam, step, target, {}), trouble, ageBand: 'adult', attempt: 2 });
  return {
    blurred: again('otoscopy', 'ear-left', 'blurred'),
    'too-dark': again('throat', 'throat', 'too-dark'),
    'too-bright': again('skin', 'skin-close', 'too-bright'),
    'too-quiet': again('auscultation', 'heart-mitral', 'too-quiet'),
    clipped: again('auscultation', 'heart-aortic', 'clipped'),
    'too-short': again('auscultation', 'heart-aortic', 'too-short'),
    'no-picture': again('otoscopy', 'ear-left', 'no-picture'),
    'wrong-side': again('otoscopy', 'ear-left', 'wrong-side', 'position'),
    'no-pull': again('otoscopy', 'ear-right', 'no-pull'),
    'too-deep': again('otoscopy', 'ear-right', 'too-deep'),
    'canal-wall': again('otoscopy', 'ear-right', 'canal-wall'),
    fogged: again('otoscopy', 'ear-right', 'fogged'),
    glare: again('skin', 'skin-close', 'glare'),
    'no-scale': again('skin', 'skin-close', 'no-scale'),
    'wrong-place': again('auscultation', 'lung-front-left-upper', 'wrong-place'),
    'cloth-noise': again('auscultation', 'lung-back-right-upper', 'cloth-noise'),
    talking: again('auscultation', 'heart-pulmonary', 'talking'),
    again: again('throat', 'throat', 'again'),
  };
}
