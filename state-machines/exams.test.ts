/** Every state of every exam with every event, and a restart in each: what holds, holds everywhere. */
import { describe, expect, test } from 'vitest';
import { begun, cuffEnd, freshCommand, NORMAL, pressures, recorded } from './exam-kit.ts';
import { type Case, explore, killedEverywhere, type Own, waysNotTaken } from './explore-kit.ts';
import {
  CUFF,
  DRIVEN,
  type Kit,
  MEMORY,
  OXIMETER,
  type Said,
  SCALE,
  STREAMING,
  startOf,
  THERMOMETER,
  told,
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
const second = (kit: Kit, values: object): Said => ({
  type: 'instrument.second',
  second: {
    at: { mono: kit.mono, wall: kit.mono, clockSure: true },
    contact: 'present',
    spo2: 97,
    pulse: 70,
    perfusionIndex: null,
    good: 1,
    ...values,
  },
  freshIds: kit.freshIds(3),
});
const oximeterEvents: Own = (kit) => [
  STREAMING,
  { type: 'instrument.state', state: 'faulted', fault: 'silent', instrument: OXIMETER },
  second(kit, {}),
  second(kit, { spo2: 80 }),
  second(kit, { spo2: null, pulse: null, contact: 'absent' }),
];

const CASES: readonly (readonly [string, Case])[] = [
  ['oximetry', { exam: 'oximetry', mode: 'full', fitted: STREAMING, own: oximeterEvents }],
  [
    'temperature',
    {
      exam: 'temperature',
      mode: 'full',
      fitted: told('temperature', THERMOMETER),
      own: scalarEvents('temperature', THERMOMETER, 41),
    },
  ],
  [
    'weight',
    { exam: 'weight', mode: 'full', fitted: told('weight', SCALE), own: scalarEvents('weight', SCALE, 210) },
  ],
  ['driven cuff, quick', { exam: 'blood-pressure', mode: 'quick', fitted: DRIVEN, own: cuffEvents(DRIVEN) }],
  ['driven cuff, full', { exam: 'blood-pressure', mode: 'full', fitted: DRIVEN, own: cuffEvents(DRIVEN) }],
  ['memory cuff', { exam: 'blood-pressure', mode: 'quick', fitted: MEMORY, own: cuffEvents(MEMORY) }],
];

const explored = CASES.map(([name, which]) => ({ name, which, found: explore(which) }));

describe.each(explored)('$name', ({ found, which }) => {
  test('nothing breaks: views, records, deadlines, instrument, and no cuff that moves unasked', () => {
    expect(found.wrong.slice(0, 20)).toEqual([]);
    expect(found.seen.length).toBeGreaterThan(10);
  });
  test('killed in any state: read back as it was, and nothing moves', () => {
    const moved = which.exam === 'blood-pressure' ? AFTER_RESTART : {};
    expect(killedEverywhere(found, which.exam, moved)).toEqual([]);
  });
});
/** What moved, or was about to, is aborted and offered again. */
const AFTER_RESTART = { connect: 'position', measure: 'repeat' };

test.each(['oximetry', 'temperature', 'weight', 'blood-pressure'] as const)(
  'every way through %s was taken',
  (exam) => {
    const edges = explored.flatMap(({ which, found }) => (which.exam === exam ? [...found.edges] : []));
    expect(waysNotTaken(exam, edges)).toEqual([]);
  },
);

test('another exam is not begun while one runs', () => {
  const kit = begun('weight');
  expect(kit.say(startOf('temperature')).changed).toBe(false);
});
