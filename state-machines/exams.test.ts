/** Every state of every exam with every event, and a restart in each: what holds, holds everywhere. */
import { isDeepStrictEqual } from 'node:util';
import { describe, expect, test } from 'vitest';
import { CATALOGUE } from './catalogue.ts';
import type { ExamMode, ExamName } from './contract.ts';
import { begun, cuffEnd, freshCommand, NORMAL, pressures, recorded, twin } from './exam-kit.ts';
import { restoreCabinet } from './restore.ts';
import {
  broken,
  CLAIM,
  CUFF,
  DOCTOR,
  DRIVEN,
  type Kit,
  MEMORY,
  OXIMETER,
  ready,
  type Said,
  SCALE,
  STREAMING,
  startOf,
  THERMOMETER,
  told,
} from './test-kit.ts';
import { examOf, visitOf } from './views.ts';

const OFF = { contact: 'absent', value: null, settled: false } as const;

function value(kit: Kit, capability: 'temperature' | 'weight', values: object): Said {
  const at = { mono: kit.mono, wall: kit.mono, clockSure: true };
  const second = { at, contact: 'present', value: 50, settled: true, outside: null, ...values } as const;
  return { type: 'instrument.value', capability, second, freshIds: kit.freshIds(1) };
}

const COMMON: readonly Said[] = [
  { type: 'patient.answer', question: 'arm-unfit', yes: false },
  { type: 'patient.answer', question: 'cannot-stand', yes: true },
  { type: 'patient.answer', question: 'cannot-stand', yes: false },
  ...(['prepare', 'rest', 'position', 'connect', 'measure', 'repeat'] as const).map(ready),
  { type: 'patient.cannot' },
  { type: 'patient.leave' },
  { type: 'doctor.connected', claim: CLAIM },
  { type: 'doctor.claimed', doctor: DOCTOR, claim: CLAIM },
  { type: 'doctor.lost', claim: CLAIM },
  { type: 'doctor.released', claim: CLAIM },
  { type: 'doctor.repeatExam' },
  { type: 'doctor.skipStep' },
  { type: 'doctor.cancelExam' },
  { type: 'doctor.confirm', accept: true },
  { type: 'doctor.confirm', accept: false },
  { type: 'screen.lost' },
  { type: 'core.restarted' },
  ...(['questions', 'prepare', 'rest', 'position', 'connect', 'measure', 'judge', 'repeat'] as const).map(
    (step): Said => ({ type: 'deadline', name: `exam.${step}` }),
  ),
];

type Own = (kit: Kit) => readonly Said[];
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

interface Case {
  readonly exam: ExamName;
  readonly mode: ExamMode;
  readonly fitted: Said;
  readonly own: Own;
}
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

/** States that differ only in what no transition looks at are one. */
function key(kit: Kit): string {
  const exam = examOf(kit.state);
  if (exam === null || exam.over) return exam?.step ?? 'none';
  const { context, step } = exam;
  return JSON.stringify([
    step,
    // Seven tries of a full protocol are as many states again; the quick one reaches its last.
    context.mode === 'full' && context.exam === 'blood-pressure' ? 1 : context.attempt,
    step === 'measure' ? context.window.length : 0,
    context.wasOff,
    context.extremesSeen.length > 0,
    context.instrument.state === 'streaming',
    context.trouble === 'question-yes',
    Math.min(context.cuff.takes.length, 2),
    context.cuff.unconfirmed !== null,
    ['position', 'connect', 'measure'].includes(step) && visitOf(kit.state).context.doctor?.link,
  ]);
}

function explore({ exam, mode, fitted, own }: Case) {
  const seen = new Map<string, Kit>();
  const edges = new Set<string>();
  const wrong = new Set<string>();
  const first = begun(exam, mode, [fitted]);
  seen.set(key(first), first);
  const queue = [first];
  for (let kit = queue.shift(); kit; kit = queue.shift()) {
    const from = examOf(kit.state);
    if (from === null || from.over) continue;
    kit.mono += 1000;
    for (const said of [...COMMON, ...own(kit)]) {
      const next = twin(kit);
      const { changed } = next.say(said);
      if (!changed && next.inflating === kit.inflating) continue;
      for (const what of broken(next)) wrong.add(`${from.step} ${said.type}: ${what}`);
      edges.add(`${from.step} ${said.type} ${examOf(next.state)?.step ?? 'cancelled'}`);
      const id = key(next);
      if (seen.has(id)) continue;
      seen.set(id, next);
      queue.push(next);
    }
  }
  return { seen: [...seen.values()], edges, wrong: [...wrong] };
}

const explored = CASES.map(([name, which]) => ({ name, which, ...explore(which) }));

describe.each(explored)('$name', ({ seen, wrong, which }) => {
  test('nothing breaks: views, records, deadlines, instrument, and no cuff that moves unasked', () => {
    expect(wrong.slice(0, 20)).toEqual([]);
    expect(seen.length).toBeGreaterThan(10);
  });
  test('killed in any state: read back as it was, and nothing moves', () => {
    const lost: string[] = [];
    for (const kit of seen) {
      const saved = JSON.parse(JSON.stringify(kit.state)) as Kit['state'];
      const machines = saved.exam === null ? [saved.visit] : [saved.visit, saved.exam];
      const restored = restoreCabinet(machines, { mono: 5, wall: 0, clockSure: false });
      const before = examOf(kit.state);
      if (!isDeepStrictEqual(restored, { state: saved, effects: [], records: [] })) lost.push(key(kit));
      if (before === null || before.over) continue;
      const again = twin(kit);
      const { effects } = again.say({ type: 'core.restarted' });
      if (which.exam === 'blood-pressure' && effects[0]?.type !== 'cuff.stop')
        lost.push(`${key(kit)} not still`);
      const now = examOf(again.state);
      const moved = which.exam === 'blood-pressure' ? AFTER_RESTART[before.step] : undefined;
      if (now?.step !== (moved ?? before.step)) lost.push(`${key(kit)} is ${now?.step}`);
      if (!isDeepStrictEqual(now?.context.answers, before.context.answers)) lost.push('answers');
      lost.push(...broken(again));
    }
    expect(lost).toEqual([]);
  });
});
/** What moved, or was about to, is aborted and offered again. */
const AFTER_RESTART: Readonly<Record<string, string>> = { connect: 'position', measure: 'repeat' };

test.each(['oximetry', 'temperature', 'weight', 'blood-pressure'] as const)(
  'every way through %s was taken',
  (exam) => {
    const taken = new Set(explored.flatMap(({ which, edges }) => (which.exam === exam ? [...edges] : [])));
    const { machine } = CATALOGUE[exam];
    const missing: string[] = [];
    for (const [from, node] of Object.entries(machine.states))
      for (const transition of [...node.transitions.values()].flat())
        for (const target of transition.target ?? []) {
          const { eventType } = transition;
          // What is judged passes on within the same event; the beginning is the cabinet's own.
          const ways = target.key === 'judge' ? ['done', 'repeat', 'failed', 'rest', 'judge'] : [target.key];
          const internal = eventType === '' || eventType === 'exam.begin' || eventType === 'exam.stop';
          if (!internal && !ways.some((to) => taken.has(`${from} ${eventType} ${to}`)))
            missing.push(`${from} ${eventType} ${target.key}`);
        }
    expect(missing).toEqual([]);
  },
);

test('another exam is not begun while one runs', () => {
  const kit = begun('weight');
  expect(kit.say(startOf('temperature')).changed).toBe(false);
});
