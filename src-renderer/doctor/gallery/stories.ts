/** Every state of every screen that must be looked at. */
import type { DoctorView, ExamView } from '../../../state-machines/contract.ts';
import type { CallState, DoctorState, ReceivedEvent, SentCommand } from '../../call/session-contract.ts';
import { OUT } from '../fake-session.ts';
import { closingStories } from './closing-stories.ts';
import {
  BOXES,
  CALL,
  DOCTOR,
  ENTERED,
  ENTERED_EVENTS,
  EXAM,
  EXTREME_EVENTS,
  HISTORY,
  joined,
  MORE_RESULTS,
  PRESSURE,
  REPLAYED,
  readyFor,
  restingFor,
  VIEW,
  WATCH,
  WATCH_MARK,
} from './data.ts';
import { documentStories } from './document-stories.ts';
import type { LivePlan } from './live-player.ts';
import { mediaStories } from './media-stories.ts';
import type { StoryName } from './names.ts';
import { drawnStream } from './picture.ts';

export interface Story {
  state(): DoctorState;
  /** Events that come after the first ones, each group in a moment of its own. */
  readonly later?: readonly (readonly ReceivedEvent[])[];
  readonly live?: LivePlan;
}

const waitingRoom = (next: Partial<DoctorState> = {}): DoctorState => ({
  ...OUT,
  login: 'in',
  doctor: DOCTOR,
  broker: 'up',
  boxes: BOXES(),
  ...next,
});

const consultation = (call: Partial<CallState> = {}, view: Partial<DoctorView> = {}): DoctorState =>
  waitingRoom({
    boxes: BOXES().map((box) =>
      box.box === CALL.box ? { ...box, state: 'in-call', since: Date.now() - 372_000 } : box,
    ),
    call: {
      ...CALL,
      view: { ...VIEW, ...view },
      remote: { face: drawnStream('patient'), voice: null },
      localStream: drawnStream('doctor'),
      ...call,
    },
  });

const command = (
  type: 'exam.start' | 'exam.repeat' | 'exam.skipStep' | 'exam.cancel' | 'cuff.start' | 'visit.end',
  outcome: SentCommand['outcome'],
  reason = '',
): SentCommand => ({
  id: crypto.randomUUID(),
  body: type === 'exam.start' ? { type, exam: 'oximetry' } : { type },
  outcome,
  reason,
});

const WELL: LivePlan = { spo2: 97, pulse: 72, perfusion: 4.2 };
const measuring = {
  phase: 'exam',
  exam: { ...EXAM, step: 'measure', progress: 0.6 },
  instrument: { ...VIEW.instrument, state: 'streaming' },
} as const;

const CUFF = { state: 'streaming', fault: null, label: 'SunTech Advantage' } as const;
const THERMOMETER = { state: 'streaming', fault: null, label: 'SureTemp Plus' } as const;
const pressure = (exam: ExamView, call: Partial<CallState> = {}): DoctorState =>
  consultation(call, {
    phase: 'exam',
    exam,
    instrument: CUFF,
    instruments: [
      { capability: 'blood-pressure', ...CUFF },
      { capability: 'temperature', ...THERMOMETER },
    ],
  });

export const STORIES: Readonly<Record<StoryName, Story>> = {
  login: { state: () => OUT },
  'login-refused': { state: () => ({ ...OUT, login: 'refused' }) },
  'login-unreachable': { state: () => ({ ...OUT, login: 'unreachable' }) },
  waiting: { state: () => waitingRoom() },
  'waiting-empty': {
    state: () => waitingRoom({ boxes: BOXES().filter((box) => box.state !== 'waiting') }),
  },
  'waiting-first': { state: () => waitingRoom({ broker: 'connecting', boxes: [] }) },
  'waiting-down': { state: () => waitingRoom({ broker: 'down' }) },
  'waiting-refused': {
    state: () => waitingRoom({ claimRefused: { box: 'saint-aubin', reason: 'taken' } }),
  },
  'waiting-distrust': {
    state: () =>
      waitingRoom({
        distrust: [
          { box: 'saint-aubin', attack: 'forged', at: 'page', count: 3 },
          { box: 'le-hameau', attack: 'expired', at: 'box', count: 1 },
        ],
      }),
  },
  connecting: {
    state: () =>
      consultation({
        link: 'connecting',
        view: null,
        roundTripMs: null,
        remote: { face: null, voice: null },
      }),
  },
  idle: { state: () => consultation() },
  measuring: {
    state: () => consultation({ commands: [command('exam.start', 'executed')] }, measuring),
    live: WELL,
  },
  trouble: {
    state: () =>
      consultation(
        { commands: [command('exam.start', 'executed'), command('exam.repeat', 'pending')] },
        {
          ...measuring,
          exam: { ...EXAM, step: 'measure', attempt: 2, trouble: 'low-perfusion', progress: 0.2 },
          refused: [{ attempt: 1, at: EXTREME_EVENTS[0].at, reason: 'unstable', spo2: 94, pulse: 88 }],
        },
      ),
    live: { spo2: 93, pulse: 91, perfusion: 0.3, quality: 'poor', gap: [4200, 3100] },
  },
  stale: {
    state: () =>
      consultation(
        { commands: [command('exam.start', 'executed')] },
        {
          ...measuring,
          exam: { ...EXAM, step: 'connect', trouble: 'unplugged' },
          instrument: { ...VIEW.instrument, state: 'absent', fault: 'unplugged' },
        },
      ),
    live: { ...WELL, stoppedMs: 3800 },
  },
  absent: {
    state: () =>
      consultation(
        { events: HISTORY },
        { instrument: { ...VIEW.instrument, state: 'absent', fault: 'unplugged' } },
      ),
    live: { ...WELL, stoppedMs: 14_000 },
  },
  under: {
    state: () =>
      consultation(
        { commands: [command('exam.start', 'executed')], events: [joined()] },
        {
          ...measuring,
          exam: { ...EXAM, step: 'judge', attempt: 2, trouble: 'extreme', progress: 1 },
          refused: [{ attempt: 1, at: EXTREME_EVENTS[0].at, reason: 'extreme', spo2: 68, pulse: 148 }],
        },
      ),
    later: [EXTREME_EVENTS],
    live: { spo2: 68, pulse: 148, perfusion: 1.1 },
  },
  lost: {
    state: () =>
      consultation(
        {
          link: 'lost',
          roundTripMs: null,
          events: HISTORY,
          commands: [
            command('exam.start', 'executed'),
            command('exam.repeat', 'expired'),
            command('exam.cancel', 'unconfirmed'),
          ],
        },
        measuring,
      ),
    live: { ...WELL, stoppedMs: 6400 },
  },
  results: {
    state: () =>
      consultation(
        {
          events: HISTORY,
          commands: [
            command('exam.start', 'executed'),
            command('exam.skipStep', 'refused', 'the patient is at another step'),
          ],
        },
        { helpRequested: true },
      ),
    later: [REPLAYED],
  },
  'offers-shut': {
    state: () =>
      consultation(
        {},
        {
          offered: [
            { exam: 'oximetry', available: false, reason: 'absent', begins: true },
            { exam: 'blood-pressure', available: false, reason: 'age-unknown' },
            { exam: 'temperature', available: false, reason: 'self-test-failed' },
            { exam: 'weight', available: false, reason: 'faulted' },
          ],
        },
      ),
  },
  'pressure-rest': { state: () => pressure(restingFor(252), { events: MORE_RESULTS.slice(0, 1) }) },
  'pressure-ready': { state: () => pressure(readyFor(47)), live: { ...WELL, cuff: 0, celsius: 36.9 } },
  'pressure-measure': {
    state: () => pressure({ ...PRESSURE, step: 'measure', progress: 0.3 }),
    live: { ...WELL, cuff: 132, celsius: 36.9 },
  },
  'pressure-unconfirmed': {
    state: () =>
      pressure({
        ...PRESSURE,
        step: 'judge',
        cuff: 'memory',
        trouble: 'unconfirmed',
        unconfirmed: {
          numbers: { systolic: 128, diastolic: 82, mean: null, pulseRate: 71 },
          takenAt: '2026-11-22T09:41',
        },
      }),
  },
  'pressure-results': { state: () => consultation({ events: [joined()] }), later: [MORE_RESULTS] },
  lead: {
    state: () =>
      consultation(
        { events: ENTERED_EVENTS },
        {
          hold: { until: performance.now() + 150_000 },
          sentence: {
            id: crypto.randomUUID(),
            sentence: { text: 'Votre fille peut rester avec vous.' },
            shown: { spoken: false },
          },
          helper: 'relative',
          keepOn: true,
          entered: ENTERED,
          redFlags: [
            { flag: 'chest-pain', answer: 'no' },
            { flag: 'breathless', answer: 'unsaid' },
          ],
          units: [
            {
              capability: 'oximetry',
              units: [
                { unit: 'a', label: 'Contec CMS50D+', serial: '1204' },
                { unit: 'b', label: 'Nonin 9600', serial: '88' },
              ],
              chosen: 'b',
            },
          ],
        },
      ),
  },
  'lead-quick': {
    state: () =>
      consultation(
        { commands: [command('exam.start', 'executed')] },
        {
          ...measuring,
          exam: { ...EXAM, step: 'position', mode: 'quick' },
          quickSet: {
            items: [
              { exam: 'oximetry', outcome: 'runs', reason: null },
              { exam: 'blood-pressure', outcome: 'unavailable', reason: 'age-unknown' },
              { exam: 'temperature', outcome: 'waits', reason: null },
            ],
            until: performance.now() + 150_000,
          },
        },
      ),
    live: WELL,
  },
  'lead-urgent': {
    state: () =>
      consultation(
        {},
        {
          urgent: { because: 'red-flag', seen: true, calls: 1 },
          redFlags: [{ flag: 'chest-pain', answer: 'yes' }],
        },
      ),
  },
  ...documentStories(consultation),
  ...closingStories(consultation),
  'watch-on': {
    state: () => consultation({ watch: WATCH({ check: { question: 'at-ease', state: 'no' } }) }),
  },
  'watch-marks': {
    state: () =>
      consultation({
        watch: WATCH({
          attendant: 'called',
          check: { question: 'hears', state: 'shown' },
          marks: [
            WATCH_MARK({ id: '00000001', signal: 'signal-for-help', step: 'quiet', ended: true }),
            WATCH_MARK({ id: '00000002', signal: 'fall', step: 'attendant', pending: 'acknowledge' }),
            WATCH_MARK({ id: '00000003', signal: 'help', state: 'acknowledged', by: 'doctor', ended: true }),
          ],
        }),
      }),
  },
  'watch-blind': {
    state: () =>
      consultation({ watch: WATCH({ blind: ['dark', 'several-people'], on: ['fall', 'floor', 'help'] }) }),
  },
  voice: {
    state: () =>
      consultation(
        {
          local: { camera: false, microphone: true },
          localStream: null,
          remote: { face: null, voice: null },
        },
        { resumed: true, identity: null, media: { camera: false, microphone: false } },
      ),
  },
  ...mediaStories(consultation),
  'closing-ended': { state: () => consultation({ ended: 'ended', events: HISTORY }) },
  'closing-lease': { state: () => consultation({ ended: 'lease-expired' }) },
};

export const isStory = (name: string): name is StoryName => Object.hasOwn(STORIES, name);
