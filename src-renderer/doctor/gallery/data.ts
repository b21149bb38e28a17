/** Invented people and places of the gallery. */
import type { BoxSeen } from '../../../src-main/api/fleet-protocol.ts';
import type {
  DoctorView,
  Entered,
  EnteredValue,
  ExamView,
  Instant,
  Reading,
} from '../../../state-machines/contract.ts';
import { SIGNALS } from '../../../state-machines/distress/vocabulary.ts';
import type { CallState, ReceivedEvent } from '../../call/session-contract.ts';
import type { DoctorWatch, WatchMark } from '../../call/watch-talk.ts';

const MINUTE = 60_000;
const VISIT = '5f0c1a52-3a8e-4c55-9a39-1f1a5e2f0c11';
export const DOCTOR = { id: 'dr-lemoine', name: 'Dr Anne Lemoine' };

export const BOXES = (now = Date.now()): readonly BoxSeen[] => {
  const box = (
    name: string,
    place: string,
    state: BoxSeen['state'],
    minutes: number,
    language: BoxSeen['language'],
  ): BoxSeen => ({ v: 1, box: name, place, state, since: now - minutes * MINUTE, language });
  return [
    {
      ...box('le-hameau', 'Le Hameau', 'waiting', 0.4, 'fr'),
      urgent: true,
      because: 'red-flag',
      flags: ['chest-pain'],
    },
    box('vieux-bourg', 'Vieux-Bourg', 'waiting', 3.2, 'en'),
    box('saint-aubin', 'Saint-Aubin-des-Prés', 'waiting', 12.7, 'fr'),
    box('la-riviere', 'La Rivière', 'waiting', 0.6, 'fr-falc'),
    box('montclair', 'Montclair-le-Haut', 'in-call', 8.1, 'fr'),
    box('les-tilleuls', 'Les Tilleuls', 'busy', 1.4, 'fr'),
    box('roche-noire', 'Roche-Noire', 'idle', 96, null),
    box('val-perdu', 'Val-Perdu', 'offline', 3100, null),
  ];
};

const at = (secondsAgo: number): Instant => ({
  mono: 4_000_000 - secondsAgo * 1000,
  wall: Date.now() - secondsAgo * 1000,
  clockSure: true,
});

export const EXAM: ExamView = {
  exam: 'oximetry',
  step: 'prepare',
  attempt: 1,
  trouble: null,
  progress: 0,
  instrument: 'streaming',
  results: [],
};

export const VIEW: DoctorView = {
  visit: VISIT,
  phase: 'inCall',
  language: 'fr',
  identity: {
    birthName: 'MARCHAND',
    firstName: 'Odile',
    birthDate: '1947-03-18',
    status: 'provisional',
    source: 'booking-code',
  },
  details: [
    { detail: 'sex', sex: 'female' },
    { detail: 'companion', companion: 'relative' },
    { detail: 'callback', number: '0612345678' },
  ],
  resumed: false,
  exam: null,
  refused: [],
  instrument: { state: 'ready', fault: null, label: 'Contec CMS50D+' },
  instruments: [
    { capability: 'oximetry', state: 'ready', fault: null, label: 'Contec CMS50D+' },
    { capability: 'blood-pressure', state: 'ready', fault: null, label: 'SunTech Advantage' },
    { capability: 'temperature', state: 'ready', fault: null, label: 'SureTemp Plus' },
    { capability: 'weight', state: 'absent', fault: 'unplugged', label: null },
  ],
  offered: [
    { exam: 'oximetry', available: true, reason: null },
    { exam: 'blood-pressure', available: true, reason: null },
    { exam: 'temperature', available: true, reason: null },
    { exam: 'weight', available: false, reason: 'absent' },
  ],
  media: { camera: true, microphone: true },
  helpRequested: false,
};

export const CALL: CallState = {
  box: 'saint-aubin',
  claim: '7f0c1a52-3a8e-4c55-9a39-1f1a5e2f0c11',
  visit: VISIT,
  epoch: 1,
  link: 'live',
  view: VIEW,
  events: [],
  commands: [],
  remote: { face: null, voice: null },
  local: { camera: true, microphone: true },
  roundTripMs: 84,
  ended: null,
};

const reading = (index: number, quantity: Reading['quantity'], value: number, ago: number): Reading => ({
  id: `urn:uuid:0b6b2c1e-6f2d-4a57-8f7e-${String(index).padStart(12, '0')}`,
  quantity,
  value,
  unit: quantity === 'pulse-rate' ? '/min' : '%',
  quality: 'good',
  confirmedExtreme: quantity === 'spo2' && value < 85,
  at: at(ago),
  instrument: { model: 'contec-v7-serial', label: 'Contec CMS50D+', serial: null },
});

const event = (seq: number, kind: string, ago: number, payload: unknown): ReceivedEvent => ({
  epoch: 1,
  seq,
  id: `urn:uuid:1c7b2c1e-6f2d-4a57-8f7e-00000000000${seq}`,
  kind,
  at: at(ago),
  payload,
});

const second = {
  at: at(60),
  contact: 'present',
  spo2: 97,
  pulse: 72,
  perfusionIndex: 4.2,
  good: 1,
} as const;
const RAW = {
  base64: '',
  bytes: 4320,
  sha256: '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08',
};
const accepted = (seq: number, ago: number, readings: readonly Reading[]): ReceivedEvent =>
  event(seq, 'reading.accepted', ago, { exam: 'oximetry', attempt: 1, readings, window: [second], raw: RAW });
const refused = (seq: number, ago: number, attempt: number, reason: string, spo2: number, pulse: number) =>
  event(seq, 'reading.refused', ago, {
    exam: 'oximetry',
    refused: { attempt, at: at(ago), reason, spo2, pulse },
  });
const ended = (seq: number, ago: number, readings: readonly Reading[]): ReceivedEvent =>
  event(seq, 'exam.ended', ago, {
    exam: 'oximetry',
    result: 'done',
    reason: 'measured',
    attempts: 2,
    readings: readings.map(({ id }) => id),
  });

const FIRST = [
  reading(1, 'spo2', 97, 214),
  reading(2, 'pulse-rate', 72, 214),
  reading(3, 'perfusion-index', 4.2, 214),
];
const SECOND = [reading(4, 'spo2', 96, 40), reading(5, 'pulse-rate', 74, 40)];
const LOW = [reading(6, 'spo2', 68, 9), reading(7, 'pulse-rate', 148, 9)];

/** The youngest event when a page joins a call. */
export const joined = (): ReceivedEvent => event(9, 'doctor.link', 0, { link: 'live', call: 1 });

/** The cabinet's clock of the gallery is the page's own; `seconds` from the first drawing. */
const from = (seconds: number): number => performance.now() + seconds * 1000;

export const PRESSURE: ExamView = {
  ...EXAM,
  exam: 'blood-pressure',
  mode: 'full',
  cuff: 'driven',
  takes: { have: 1, of: 3 },
  answers: [{ question: 'arm-unfit', yes: true }],
};
export const restingFor = (seconds: number): ExamView => ({
  ...PRESSURE,
  step: 'rest',
  until: from(seconds),
});
export const readyFor = (seconds: number): ExamView => ({
  ...PRESSURE,
  step: 'connect',
  mode: 'quick',
  takes: { have: 0, of: 1 },
  answers: [{ question: 'arm-unfit', yes: false }],
  until: from(seconds),
  readyUntil: from(seconds),
});

const TAKES = [
  reading(1, 'press-cuff-sys', 148, 190),
  reading(2, 'press-cuff-dia', 92, 190),
  reading(3, 'pulse-rate', 78, 190),
];
const LAST_TAKE = [
  reading(4, 'press-cuff-sys', 142, 60),
  reading(5, 'press-cuff-dia', 90, 60),
  reading(6, 'press-cuff-mean', 108, 60),
  reading(7, 'pulse-rate', 76, 60),
];
const MEAN = [reading(8, 'press-cuff-sys', 145, 60), reading(9, 'press-cuff-dia', 91, 60)].map((r) => ({
  ...r,
  atRest: true,
  derivedFrom: [...TAKES, ...LAST_TAKE].map(({ id }) => id),
}));
const inExam = (exam: ExamView['exam'], given: ReceivedEvent): ReceivedEvent => ({
  ...given,
  payload: { ...(given.payload as object), exam },
});

/** Pressure with its mean, a refused try, a quick one with flags, a temperature. */
export const MORE_RESULTS: readonly ReceivedEvent[] = [
  inExam(
    'blood-pressure',
    accepted(
      1,
      190,
      TAKES.map((r) => ({ ...r, atRest: true })),
    ),
  ),
  event(22, 'reading.refused', 120, {
    exam: 'blood-pressure',
    refused: {
      attempt: 2,
      at: at(120),
      reason: 'moving',
      spo2: null,
      pulse: null,
      exam: 'blood-pressure',
      values: [{ quantity: 'press-cuff-sys', value: 171, unit: 'mm[Hg]' }],
    },
  }),
  inExam('blood-pressure', accepted(23, 60, [...MEAN, ...LAST_TAKE.map((r) => ({ ...r, atRest: true }))])),
  inExam('blood-pressure', ended(24, 59, MEAN)),
  inExam(
    'blood-pressure',
    accepted(25, 30, [
      { ...reading(10, 'press-cuff-sys', 128, 30), atRest: false, flags: ['irregular', 'pulse-differs'] },
      { ...reading(11, 'press-cuff-dia', 81, 30), atRest: false },
    ]),
  ),
  inExam('temperature', accepted(26, 12, [reading(12, 'body-temperature', 38.2, 12)])),
];

/** Measured before this page joined. */
export const HISTORY: readonly ReceivedEvent[] = [
  refused(1, 260, 1, 'unstable', 94, 88),
  accepted(2, 214, FIRST),
  ended(3, 213, FIRST),
  event(4, 'doctor.link', 0, { link: 'live', call: 2 }),
];

/** Held back by a cut of this call. */
export const REPLAYED: readonly ReceivedEvent[] = [
  accepted(5, 40, SECOND),
  ended(6, 38, SECOND),
  event(7, 'help.requested', 0, { phase: 'inCall' }),
];

export const EXTREME_EVENTS: readonly [ReceivedEvent, ...ReceivedEvent[]] = [
  refused(1, 2, 1, 'extreme', 68, 148),
  accepted(2, 1, LOW),
];

const entered = (index: number, value: EnteredValue, replaces: number | null = null): Entered => ({
  ...value,
  id: `urn:uuid:0b6b2c1e-6f2d-4a57-8f7e-0000000009${String(index).padStart(2, '0')}`,
  by: DOCTOR,
  at: at(60 - index),
  replaces:
    replaces === null
      ? null
      : `urn:uuid:0b6b2c1e-6f2d-4a57-8f7e-0000000009${String(replaces).padStart(2, '0')}`,
});

export const ENTERED: Entered[] = [
  entered(1, { item: 'pain', value: 7, unit: '{score}' }),
  entered(2, { item: 'respiratory-rate', value: 18, unit: '/min', how: 'tapped' }),
  entered(3, { item: 'consciousness', code: 'A' }),
  entered(4, { item: 'allergies', value: 'Pénicilline' }),
  entered(5, { item: 'pain', value: 4, unit: '{score}' }, 1),
];
export const ENTERED_EVENTS: readonly ReceivedEvent[] = ENTERED.map((payload, index) => ({
  epoch: 1,
  seq: 900 + index,
  id: `entered-${index}`,
  kind: 'value.entered',
  at: payload.at,
  payload,
}));

export const WATCH = (over: Partial<DoctorWatch> = {}): DoctorWatch => ({
  on: SIGNALS,
  blind: [],
  more: 0,
  attendant: 'none',
  marks: [],
  check: null,
  asking: null,
  ...over,
});

export const WATCH_MARK = (over: Partial<WatchMark> = {}): WatchMark => ({
  id: '00000000',
  signal: 'fall',
  state: 'confirmed',
  since: performance.now() - 42_000,
  ended: false,
  confidence: 0.86,
  step: 'doctor',
  by: null,
  pending: null,
  ...over,
});
