/** Pictures and sounds, every exam offered, and a visit read in an idle cabinet. */
import type {
  DoctorView,
  ExamName,
  ExamView,
  MediaExamView,
  Medium,
} from '../../../state-machines/contract.ts';
import type { CallState, DoctorState, ReceivedEvent } from '../../call/session-contract.ts';
import { CALL, EXAM, HISTORY, VIEW, WATCH, WATCH_MARK } from './data.ts';
import type { Story } from './stories.ts';

type Consult = (call?: Partial<CallState>, view?: Partial<DoctorView>) => DoctorState;

const EARS = ['ear-left', 'ear-right'] as const;
const SKIN = ['skin-far', 'skin-middle', 'skin-close'] as const;
const POINTS = [
  'heart-aortic',
  'heart-pulmonary',
  'heart-tricuspid',
  'heart-mitral',
  'lung-front-left-upper',
  'lung-front-right-upper',
  'lung-front-left-lower',
  'lung-front-right-lower',
] as const;

const still = (id: number, exam: ExamName, target: Medium['target'], more: Partial<Medium> = {}): Medium => ({
  id: `urn:uuid:00000000-0000-4000-8000-0000000000${id}`,
  exam,
  target,
  kind: 'still',
  contentType: 'image/png',
  bytes: 812_345,
  sha256: '0'.repeat(64),
  at: { mono: 0, wall: Date.UTC(2026, 10, 22, 8, 30), clockSure: true },
  source: 'USB otoscope',
  quality: 'good',
  still: { width: 1280, height: 960, sharpness: 90, brightness: 0.5 },
  clip: null,
  targetConfirmed: false,
  ...more,
});
const EAR = still(21, 'otoscopy', 'ear-left');

const media = (more: Partial<MediaExamView>): MediaExamView => ({
  need: 'otoscope',
  target: 'ear-left',
  preparation: null,
  pull: 'up',
  shutter: true,
  targets: EARS.map((target) => ({ target, kept: 0 })),
  capturing: null,
  live: true,
  media: [],
  toJudge: null,
  ...more,
});
const examOf = (exam: ExamName, step: ExamView['step'], of: MediaExamView): ExamView => ({
  ...EXAM,
  exam,
  step,
  instrument: 'streaming',
  answers: [{ question: 'media-consent', yes: true }],
  corrections: ['again'],
  media: of,
});
const offers = (mediaRefused: boolean): DoctorView['offered'] => {
  const reason = mediaRefused ? ('media-refused' as const) : null;
  const taken = (exam: ExamName, targets: Medium['target'][]) => ({
    exam,
    available: !mediaRefused,
    reason,
    targets,
  });
  return [
    { exam: 'oximetry', available: true, reason: null },
    { exam: 'blood-pressure', available: true, reason: null },
    { exam: 'temperature', available: true, reason: null },
    { exam: 'temperature-ear', available: false, reason: 'no-helper' },
    { exam: 'temperature-forehead', available: false, reason: 'no-helper' },
    { exam: 'weight', available: true, reason: null },
    taken('otoscopy', [...EARS]),
    taken('throat', ['throat']),
    taken('skin', [...SKIN]),
    taken('auscultation', [...POINTS]),
  ];
};

const event = (seq: number, kind: string, payload: unknown): ReceivedEvent => ({
  epoch: 1,
  seq,
  id: `prepared-${seq}`,
  kind,
  at: { mono: seq, wall: Date.UTC(2026, 10, 22, 7, 12), clockSure: true },
  payload,
});
const LEFT: readonly ReceivedEvent[] = [
  event(1, 'language.chosen', { language: 'fr' }),
  event(2, 'identity.given', { identity: VIEW.identity }),
  event(3, 'red-flag.answer', { flag: 'chest-pain', answer: 'no' }),
  event(4, 'red-flag.answer', { flag: 'breathless', answer: 'unsaid' }),
  event(5, 'visit.prepared', { visit: CALL.visit, dueInMs: 14_400_000 }),
];

export function mediaStories(consultation: Consult) {
  const during = (exam: ExamView, more: Partial<DoctorView> = {}): Story => ({
    state: () =>
      consultation(
        {},
        {
          phase: 'exam',
          exam,
          instrument: { state: 'streaming', fault: null, label: 'USB otoscope' },
          ...more,
        },
      ),
  });
  return {
    'offers-all': { state: () => consultation({}, { offered: offers(false), mediaConsent: true }) },
    'offers-refused': { state: () => consultation({}, { offered: offers(true), mediaConsent: false }) },
    'media-asked': during({
      ...examOf('otoscopy', 'questions', media({ live: false })),
      question: 'media-consent',
      answers: [],
    }),
    'media-live': during(examOf('otoscopy', 'connect', media({}))),
    'media-judge': during(
      examOf(
        'otoscopy',
        'judge',
        media({ media: [EAR], toJudge: EAR.id, targets: EARS.map((target, n) => ({ target, kept: 1 - n })) }),
      ),
    ),
    'media-listen': during(
      examOf(
        'auscultation',
        'connect',
        media({
          need: 'stethoscope',
          target: 'heart-mitral',
          pull: null,
          shutter: false,
          targets: POINTS.map((target) => ({ target, kept: 0 })),
        }),
      ),
    ),
    'repeat-why': during({
      ...EXAM,
      exam: 'temperature-ear',
      step: 'position',
      trouble: 'wrong-angle',
      corrections: ['ear-wax', 'wrong-angle', 'ear-pillow', 'again'],
    }),
    'reading-open': {
      state: () =>
        consultation(
          {
            events: [...LEFT, ...HISTORY],
            watch: WATCH({
              blind: ['no-reports'],
              marks: [WATCH_MARK({ signal: 'signal-for-help', step: 'quiet', ended: true })],
            }),
          },
          { phase: 'idle', identity: null, unread: [{ visit: CALL.visit, since: 0, dueAt: 0, late: true }] },
        ),
    },
  } as const satisfies Readonly<Record<string, Story>>;
}
