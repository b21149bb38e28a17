import { describe, expect, test } from 'vitest';
import { examOf, visitOf } from './cabinet.ts';
import { CATALOGUE } from './catalogue.ts';
import { CABINET_EVENT_TYPES, cabinetEventSchema, EXAM_STEPS, PHASES } from './contract.ts';
import { DEADLINES } from './delays.ts';
import { captured, freshCommand, oximeterSecond } from './exam-kit.ts';
import { restoreCabinet } from './restore.ts';
import {
  answers,
  BEGIN,
  broken,
  CLAIM,
  chooses,
  createKit,
  DETAIL_ANSWERS,
  DOCTOR,
  DOCUMENT,
  IDENTITY,
  inputs,
  type Kit,
  OTHER_CLAIM,
  OTHER_DOCTOR,
  OXIMETER,
  printEnds,
  RECEIVED,
  type Said,
  STREAMING,
  summed,
  TO_CONSENT,
  UNPLUGGED,
  uuid,
  VISIT,
  writes,
} from './test-kit.ts';
import { visitMachine } from './visit/machine.ts';

/** Two seconds on the finger make a measurement, so that every step is near. */
const FAST = { minimumOnFingerMs: 1000, stableMs: 2000 };

/** Its ids follow from the clock: the same second twice is the same event. */
const second = (kit: Kit, values: object): Said =>
  oximeterSecond(
    kit,
    values,
    [0, 1, 2].map((n) => uuid(kit.mono * 4 + n)),
  );

/** Means nothing to an oximetry; what it means to the others is in exams.test.ts. */
function forOtherExams(kit: Kit): Said[] {
  const [instrument, freshIds] = [OXIMETER, kit.freshIds(8)];
  const numbers = { systolic: 120, diastolic: 80, mean: 93, pulseRate: 70 };
  const at = { mono: kit.mono, wall: kit.mono, clockSure: true };
  const settled = { at, contact: 'present', value: 37, settled: true, outside: null } as const;
  return [
    { type: 'patient.answer', question: 'arm-unfit', yes: false },
    { type: 'doctor.startCuff', commandId: uuid(5) },
    { type: 'doctor.confirm', accept: true },
    { type: 'cuff.end', commandId: uuid(5), outcome: { numbers }, instrument, freshIds },
    { type: 'cuff.refused', commandId: uuid(5), reason: 'used' },
    {
      type: 'memory.record',
      numbers,
      takenAt: null,
      clock: 'agrees',
      irregular: null,
      movement: null,
      instrument,
      freshIds,
    },
    { type: 'instrument.value', capability: 'temperature', second: settled, freshIds },
    { type: 'selftest.closed', capabilities: [] },
    { type: 'screen.lost' },
    { type: 'doctor.target', target: 'ear-left' },
    { type: 'doctor.capture', capture: uuid(6) },
    { type: 'doctor.judgeMedia', medium: `urn:uuid:${uuid(7)}`, accept: true },
    { type: 'shutter.pressed', capture: uuid(6) },
    captured(kit),
    { type: 'media.failed', capture: uuid(6), reason: 'no-device' },
    inputs(false),
  ];
}

/** What people do around an exam. */
function aroundExams(kit: Kit): Said[] {
  const id = uuid(0xa0_0000 + kit.records.length);
  const sentence = kit.view().sentence?.id ?? id;
  const [print = id] = kit.printing;
  return [
    ...(['chest-pain', 'breathless', 'stroke', 'bleeding', 'suicide'] as const).flatMap((flag): Said[] => [
      { type: 'patient.redFlag', flag, answer: 'no' },
      { type: 'patient.redFlag', flag, answer: 'yes' },
    ]),
    { type: 'patient.waitOn' },
    { type: 'patient.helper', helper: 'nurse' },
    { type: 'patient.mediaConsent', granted: true },
    { type: 'patient.mediaConsent', granted: false },
    { type: 'helper.typed', exam: 'temperature-ear', value: 37.1, freshIds: kit.freshIds(8) },
    { type: 'handhelds', handhelds: [{ need: 'ear-thermometer', label: 'Thermometer' }] },
    { type: 'handhelds', handhelds: [] },
    { type: 'patient.startExam', exam: 'oximetry' },
    { type: 'patient.startExam', exam: 'blood-pressure' },
    { type: 'patient.readLater' },
    { type: 'patient.sentenceShown', id: sentence, spoken: true },
    { type: 'patient.sentenceRead', id: sentence },
    { type: 'doctor.hold', on: true },
    { type: 'doctor.hold', on: false },
    { type: 'doctor.say', id, sentence: { text: 'Sentence' } },
    { type: 'doctor.helper', helper: null },
    { type: 'doctor.keepOn', on: true },
    { type: 'doctor.keepOn', on: false },
    { type: 'doctor.chooseUnit', capability: 'oximetry', unit: 'second' },
    { type: 'doctor.chooseUnit', capability: 'oximetry', unit: null },
    { type: 'doctor.startQuickSet' },
    { type: 'doctor.stopQuickSet' },
    {
      type: 'doctor.entered',
      entry: id,
      entered: { item: 'pain', value: 3, unit: '{score}' },
      replaces: null,
    },
    { type: 'doctor.readPrepared', visit: VISIT },
    writes(id),
    summed(id),
    { type: 'doctor.lookEarlier', look: id },
    { type: 'doctor.askShare' },
    { type: 'patient.share', granted: true, look: id },
    answers(id),
    RECEIVED,
    chooses('print'),
    chooses('show'),
    chooses('seen'),
    { type: 'doctor.print', document: DOCUMENT.id, print: freshCommand() },
    { type: 'print.trouble', print, trouble: 'jam' },
    printEnds(print, null),
    {
      type: 'instrument.units',
      capability: 'oximetry',
      units: [
        { unit: 'first', label: 'Oximeter', serial: null },
        { unit: 'second', label: 'Oximeter', serial: null },
      ],
    },
  ];
}

/** At least one of each type; several where the payload decides. */
function everyEvent(kit: Kit): Said[] {
  return [
    { type: 'patient.begin', visit: VISIT },
    { type: 'patient.welcomeDone' },
    { type: 'patient.language', language: 'en' },
    { type: 'patient.identified', identity: IDENTITY },
    { type: 'patient.identified', identity: null },
    ...DETAIL_ANSWERS.map((answer): Said => ({ type: 'patient.detail', answer })),
    {
      type: 'patient.draft',
      draft: { birthName: 'Zz', firstName: '', birthDate: null, dateAsked: false },
    },
    { type: 'doctor.checkIdentity', identifiers: ['name', 'birthDate'] },
    { type: 'doctor.checkIdentity', identifiers: [] },
    { type: 'doctor.askThird', who: 'student' },
    { type: 'patient.third', granted: true },
    { type: 'patient.third', granted: false },
    { type: 'patient.consent', granted: true },
    { type: 'patient.consent', granted: false },
    { type: 'patient.back' },
    { type: 'patient.leave' },
    { type: 'patient.stillHere' },
    { type: 'patient.active' },
    { type: 'patient.help' },
    ...EXAM_STEPS.map((step): Said => ({ type: 'patient.ready', step })),
    { type: 'patient.cannot' },
    { type: 'patient.finish' },
    { type: 'cleaning.done' },
    { type: 'doctor.claimed', doctor: DOCTOR, claim: CLAIM },
    { type: 'doctor.claimed', doctor: DOCTOR, claim: OTHER_CLAIM },
    { type: 'doctor.claimed', doctor: OTHER_DOCTOR, claim: OTHER_CLAIM },
    { type: 'doctor.connected', claim: CLAIM },
    { type: 'doctor.lost', claim: CLAIM },
    { type: 'doctor.released', claim: CLAIM },
    { type: 'doctor.released', claim: OTHER_CLAIM },
    { type: 'doctor.startExam', exam: 'oximetry' },
    { type: 'doctor.repeatExam' },
    { type: 'doctor.skipStep' },
    { type: 'doctor.cancelExam' },
    { type: 'doctor.end' },
    ...aroundExams(kit),
    ...forOtherExams(kit),
    STREAMING,
    UNPLUGGED,
    { type: 'instrument.state', state: 'opening', fault: null, instrument: null },
    { type: 'instrument.state', state: 'faulted', fault: 'silent', instrument: OXIMETER },
    second(kit, {}),
    second(kit, { spo2: 80 }),
    second(kit, { contact: 'absent', spo2: null, pulse: null }),
    ...[...DEADLINES, 'nonsense'].map((name): Said => ({ type: 'deadline', name })),
    { type: 'core.restarted' },
    { type: 'fleet.state', broker: 'up' },
    { type: 'media.state', camera: true, microphone: true },
  ];
}

/** States that differ only in what no transition looks at are one. */
function key(kit: Kit): string {
  const { phase, context } = visitOf(kit.state);
  const exam = examOf(kit.state);
  const inExam = exam === null ? null : [exam.step, exam.context.attempt];
  return JSON.stringify([
    phase,
    context.stillThereUntil !== null,
    context.doctor && [context.doctor.link, context.doctor.told],
    context.lastExam,
    phase === 'interrupted' ? [context.languageChosen, context.identity !== null, context.consent] : null,
    phase === 'redFlags' ? context.redFlags.length : null,
    phase === 'details' ? context.details.length : null,
    phase === 'waiting' && [
      context.urgent !== null,
      context.instruments.oximetry?.state === 'streaming',
      context.results.length > 0,
    ],
    context.quickSet !== null,
    exam?.step === 'measure' ? exam.context.window.length : null,
    exam?.context.instrument.state === 'streaming',
    inExam,
  ]);
}

function copy(kit: Kit): Kit {
  const twin = createKit(FAST, kit.state);
  twin.mono = kit.mono;
  twin.wanted = kit.wanted;
  for (const capability of kit.capabilities) twin.capabilities.add(capability);
  twin.records.push(...kit.records);
  for (const [name, due] of kit.deadlines) twin.deadlines.set(name, due);
  return twin;
}

/** As the core would: restored, then what that asked for is done. */
function interruptedKit(n: number): Kit {
  const before = createKit(FAST);
  before.sayAll(BEGIN.slice(0, n));
  const { visit } = before.state;
  const now = { mono: before.mono, wall: 0, clockSure: true };
  const restored = restoreCabinet([{ ...visit, version: 0 }], now);
  const kit = createKit(FAST, restored.state);
  kit.records.push(...before.records, ...restored.records);
  for (const effect of restored.effects)
    if (effect.type === 'deadline.set') kit.deadlines.set(effect.name, kit.mono + effect.inMs);
  return kit;
}

function explore() {
  const seen = new Map<string, Kit>();
  const edges = new Set<string>();
  const examEdges = new Set<string>();
  const wrong = new Set<string>();
  const pairs = new Set<string>();
  const queue = [
    createKit(FAST),
    interruptedKit(1),
    interruptedKit(3),
    interruptedKit(4),
    interruptedKit(TO_CONSENT),
    interruptedKit(TO_CONSENT + 1),
    interruptedKit(BEGIN.length),
  ];
  for (const kit of queue) seen.set(key(kit), kit);
  for (let kit = queue.shift(); kit; kit = queue.shift()) {
    kit.mono += 1000;
    const from = visitOf(kit.state).phase;
    const fromStep = examOf(kit.state)?.step;
    for (const said of everyEvent(kit)) {
      const next = copy(kit);
      const armed = said.type === 'deadline' && kit.deadlines.has(said.name);
      const result = next.say(said);
      const where = `${from}/${fromStep ?? '-'} on ${JSON.stringify(said)}`;
      for (const what of broken(next)) wrong.add(`${where}: ${what}`);
      if (said.type === 'deadline' && result.changed !== armed) wrong.add(`${where}: armed ${armed}`);
      if (!result.changed && result.state !== kit.state) wrong.add(`${where}: unchanged but another state`);
      const { phase } = visitOf(next.state);
      const wiped = result.effects.some((e) => e.type === 'session.wipe');
      if (wiped !== (phase === 'cleaning' && from !== 'cleaning')) wrong.add(`${where}: wipe`);
      pairs.add(`${from} ${said.type}`);
      edges.add(`${from} ${said.type} ${phase}`);
      if (fromStep) examEdges.add(`${fromStep} ${said.type} ${examOf(next.state)?.step ?? 'cancelled'}`);
      const id = key(next);
      if (seen.has(id) || !result.changed) continue;
      seen.set(id, next);
      queue.push(next);
    }
  }
  return { seen, edges, examEdges, wrong: [...wrong], pairs };
}

interface Edge {
  readonly event: string;
  readonly target: string;
}
type Node = (typeof visitMachine)['root'];
const outOf = (node: Node): Edge[] =>
  [...node.transitions.values()]
    .flat()
    .flatMap((t) => (t.target ?? []).map((target) => ({ event: String(t.eventType), target: target.key })));

describe('every state with every event', () => {
  const found = explore();

  test('the list of events is the whole contract', () => {
    const kit = createKit();
    const types = new Set(everyEvent(kit).map((said) => said.type));
    expect([...types].sort()).toEqual([...CABINET_EVENT_TYPES].sort());
    for (const said of everyEvent(kit)) {
      const at = { mono: 0, wall: 0, clockSure: true };
      expect(cabinetEventSchema.safeParse({ ...said, at }).error).toBeUndefined();
    }
  });
  test('nothing breaks: views, records, deadlines, lease, instrument, wiping', () => {
    expect(found.wrong.slice(0, 20)).toEqual([]);
  });
  test('every phase met every event, every exam step was reached', () => {
    const missing = PHASES.flatMap((phase) =>
      CABINET_EVENT_TYPES.filter((type) => !found.pairs.has(`${phase} ${type}`)).map(
        (type) => `${phase} ${type}`,
      ),
    );
    expect(missing).toEqual([]);
    const steps = new Set([...found.seen.values()].map((kit) => examOf(kit.state)?.step));
    // judge passes within one event.
    expect(EXAM_STEPS.filter((step) => !steps.has(step))).toEqual(['questions', 'rest', 'judge']);
  });
  test('every transition of the visit was taken', () => {
    const internal = (event: string) => event === 'exam.over' || event === 'visit.interrupted';
    const missing: string[] = [];
    for (const [from, node] of Object.entries(visitMachine.states))
      for (const { event, target } of outOf(node as unknown as Node))
        if (!internal(event) && !found.edges.has(`${from} ${event} ${target}`))
          missing.push(`${from} ${event} ${target}`);
    const taken = [...found.edges];
    for (const { event, target } of outOf(visitMachine.root))
      if (!internal(event) && !taken.some((edge) => edge.endsWith(` ${event} ${target}`)))
        missing.push(`* ${event} ${target}`);
    expect(missing).toEqual([]);
    expect(found.edges).toContain('exam doctor.cancelExam inCall');
  });
  test('every transition of the exam was taken', () => {
    const missing: string[] = [];
    for (const [from, node] of Object.entries(CATALOGUE.oximetry.machine.states))
      for (const { event, target } of outOf(node as unknown as Node))
        if (event !== '' && event !== 'exam.begin' && !found.examEdges.has(`${from} ${event} ${target}`))
          missing.push(`${from} ${event} ${target}`);
    for (const end of ['done', 'repeat', 'failed'])
      if (!found.examEdges.has(`measure instrument.second ${end}`)) missing.push(`judge ${end}`);
    expect(missing).toEqual([]);
  });
});
