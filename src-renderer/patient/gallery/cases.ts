/** Every screen a patient can meet, as the state of the core that leads to it. For drawings and tests; not built. */

import type { Care, CheckAsked } from '../../../src-main/api/watch-protocol.ts';
import {
  DETAILS,
  EXAM_STEPS,
  type ExamName,
  type ExamStep,
  type ExamView,
  type PatientView,
  type QuickSet,
  RED_FLAGS,
  type Reading,
  type ShownSentence,
  TROUBLES,
  type Trouble,
} from '../../../state-machines/contract.ts';
import type { IdentifyPage } from '../screens/identify-pages.ts';
import type { SessionState } from '../session.ts';
import { closingCases } from './closing-cases.ts';
import { documentCases } from './document-cases.ts';
import { correctionTroubles, handheldCases } from './handheld-cases.ts';
import { mediaCases, mediaTroubles } from './media-cases.ts';

export interface Case {
  readonly line?: SessionState['line'];
  readonly view: PatientView | null;
  readonly identify?: IdentifyPage;
  /** Panel to open: its tool is pressed after the first drawing. */
  readonly press?:
    | 'action.help'
    | 'action.language'
    | 'action.info'
    | 'action.leave'
    | 'safe.quit'
    | 'alone.open'
    | 'helper.open'
    | 'later.open';
  readonly helpFails?: boolean;
  readonly care?: Care;
  readonly check?: CheckAsked;
  readonly video?: boolean;
}

const VISIT = '00000000-0000-4000-8000-000000000001';
const IDLE: PatientView = {
  visit: null,
  phase: 'idle',
  language: 'fr',
  greeting: null,
  identifyError: null,
  broker: 'up',
  waitingSince: null,
  doctor: null,
  exam: null,
  stillThereUntil: null,
  helpRequested: false,
  media: { camera: true, microphone: true },
};
const care = (over: Partial<Care>): Care => ({
  type: 'care',
  askUntil: null,
  attendant: 'none',
  now: 0,
  ...over,
});
const at = { mono: 0, wall: 0, clockSure: true };
const instrument = { model: 'virtual', label: 'Oximètre', serial: null };
const reading = (quantity: Reading['quantity'], value: number, unit: string): Reading => ({
  id: 'urn:uuid:00000000-0000-4000-8000-000000000002',
  quantity,
  value,
  unit,
  quality: 'good',
  confirmedExtreme: false,
  at,
  instrument,
});
const doctor = (link: 'connecting' | 'live' | 'lost') => ({ name: 'Dr Claire Martin', link });
const during = (phase: PatientView['phase'], more: Partial<PatientView> = {}): PatientView => ({
  ...IDLE,
  visit: VISIT,
  phase,
  ...more,
});
const exam = (step: ExamStep, trouble: Trouble | null = null): PatientView => {
  const view: ExamView = {
    exam: 'oximetry',
    step,
    attempt: step === 'repeat' ? 2 : 1,
    trouble,
    progress: step === 'measure' ? 0.62 : 0,
    instrument: 'streaming',
    results: step === 'done' ? [reading('spo2', 97, '%'), reading('pulse-rate', 72, '/min')] : [],
  };
  return during('exam', { exam: view, doctor: doctor('live') });
};
const other = (name: ExamName, step: ExamStep, more: Partial<ExamView> = {}): Case => {
  const { exam: view, ...rest } = exam(step);
  return view ? { view: { ...rest, exam: { ...view, exam: name, ...more } }, video: true } : { view: IDLE };
};
/** The core's clock stands at 0 where the gallery begins. */
const IN_FOUR_MINUTES = 245_000;
const IN_HALF_A_MINUTE = 26_000;
const full = { mode: 'full', cuff: 'driven', takes: { have: 0, of: 3 } } as const;
const pressure = (step: ExamStep, more: Partial<ExamView> = {}) =>
  other('blood-pressure', step, { ...full, ...more });
const PRESSURES = [
  reading('press-cuff-sys', 124, 'mm[Hg]'),
  reading('press-cuff-dia', 78, 'mm[Hg]'),
  reading('pulse-rate', 70, '/min'),
];
const KILOS = [reading('mass-body', 72.4, 'kg')];

/** Beside the oximeter's: each screen of its own kind once. */
const OTHER_EXAMS: Readonly<Record<string, Case>> = {
  'pressure-question': pressure('questions', { question: 'arm-unfit' }),
  'pressure-prepare': pressure('prepare', { answers: [{ question: 'arm-unfit', yes: true }] }),
  'pressure-rest': pressure('rest', { until: IN_FOUR_MINUTES }),
  'pressure-pause': pressure('rest', { until: 61_000, takes: { have: 1, of: 3 }, results: PRESSURES }),
  'pressure-position': pressure('position'),
  'pressure-connect': pressure('connect', { readyUntil: 55_000 }),
  'pressure-measure': pressure('measure'),
  'pressure-measure-help': { ...pressure('measure'), press: 'action.help' },
  'pressure-button': pressure('measure', { cuff: 'memory' }),
  'pressure-repeat': pressure('repeat', { trouble: 'moving', until: IN_HALF_A_MINUTE }),
  'pressure-done': pressure('done', { results: PRESSURES, takes: { have: 3, of: 3 } }),
  'pressure-skipped': pressure('skipped'),
  'pressure-silent': pressure('position', { trouble: 'silent', instrument: 'faulted' }),
  'temperature-prepare': other('temperature', 'prepare'),
  'temperature-position': other('temperature', 'position'),
  'temperature-measure': other('temperature', 'measure'),
  'temperature-done': other('temperature', 'done', { results: [reading('body-temperature', 36.8, 'Cel')] }),
  'weight-question': other('weight', 'questions', { question: 'cannot-stand' }),
  'weight-position': other('weight', 'position'),
  'weight-measure': other('weight', 'measure'),
  'weight-repeat': other('weight', 'repeat', { results: KILOS }),
  'weight-done': other('weight', 'done', { results: KILOS }),
};

/** Oximetry asks no question and no rest. */
const OXIMETRY_STEPS = EXAM_STEPS.filter((step) => step !== 'questions' && step !== 'rest');
/** Where a trouble is met that is no oximeter's. */
const TROUBLE_AT: Readonly<Partial<Record<Trouble, Case>>> = {
  'probe-out': other('temperature', 'measure', { trouble: 'probe-out' }),
  'scale-empty': other('weight', 'connect', { trouble: 'scale-empty' }),
  'still-on': other('weight', 'connect', { trouble: 'still-on' }),
  'loose-cuff': pressure('repeat', { trouble: 'loose-cuff', until: IN_HALF_A_MINUTE }),
  'weak-pulse': pressure('repeat', { trouble: 'weak-pulse', until: IN_HALF_A_MINUTE }),
  'out-of-range': other('temperature', 'measure', { trouble: 'out-of-range' }),
  stopped: pressure('repeat', { trouble: 'stopped', until: IN_HALF_A_MINUTE }),
  'ready-expired': pressure('position', { trouble: 'ready-expired' }),
  unconfirmed: pressure('judge', { trouble: 'unconfirmed', cuff: 'memory' }),
  'question-yes': other('weight', 'questions', { trouble: 'question-yes' }),
  ...mediaTroubles(other),
  ...correctionTroubles(other),
};
const sentence = (said: ShownSentence['sentence']): ShownSentence => ({
  id: '5f0c1a52-3a8e-4c55-9a39-1f1a5e2f0c11',
  sentence: said,
  shown: null,
});
const QUICK: QuickSet = {
  items: [
    { exam: 'oximetry', outcome: 'done', reason: null },
    { exam: 'blood-pressure', outcome: 'runs', reason: null },
    { exam: 'temperature', outcome: 'waits', reason: null },
  ],
  until: 150_000,
};
const minutesAgo = (minutes: number) => Date.now() - minutes * 60_000;

export const cases: Readonly<Record<string, Case>> = {
  idle: { view: IDLE },
  welcome: { view: during('welcome') },
  language: { view: during('language') },
  'identify-choose': { view: during('identify') },
  'identify-code': { view: during('identify'), identify: 'code' },
  'identify-birthName': { view: during('identify'), identify: 'birthName' },
  'identify-firstName': { view: during('identify'), identify: 'firstName' },
  'identify-birthDate': { view: during('identify'), identify: 'birthDate' },
  'identify-confirm': { view: during('identify'), identify: 'confirm' },
  ...Object.fromEntries(
    DETAILS.map((detail, index) => [
      `details-${detail}`,
      { view: during('details', { detail: { detail, place: Math.min(index + 1, 5), of: 5 } }) },
    ]),
  ),
  consent: { view: during('consent', { greeting: 'Anne' }) },
  ...Object.fromEntries(
    RED_FLAGS.map((flag, index) => [
      `flag-${flag}`,
      { view: during('redFlags', { redFlag: { flag, place: index + 1, of: RED_FLAGS.length } }) },
    ]),
  ),
  urgent: { view: during('waiting', { urgent: { because: 'red-flag', seen: false, calls: 1 } }) },
  'waiting-choices': {
    view: during('waiting', {
      waitingSince: minutesAgo(4.2),
      alone: ['oximetry', 'temperature', 'weight'],
      mayLeaveToRead: true,
      helper: 'relative',
      urgent: { because: 'red-flag', seen: true, calls: 1 },
    }),
  },
  'waiting-alone': {
    view: during('waiting', { alone: ['oximetry', 'temperature', 'weight'] }),
    press: 'alone.open',
  },
  'waiting-helper': { view: during('waiting'), press: 'helper.open' },
  'waiting-later': {
    view: during('waiting', { mayLeaveToRead: true }),
    press: 'later.open',
  },
  'exam-alone': { view: { ...exam('position'), phase: 'alone', doctor: null } },
  hold: { view: { ...exam('position'), hold: { until: 60_000 } }, video: true },
  'sentence-ready': {
    view: { ...during('inCall', { doctor: doctor('live') }), sentence: sentence({ ready: 'deep-breath' }) },
    video: true,
  },
  'sentence-own': {
    view: {
      ...during('inCall', { doctor: doctor('live') }),
      sentence: sentence({
        text: 'Votre fille peut rester avec vous. Nous regardons ensemble votre oreille droite, puis la gauche, sans forcer.',
      }),
    },
    video: true,
  },
  'sentence-cuff': {
    view: {
      ...(pressure('measure', { cuff: 'driven' }).view ?? IDLE),
      sentence: sentence({ ready: 'quiet' }),
    },
    video: true,
  },
  'quick-set': { view: { ...exam('position'), quickSet: QUICK }, video: true },
  'quick-set-question': {
    view: { ...(pressure('questions', { question: 'arm-unfit' }).view ?? IDLE), quickSet: QUICK },
    video: true,
  },
  'helper-position': { view: { ...exam('position'), helper: 'nurse' }, video: true },
  waiting: { view: during('waiting', { waitingSince: minutesAgo(4.2) }) },
  'waiting-line-down': { view: during('waiting', { broker: 'down', waitingSince: minutesAgo(0.2) }) },
  'call-connecting': { view: during('inCall', { doctor: doctor('connecting') }) },
  'call-live': { view: during('inCall', { doctor: doctor('live') }), video: true },
  'call-check': {
    view: during('inCall', { doctor: doctor('live') }),
    check: { id: '00000001', question: 'at-ease' },
    video: true,
  },
  'call-check-alone': {
    view: during('inCall', { doctor: doctor('live') }),
    check: { id: '00000002', question: 'alone' },
    video: true,
  },
  'call-no-video': { view: during('inCall', { doctor: doctor('live') }) },
  'call-lost': { view: during('inCall', { doctor: doctor('lost') }) },
  'exam-line-lost': { view: { ...exam('measure'), doctor: doctor('lost') } },
  'call-no-camera': {
    view: during('inCall', { doctor: doctor('live'), media: { camera: false, microphone: true } }),
    video: true,
  },
  'call-no-microphone': {
    view: during('inCall', { doctor: doctor('live'), media: { camera: true, microphone: false } }),
    video: true,
  },
  ...Object.fromEntries(OXIMETRY_STEPS.map((step) => [`exam-${step}`, { view: exam(step), video: true }])),
  ...Object.fromEntries(
    TROUBLES.map((trouble) => [
      `trouble-${trouble}`,
      TROUBLE_AT[trouble] ?? { view: exam('measure', trouble), video: true },
    ]),
  ),
  ...OTHER_EXAMS,
  ...mediaCases(other),
  ...handheldCases(other, reading('body-temperature', 37.4, 'Cel')),
  'call-media-agreed': {
    view: during('inCall', { doctor: doctor('live'), mediaConsent: true }),
    video: true,
  },
  'call-media-refused': {
    view: during('inCall', { doctor: doctor('live'), mediaConsent: false }),
    video: true,
  },
  ...documentCases(during),
  ...closingCases(during),
  documents: { view: during('documents') },
  goodbye: { view: during('goodbye') },
  cleaning: { view: during('cleaning') },
  abandoned: { view: during('abandoned') },
  interrupted: { view: during('interrupted') },
  'still-there': { view: during('consent', { stillThereUntil: 45_000 }) },
  'all-right': { view: during('waiting'), care: care({ askUntil: 18_500 }) },
  'attendant-called': { view: during('waiting'), care: care({ attendant: 'called' }) },
  'attendant-coming': { view: during('waiting'), care: care({ attendant: 'coming' }) },
  'attendant-unreachable': { view: during('waiting'), care: care({ attendant: 'unreachable' }) },
  'panel-help': { view: during('consent'), press: 'action.help' },
  'panel-help-failed': { view: during('consent'), press: 'action.help', helpFails: true },
  'panel-language': { view: during('consent'), press: 'action.language' },
  'panel-info': {
    view: during('inCall', {
      doctor: doctor('live'),
      mediaConsent: true,
      third: { who: 'interpreter', granted: false },
    }),
    press: 'action.info',
    video: true,
  },
  'third-interpreter': {
    view: during('inCall', { doctor: doctor('live'), third: { who: 'interpreter', granted: null } }),
    video: true,
  },
  poster: { view: during('waiting'), press: 'safe.quit' },
  'panel-leave': { view: during('waiting', { waitingSince: minutesAgo(2) }), press: 'action.leave' },
  'core-connecting': { line: 'connecting', view: null },
  'core-lost': { line: 'lost', view: during('consent') },
};
