/** For tests: everything that can go wrong around a cabinet, one at a time. */
import type { FaultCode } from '../drivers/contract.ts';
import { CATALOGUE } from './catalogue.ts';
import {
  CAPTURE_FAILURES,
  CUFF_FAILURES,
  type ExamName,
  isCapability,
  MEDIA_NEEDS,
  START_REFUSALS,
} from './contract.ts';
import { DELAYS } from './delays.ts';
import { captured, cuffEnd, freshCommand, NORMAL, pressures, recorded } from './exam-kit.ts';
import { CLAIM, inputs, type Kit, OTHER_CLAIM, type Said, startOf, told } from './test-kit.ts';

const FAULT_CODES = Object.keys({
  'not-plugged': true,
  unplugged: true,
  'port-busy': true,
  'no-permission': true,
  'open-failed': true,
  'no-answer': true,
  'wrong-device': true,
  silent: true,
  garbage: true,
  'device-off': true,
  'two-alike': true,
  'no-data-cable': true,
} satisfies Record<FaultCode, true>);

export interface Fault {
  readonly name: string;
  /** What is said when it happens; nothing where it cannot happen now. */
  readonly happens: (kit: Kit) => readonly Said[];
}

const fault = (name: string, ...said: readonly Said[]): Fault => ({ name, happens: () => said });
const UNIT = { model: 'any', label: 'Any', serial: 'SN9' };
const nobody = inputs(false);
const others: Said = {
  type: 'media.inputs',
  inputs: MEDIA_NEEDS.map((need) => ({ need, present: true, label: 'Another' })),
};

/** Those that reach every phase of a visit and every step of an exam. */
export const AROUND: readonly Fault[] = [
  fault('core killed', { type: 'core.restarted' }),
  fault('screen lost', { type: 'screen.lost' }),
  fault('doctor lost', { type: 'doctor.lost', claim: CLAIM }),
  fault("an older doctor's link lost", { type: 'doctor.lost', claim: OTHER_CLAIM }),
  fault('doctor gone', { type: 'doctor.released', claim: CLAIM }),
  fault('broker down', { type: 'fleet.state', broker: 'down' }),
  fault('no camera, no microphone', { type: 'media.state', camera: false, microphone: false }),
  fault('every exam device gone', nobody),
  fault('other exam devices', others),
  fault('closed by a self-test', {
    type: 'selftest.closed',
    capabilities: ['oximetry', 'blood-pressure', 'temperature', 'weight'],
  }),
  fault('patient cannot', { type: 'patient.cannot' }),
  fault('patient leaves', { type: 'patient.leave' }),
  fault('help', { type: 'patient.help' }),
  fault(
    'doctor lost until his lease is over',
    { type: 'doctor.lost', claim: CLAIM },
    { type: 'deadline', name: 'lease.over' },
  ),
  fault('an exam on top of it', startOf('oximetry'), startOf('blood-pressure', 'quick')),
  { name: 'a start of no use', happens: () => [{ type: 'doctor.startCuff', commandId: freshCommand() }] },
  {
    name: 'the old start again',
    happens: ({ acts }) =>
      acts.commands.slice(-1).map(({ id }) => ({ type: 'doctor.startCuff', commandId: id })),
  },
  {
    name: 'the pressure of another start',
    happens: (kit) => [cuffEnd(kit, freshCommand(), { numbers: NORMAL })],
  },
  {
    name: 'a picture that nobody asked for',
    happens: (kit) => [captured(kit, { still: {} }, freshCommand())],
  },
  {
    name: 'nobody does anything',
    happens(kit) {
      kit.pass(DELAYS.waitingAskMs + DELAYS.stillThereMs + 1000);
      return [];
    },
  },
];

const codes = (exam: ExamName): readonly Fault[] => {
  const { needs } = CATALOGUE[exam];
  if (!isCapability(needs)) return [];
  return FAULT_CODES.map((code) => {
    const state = code === 'unplugged' || code === 'not-plugged' ? 'absent' : 'faulted';
    return fault(code, { ...told(needs, UNIT, state), fault: code } as Said);
  });
};

const cuffFaults: readonly Fault[] = [
  ...CUFF_FAILURES.map((failure) => ({
    name: `cuff: ${failure}`,
    happens: (kit: Kit) => [cuffEnd(kit, kit.inflating ?? freshCommand(), { failure })],
  })),
  ...START_REFUSALS.map((reason) => ({
    name: `start refused: ${reason}`,
    happens: (kit: Kit): readonly Said[] => [
      { type: 'cuff.refused', commandId: kit.inflating ?? freshCommand(), reason },
    ],
  })),
  ...[pressures(100, 99), pressures(400, 20), pressures(250, 120)].map((numbers) => ({
    name: `pressure: ${numbers.systolic}/${numbers.diastolic}`,
    happens: (kit: Kit) => [cuffEnd(kit, kit.inflating ?? freshCommand(), { numbers })],
  })),
  { name: 'record: moved', happens: (kit) => [recorded(kit, { movement: true })] },
  { name: 'record: without a clock', happens: (kit) => [recorded(kit, { clock: 'none' })] },
  { name: 'record: another time', happens: (kit) => [recorded(kit, { clock: 'disagrees' })] },
];

const mediaFaults: readonly Fault[] = [
  ...CAPTURE_FAILURES.map((reason) => ({
    name: `not taken: ${reason}`,
    happens: (kit: Kit): readonly Said[] => [
      { type: 'media.failed', capture: kit.capturing ?? freshCommand(), reason },
    ],
  })),
  ...(
    [
      ['blurred', { still: { sharpness: 1 } }],
      ['dark', { still: { brightness: 0.01 } }],
      ['bright', { still: { brightness: 0.99 } }],
      ['quiet', { clip: { levelDb: -90 } }],
      ['clipped', { clip: { clipped: 0.5 } }],
      ['short', { clip: { durationMs: 100 } }],
    ] as const
  ).map(([name, measures]) => ({ name, happens: (kit: Kit) => [captured(kit, measures)] })),
];

const now = (kit: Kit) => ({ mono: kit.mono, wall: kit.mono, clockSure: true });
const sensorFaults: readonly Fault[] = [
  ['off the patient', { contact: 'absent' }, null],
  ['searching', { contact: 'searching' }, null],
  ['poor signal', { contact: 'present', settled: false }, { good: 0.1 }],
  ['implausible', { contact: 'present', value: 999 }, { spo2: 20 }],
  ['extreme', { contact: 'present', value: 41.5 }, { spo2: 80 }],
  ['outside what it can tell', { contact: 'present', outside: 'above' }, { pulse: null }],
].map(([name, values, better]) => ({
  name: `sensor: ${String(name)}`,
  happens: (kit: Kit): readonly Said[] => {
    const contact = { value: null, settled: true, outside: null, ...(values as object) };
    const finger = { spo2: null, pulse: null, perfusionIndex: 0.1, good: 1, contact: 'present' };
    return [
      {
        type: 'instrument.second',
        second: { at: now(kit), ...finger, ...(values as object), ...(better as object) },
        freshIds: kit.freshIds(3),
      } as unknown as Said,
      ...(['temperature', 'weight'] as const).map(
        (capability) =>
          ({
            type: 'instrument.value',
            capability,
            second: { at: now(kit), contact: 'present', ...contact },
            freshIds: kit.freshIds(1),
          }) as Said,
      ),
    ];
  },
}));

/** The time of the step it is on runs out; also in a hold. */
const timeOver: readonly Fault[] = [
  {
    name: 'time of the step over',
    happens: (kit) => [{ type: 'deadline', name: `exam.${kit.view().exam?.step}` }],
  },
  {
    name: 'time of the step over in a hold',
    happens: (kit) => [
      { type: 'doctor.hold', on: true },
      { type: 'deadline', name: `exam.${kit.view().exam?.step}` },
    ],
  },
];

const known = new Map<ExamName, readonly Fault[]>();

export function faultsOf(exam: ExamName): readonly Fault[] {
  const { capture, needs } = CATALOGUE[exam];
  const own = capture ? mediaFaults : needs === 'blood-pressure' ? cuffFaults : sensorFaults;
  const faults = known.get(exam) ?? [...AROUND, ...codes(exam), ...own, ...timeOver];
  known.set(exam, faults);
  return faults;
}
