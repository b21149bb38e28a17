/** For tests and drills: every exam as it is explored, with the events that are its own. */
import { EAR_TARGETS, MEDIA_TARGETS, type MediaTarget } from './contract.ts';
import { captured, cuffEnd, freshCommand, NORMAL, oximeterSecond, pressures, recorded } from './exam-kit.ts';
import type { Case, Own } from './explore-kit.ts';
import {
  CUFF,
  DRIVEN,
  HANDHELDS,
  inputs,
  type Kit,
  MEMORY,
  OXIMETER,
  ready,
  type Said,
  SCALE,
  STREAMING,
  THERMOMETER,
  told,
  typed,
} from './test-kit.ts';

const OFF = { contact: 'absent', value: null, settled: false } as const;

function value(kit: Kit, capability: 'temperature' | 'weight', values: object): Said {
  const at = { mono: kit.mono, wall: kit.mono, clockSure: true };
  const second = { at, contact: 'present', value: 50, settled: true, outside: null, ...values } as const;
  return { type: 'instrument.value', capability, second, freshIds: kit.freshIds(1) };
}

const cuffEvents =
  (again: Said): Own =>
  (kit) => {
    const ours = kit.inflating ?? freshCommand();
    return [
      again,
      { ...again, instrument: { ...CUFF, serial: 'SN9' } } as Said,
      told('blood-pressure', CUFF, 'absent'),
      { type: 'doctor.startCuff', commandId: freshCommand() },
      ...kit.acts.started.slice(-1).map((commandId): Said => ({ type: 'doctor.startCuff', commandId })),
      cuffEnd(kit, ours, { numbers: NORMAL }),
      cuffEnd(kit, ours, { numbers: pressures(210, 100) }),
      cuffEnd(kit, ours, { numbers: pressures(100, 99) }),
      cuffEnd(kit, ours, { failure: 'movement' }),
      cuffEnd(kit, ours, { failure: 'stopped' }),
      cuffEnd(kit, freshCommand(), { numbers: NORMAL }),
      { type: 'cuff.refused', commandId: ours, reason: 'no-answer' },
      { type: 'cuff.refused', commandId: ours, reason: 'too-soon' },
      { type: 'cuff.refused', commandId: ours, reason: 'no-child-mode' },
      recorded(kit),
      recorded(kit, { clock: 'none' }),
      recorded(kit, { movement: true }),
    ];
  };
const scalarEvents =
  (
    capability: 'temperature' | 'weight',
    instrument: typeof THERMOMETER | typeof SCALE,
    extreme: number,
  ): Own =>
  (kit) => [
    told(capability, instrument),
    told(capability, instrument, 'absent'),
    value(kit, capability, { value: 37 }),
    value(kit, capability, { value: 36, settled: false }),
    value(kit, capability, { value: extreme }),
    value(kit, capability, { value: 999 }),
    value(kit, capability, { value: null, settled: false, outside: 'above' }),
    value(kit, capability, OFF),
  ];
const oximeterEvents: Own = (kit) => [
  STREAMING,
  { type: 'instrument.state', state: 'faulted', fault: 'silent', instrument: OXIMETER },
  oximeterSecond(kit, {}),
  oximeterSecond(kit, { spo2: 80 }),
  oximeterSecond(kit, { pulse: 200 }),
  oximeterSecond(kit, { pulse: 30 }),
  oximeterSecond(kit, { spo2: null, pulse: null, contact: 'absent' }),
];

const POOR = { still: { sharpness: 1 }, clip: { levelDb: -90 } } as const;
const mediaEvents =
  (kind: 'still' | 'clip', targets: readonly MediaTarget[]): Own =>
  (kit) => {
    const medium = kit.view().exam?.media?.toJudge ?? `urn:uuid:${freshCommand()}`;
    const capture = kit.capturing ?? freshCommand();
    const wrong = kind === 'clip' ? 'still' : 'clip';
    return [
      { type: 'shutter.pressed', capture: freshCommand() },
      { type: 'doctor.capture', capture: freshCommand() },
      captured(kit, { [kind]: {} }),
      captured(kit, { [kind]: POOR[kind] }),
      captured(kit, { [wrong]: {} }),
      captured(kit, { [kind]: {} }, freshCommand()),
      { type: 'media.failed', capture, reason: 'no-picture' },
      { type: 'media.failed', capture: freshCommand(), reason: 'no-picture' },
      { type: 'doctor.judgeMedia', medium, accept: true },
      { type: 'doctor.judgeMedia', medium, accept: false, why: 'again' },
      ...targets.flatMap((target): Said[] => [
        { type: 'doctor.judgeMedia', medium, accept: true, target },
        { type: 'doctor.target', target },
      ]),
    ];
  };

/** A picture or sound that was taken before the last one, and targets out of order. */
const wildly: Own = (kit) => {
  const older = kit.view().exam?.media?.media[0]?.id;
  return [
    inputs(true),
    inputs(false),
    ...MEDIA_TARGETS.map((target): Said => ({ type: 'doctor.target', target })),
    ...(older === undefined
      ? []
      : [true, false].map((accept): Said => ({ type: 'doctor.judgeMedia', medium: older, accept }))),
  ];
};

/** Those whose device may go away; the others would only be as many states again. */
const comesAndGoes =
  (own: Own): Own =>
  (kit) => [...own(kit), inputs(true), inputs(false)];
const prepared = (kit: Kit): void => {
  kit.sayAll([{ type: 'patient.mediaConsent', granted: true }, { type: 'doctor.skipStep' }]);
  for (let n = 0; n < 2; n++) kit.say(ready('prepare'));
};

const instruments: readonly Case[] = [
  { name: 'oximetry', exam: 'oximetry', mode: 'full', fitted: STREAMING, own: oximeterEvents },
  { name: 'oximetry, quick', exam: 'oximetry', mode: 'quick', fitted: STREAMING, own: oximeterEvents },
  {
    name: 'temperature',
    exam: 'temperature',
    mode: 'full',
    fitted: told('temperature', THERMOMETER),
    own: scalarEvents('temperature', THERMOMETER, 41),
  },
  {
    name: 'weight',
    exam: 'weight',
    mode: 'full',
    fitted: told('weight', SCALE),
    own: scalarEvents('weight', SCALE, 210),
  },
  {
    name: 'driven cuff, quick',
    exam: 'blood-pressure',
    mode: 'quick',
    fitted: DRIVEN,
    own: cuffEvents(DRIVEN),
  },
  {
    name: 'driven cuff, full',
    exam: 'blood-pressure',
    mode: 'full',
    fitted: DRIVEN,
    own: cuffEvents(DRIVEN),
  },
  { name: 'memory cuff', exam: 'blood-pressure', mode: 'quick', fitted: MEMORY, own: cuffEvents(MEMORY) },
];

const pictures: readonly Case[] = [
  {
    name: 'questions and preparation of an ear',
    exam: 'otoscopy',
    mode: 'full',
    fitted: inputs(true),
    own: () => [],
  },
  {
    name: 'both ears',
    exam: 'otoscopy',
    mode: 'full',
    fitted: inputs(true),
    own: mediaEvents('still', EAR_TARGETS),
    lead: prepared,
  },
  {
    name: 'throat',
    exam: 'throat',
    mode: 'full',
    fitted: inputs(true),
    own: comesAndGoes(mediaEvents('still', ['throat'])),
  },
  { name: 'skin', exam: 'skin', mode: 'full', fitted: inputs(true), own: mediaEvents('still', []) },
  {
    name: 'questions and preparation of an auscultation',
    exam: 'auscultation',
    mode: 'full',
    fitted: inputs(true),
    own: () => [],
  },
  {
    name: 'the last two points of an auscultation',
    exam: 'auscultation',
    mode: 'full',
    fitted: inputs(true),
    own: mediaEvents('clip', []),
    lead(kit) {
      prepared(kit);
      for (let n = 0; n < 6; n++) kit.sayAll([{ type: 'doctor.skipStep' }, { type: 'doctor.skipStep' }]);
    },
  },
];

const NO_HANDHELDS: Said = { type: 'handhelds', handhelds: [] };
const typedIn: readonly Case[] = (['temperature-ear', 'temperature-forehead'] as const).map((exam) => ({
  name: exam,
  exam,
  mode: 'full',
  fitted: HANDHELDS,
  own: (kit) => [...[37, 37.2, 41, 99].map((value) => typed(kit, exam, value)), NO_HANDHELDS, HANDHELDS],
}));
export const CASES: readonly Case[] = [
  ...instruments,
  ...typedIn,
  ...pictures.map((one) => ({ ...one, wild: wildly })),
];
