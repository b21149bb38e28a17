/** Every state of the technician's screen, as data. Development and tests only. */
import {
  adviceKey,
  type GuideView,
  type SelftestLine,
  type SelftestReason,
  type SelftestStatus,
} from '../../../src-main/api/selftest-protocol.ts';
import type { WatchSettings } from '../../../src-main/api/watch-protocol.ts';
import { CAMERA_SIGNALS } from '../../../state-machines/distress/vocabulary.ts';
import type { PinProblem } from '../PinPad.tsx';
import type { TechnicianState } from '../technician-session.ts';
import type { Trial } from './trial.ts';

const AT = Date.UTC(2026, 10, 22, 7, 40);

interface More {
  readonly code?: SelftestReason;
  readonly detail?: string;
  readonly facts?: SelftestLine['facts'];
  readonly capabilities?: SelftestLine['capabilities'];
}

function line(
  id: string,
  group: SelftestLine['group'],
  status: SelftestStatus,
  { code, detail = '', facts = {}, capabilities = [] }: More = {},
): SelftestLine {
  const reason = code === undefined ? null : { code, detail };
  const advice = code === undefined ? null : adviceKey(code);
  return {
    id,
    group,
    status,
    reason,
    advice,
    facts,
    capabilities: [...capabilities],
    durationMs: 120,
    at: AT,
  };
}

const contec = {
  instrument: 'Contec CMS50E',
  serial: 'V10001',
  firmware: '4.6',
  port: '/dev/ttyUSB0',
  frameAgeMs: 14,
};
const well: readonly SelftestLine[] = [
  line('instrument.oximetry', 'instruments', 'pass', { facts: contec, capabilities: ['oximetry'] }),
  line('instrument.blood-pressure', 'instruments', 'pass', {
    facts: { instrument: 'SunTech Advantage', serial: '18A0442', firmware: '2.1', port: '/dev/ttyUSB1' },
    capabilities: ['blood-pressure'],
  }),
  line('instrument.temperature', 'instruments', 'pass', {
    facts: { instrument: 'Welch Allyn SureTemp Plus', port: '/dev/ttyUSB2', frameAgeMs: 210 },
    capabilities: ['temperature'],
  }),
  line('instrument.weight', 'instruments', 'pass', {
    facts: { instrument: 'Dymo M25', serial: '0077400012345', port: '/dev/hidraw1', frameAgeMs: 320 },
    capabilities: ['weight'],
  }),
  line('camera', 'media', 'pass', { facts: { devices: 2, label: 'HD Pro Webcam C920' } }),
  line('microphone', 'media', 'pass', { facts: { devices: 1, label: 'Jabra Speak 510' } }),
  line('speaker', 'media', 'pass', { facts: { devices: 1, label: 'Jabra Speak 510' } }),
  line('printer', 'printing', 'pass', { facts: { printer: 'Brother HL-L2350DW', printerState: 'idle' } }),
  line('disk', 'storage', 'pass', { facts: { freeMB: 78_136, totalMB: 258_019 } }),
  line('database', 'storage', 'pass'),
  line('durability', 'storage', 'pass', { facts: { journalMode: 'wal', synchronous: 'FULL' } }),
  line('broker', 'network', 'pass', { facts: { server: 'mqtts://relais.exemple.fr:8883' } }),
  line('turn', 'network', 'pass', {
    facts: { server: 'turns:relais.exemple.fr:443?transport=tcp', transport: 'tls', rttMs: 41 },
  }),
  line('record', 'network', 'pass', {
    facts: { server: 'dossier.exemple.fr', waiting: 0, parked: 0, lastSuccess: '12 min' },
  }),
  line('clock', 'system', 'pass', { facts: { timeSource: 'timedatectl' } }),
  line('models', 'system', 'not-fitted', { code: 'no-models' }),
  line('rules', 'system', 'pass'),
];

const broken: Readonly<Record<string, SelftestLine>> = Object.fromEntries(
  [
    line('instrument.oximetry', 'instruments', 'fail', {
      code: 'not-plugged',
      detail: 'no port matches',
      capabilities: ['oximetry'],
    }),
    line('instrument.blood-pressure', 'instruments', 'fail', {
      code: 'no-permission',
      detail: 'Error: Permission denied, cannot open /dev/ttyUSB1',
      facts: { port: '/dev/ttyUSB1' },
      capabilities: ['blood-pressure'],
    }),
    line('camera', 'media', 'fail', {
      code: 'no-picture',
      detail: 'HD Pro Webcam C920',
      facts: { devices: 1 },
    }),
    line('printer', 'printing', 'fail', {
      code: 'paper-empty',
      detail: 'media-empty-error',
      facts: { printer: 'Brother HL-L2350DW', printerState: 'stopped, media-empty-error' },
    }),
    line('clock', 'system', 'warn', { code: 'clock-unsynchronised', detail: 'timedatectl' }),
    line('record', 'network', 'fail', {
      code: 'record-parked-overdue',
      detail: '422 invariant Observation.value',
      facts: {
        server: 'dossier.exemple.fr',
        waiting: 43,
        oldestWaiting: '12 min',
        parked: 2,
        lastSuccess: '5 h',
      },
    }),
    line('turn', 'network', 'fail', {
      code: 'turn-refused',
      detail: '401 Unauthorized',
      facts: { server: 'turns:relais.exemple.fr:443?transport=tcp' },
    }),
  ].map((each) => [each.id, each]),
);
const mixed = [
  ...well.map((each) => broken[each.id] ?? each),
  line('guided.tone', 'media', 'warn', { code: 'tone-not-heard', facts: { levelDb: 3 } }),
];

const open: TechnicianState = {
  line: 'open',
  result: { v: 1, at: AT, lines: [...well] },
  fresh: {},
  running: [],
  guided: ['finger', 'cuff', 'picture', 'tone', 'page', 'lit'],
  guide: null,
  labels: {},
  watch: null,
};
const guide = (step: GuideView['step'], state: GuideView['state'], values: GuideView['values'] = {}) => ({
  ...open,
  guide: { step, state, values },
});
const ended = (each: SelftestLine): TechnicianState => ({
  ...open,
  guide: { step: 'cuff', state: 'over', values: {} },
  fresh: { [each.id]: each },
});

const WATCHED: WatchSettings = {
  on: true,
  signals: [...CAMERA_SIGNALS],
  room: { floorY: 0.72, chair: { left: 0.36, top: 0.3, right: 0.66, bottom: 0.96 } },
};

const PLUGGED = [
  ['videoinput', 'HD Pro Webcam C920 (046d:082d)', true],
  ['videoinput', 'Otoscope FHD (0c45:6366)', true],
  ['videoinput', 'USB Document Camera (1871:0f01)', true],
  ['audioinput', 'Jabra Speak 510 USB', true],
  ['audioinput', 'HD Pro Webcam C920', true],
] as const;

export interface Case {
  /** Absent: before the PIN. */
  readonly state?: TechnicianState;
  readonly problem?: PinProblem['why'];
  /** Nobody has touched anything for long. */
  readonly asked?: true;
  /** The watch's page is open, with what it says of itself. */
  readonly trial?: Trial;
  /** The choice of cameras and microphones is open, with these names. */
  readonly devices?: readonly (readonly [kind: 'videoinput' | 'audioinput', label: string, gives: boolean])[];
  /** How far down the list is. */
  readonly scroll?: number;
}

export const cases: Readonly<Record<string, Case>> = {
  pin: {},
  'pin-wrong': { problem: 'wrong' },
  'pin-wait': { problem: 'wait' },
  'pin-none': { problem: 'none' },
  never: { state: { ...open, result: null } },
  running: {
    state: {
      ...open,
      running: well.slice(3).map(({ id }) => id),
      fresh: Object.fromEntries(well.slice(0, 3).map((each) => [each.id, each])),
    },
  },
  'all-well': { state: open },
  broken: { state: { ...open, result: { v: 1, at: AT, lines: mixed } } },
  'broken-end': { state: { ...open, result: { v: 1, at: AT, lines: mixed } }, scroll: 4000 },
  lost: { state: { ...open, line: 'lost' } },
  'guide-finger': { state: guide('finger', 'asked', { spo2: 97, pulse: 64 }) },
  'guide-cuff-asked': { state: guide('cuff', 'asked') },
  'guide-cuff-moving': { state: guide('cuff', 'working', { peakMmHg: 142, lastMmHg: 142 }) },
  'guide-cuff-over': {
    state: ended(
      line('guided.cuff', 'instruments', 'fail', {
        code: 'cuff-no-pressure',
        detail: '46 mmHg',
        facts: { peakMmHg: 46, lastMmHg: 2 },
        capabilities: ['blood-pressure'],
      }),
    ),
  },
  'guide-picture': { state: guide('picture', 'asked') },
  'guide-tone': { state: guide('tone', 'asked') },
  'guide-page': { state: guide('page', 'asked') },
  'guide-lit': { state: guide('lit', 'asked') },
  watch: {
    state: { ...open, watch: WATCHED },
    trial: { rate: 5, blind: [], scores: { slump: 0.6 } },
  },
  'watch-blind': {
    state: { ...open, watch: { ...WATCHED, room: null, signals: ['fall', 'signal-for-help'] } },
    trial: { rate: 2, blind: ['dark', 'too-slow'], scores: {} },
  },
  'watch-off': {
    state: { ...open, watch: { ...WATCHED, on: false } },
    trial: { rate: 0, blind: [], scores: {} },
  },
  devices: { state: { ...open, labels: { stethoscope: 'Thinklabs One' } }, devices: PLUGGED },
  'devices-odd': {
    state: { ...open, labels: { otoscope: 'Otoscope FHD' } },
    devices: [
      ['videoinput', 'HD Pro Webcam C920 (046d:082d)', true],
      ['videoinput', 'HD Pro Webcam C920 (046d:082d)', false],
    ],
  },
  'still-here': { state: open, asked: true },
};
