/** The doctor leads: hold, sentences, the quick set, the kept oximeter, entries; and the visit without a doctor. */
import { describe, expect, test } from 'vitest';
import { atPosition, cuffEnd, freshCommand, inflate, inflating, NORMAL, pressure } from '../exam-kit.ts';
import { readRecord } from '../records.ts';
import { restoreCabinet } from '../restore.ts';
import {
  BEGIN,
  broken,
  CALL,
  CLAIM,
  createKit,
  DOCTOR,
  FITTED,
  type Kit,
  NO_FLAGS,
  ready,
  type Said,
  STREAMING,
  startOf,
  THERMOMETER,
  told,
  UNPLUGGED,
  uuid,
} from '../test-kit.ts';
import { doctorView, visitOf } from '../views.ts';

const DELAYS = { minimumOnFingerMs: 3_000, quickOnFingerMs: 3_000, measureMs: 30_000, againMs: 6_000 };
const at = (said: readonly Said[]): Kit => {
  const kit = createKit(DELAYS);
  kit.sayAll(said);
  return kit;
};
const inCall = () => at([...CALL, ...FITTED]);
const stepOf = (kit: Kit) => kit.view().exam?.step ?? null;
const ended = (kit: Kit) => kit.records.flatMap((r) => readRecord(r, 'quick-set.ended') ?? []);
const outcomes = (kit: Kit) => kit.view().quickSet?.items.map(({ outcome }) => outcome);
const called = (kit: Kit) => kit.records.flatMap((r) => readRecord(r, 'attendant.called')?.because ?? []);

/** Read back from what is committed, as after a kill. */
function killed(kit: Kit): void {
  const { visit, exam } = JSON.parse(JSON.stringify(kit.state)) as Kit['state'];
  const now = { mono: kit.mono, wall: 0, clockSure: true };
  const restored = restoreCabinet(exam ? [visit, exam] : [visit], now);
  expect(restored.records).toEqual([]);
  kit.state = restored.state;
  kit.say({ type: 'core.restarted' });
  expect(broken(kit)).toEqual([]);
  kit.sayAll([...FITTED, { type: 'doctor.connected', claim: CLAIM }]);
}

describe('please wait', () => {
  test('a step whose time runs out meanwhile gets some after', () => {
    const kit = inCall();
    kit.sayAll([startOf('oximetry'), { type: 'doctor.hold', on: true }]);
    expect(kit.view().hold).toEqual({ until: kit.mono + 180_000 });
    kit.deadlines.set('exam.prepare', kit.mono + 1000);
    kit.pass(1000);
    expect([stepOf(kit), broken(kit)]).toEqual(['prepare', []]);
    kit.pass(179_000);
    expect(kit.view().hold).toBeNull();
    kit.pass(29_000);
    expect(stepOf(kit)).toBe('prepare');
    kit.pass(2_000);
    expect(kit.view().exam?.step).toBe('failed');
  });
  test('no cuff starts, and a "ready" from before is said again', () => {
    const kit = atPosition();
    kit.say(ready('position'));
    kit.say({ type: 'doctor.hold', on: true });
    expect(kit.view().exam).toMatchObject({ step: 'position', trouble: 'ready-expired' });
    expect(kit.say(ready('position')).changed).toBe(false);
    expect(kit.say({ type: 'doctor.startCuff', commandId: freshCommand() }).changed).toBe(false);
    kit.say({ type: 'doctor.hold', on: false });
    inflate(kit);
    expect([stepOf(kit), kit.acts.started.length, broken(kit)]).toEqual(['measure', 1, []]);
  });
  test('never over a cuff that moves: its STOP stays in sight', () => {
    const { kit } = inflating();
    expect(kit.say({ type: 'doctor.hold', on: true }).changed).toBe(false);
    expect(kit.inflating).not.toBeNull();
  });
  test('"I cannot" and the end of the call still work', () => {
    const kit = inCall();
    kit.sayAll([startOf('oximetry'), { type: 'doctor.hold', on: true }, { type: 'patient.cannot' }]);
    expect(stepOf(kit)).toBe('skipped');
    kit.say({ type: 'doctor.released', claim: CLAIM });
    expect([kit.view().phase, kit.view().hold, broken(kit)]).toEqual(['waiting', null, []]);
  });
});

describe('a sentence', () => {
  const id = uuid(77);
  test('is shown, told to be spoken or not, read, and gone by itself', () => {
    const kit = inCall();
    kit.say({ type: 'doctor.say', id, sentence: { text: 'Bonjour' } });
    expect(kit.view().sentence).toEqual({ id, sentence: { text: 'Bonjour' }, shown: null });
    kit.say({ type: 'patient.sentenceShown', id, spoken: false });
    expect(doctorView(kit.state)?.sentence?.shown).toEqual({ spoken: false });
    expect(kit.say({ type: 'patient.sentenceShown', id, spoken: true }).changed).toBe(false);
    expect(kit.say({ type: 'patient.sentenceRead', id: uuid(78) }).changed).toBe(false);
    kit.say({ type: 'patient.sentenceRead', id });
    kit.say({ type: 'doctor.say', id: uuid(79), sentence: { ready: 'breathe' } });
    kit.pass(30_000);
    expect([kit.view().sentence, broken(kit)]).toEqual([null, []]);
  });
});

/** The exam of the set that runs now, to its end. */
const RUNS: Readonly<Record<string, (kit: Kit) => void>> = {
  oximetry(kit) {
    kit.sayAll([ready('prepare'), ready('position')]);
    kit.seconds(10);
  },
  'blood-pressure'(kit) {
    kit.sayAll([{ type: 'patient.answer', question: 'arm-unfit', yes: false }, ready('prepare')]);
    pressure(kit);
  },
  temperature(kit) {
    kit.sayAll([ready('prepare'), ready('position')]);
    kit.value('temperature', { contact: 'searching', settled: false });
    kit.value('temperature');
  },
};
function through(kit: Kit, each: (kit: Kit) => void = () => {}): void {
  for (let n = 0; n < 4 && kit.view().quickSet != null; n += 1) {
    each(kit);
    const exam = kit.view().exam?.exam ?? '';
    RUNS[exam]?.(kit);
    kit.pass(2_000);
  }
}

describe('the quick set', () => {
  test('one after the other, none at rest, in three minutes', () => {
    const kit = inCall();
    const begun = kit.mono;
    kit.say({ type: 'doctor.startQuickSet' });
    expect(outcomes(kit)).toEqual(['runs', 'waits', 'waits']);
    through(kit);
    expect(ended(kit)).toMatchObject([
      { because: 'through', items: [{ outcome: 'done' }, { outcome: 'done' }, { outcome: 'done' }] },
    ]);
    expect(kit.mono - begun).toBeLessThan(180_000);
    const { results } = visitOf(kit.state).context;
    expect(new Set(results.map(({ atRest }) => atRest))).toEqual(new Set([false]));
    expect(new Set(results.map(({ quantity }) => quantity))).toContain('body-temperature');
    expect(broken(kit)).toEqual([]);
  });
  test('what is skipped, cancelled or not there gives way to the next', () => {
    const kit = at([...CALL, STREAMING, told('temperature', THERMOMETER)]);
    kit.say({ type: 'doctor.startQuickSet' });
    kit.say({ type: 'patient.cannot' });
    kit.pass(2_000);
    expect(outcomes(kit)).toEqual(['skipped', 'unavailable', 'runs']);
    expect(kit.view().quickSet?.items[1]?.reason).toBe('absent');
    kit.say({ type: 'doctor.cancelExam' });
    expect(ended(kit)).toMatchObject([{ because: 'through', items: [{}, {}, { outcome: 'cancelled' }] }]);
    expect([kit.view().phase, broken(kit)]).toEqual(['inCall', []]);
  });
  test('the one that takes too long is stopped in time for the others; all of it after three minutes', () => {
    const kit = inCall();
    kit.say({ type: 'doctor.startQuickSet' });
    kit.pass(90_000);
    expect([outcomes(kit), kit.view().exam?.exam]).toEqual([
      ['cancelled', 'runs', 'waits'],
      'blood-pressure',
    ]);
    kit.pass(60_000);
    expect(kit.view().exam?.exam).toBe('temperature');
    kit.pass(30_000);
    expect([kit.view().phase, ended(kit)[0]?.because]).toEqual(['inCall', 'time-over']);
    expect(broken(kit)).toEqual([]);
  });
  test('a cuff that moves when its time is over is stopped first', () => {
    const kit = inCall();
    kit.say({ type: 'doctor.startQuickSet' });
    kit.say({ type: 'doctor.cancelExam' });
    kit.sayAll([{ type: 'patient.answer', question: 'arm-unfit', yes: false }, ready('prepare')]);
    kit.pass(120_000);
    inflate(kit);
    expect(kit.inflating).not.toBeNull();
    kit.pass(30_000);
    expect([kit.inflating, kit.view().exam?.exam, broken(kit)]).toEqual([null, 'temperature', []]);
  });
  test('the cuff of the set needs its own ready and its own command', () => {
    const kit = inCall();
    kit.say({ type: 'doctor.startQuickSet' });
    kit.say({ type: 'doctor.cancelExam' });
    kit.sayAll([{ type: 'patient.answer', question: 'arm-unfit', yes: false }, ready('prepare')]);
    expect(kit.say({ type: 'doctor.startCuff', commandId: freshCommand() }).changed).toBe(false);
    expect(kit.acts.started).toEqual([]);
  });
  test('stopped by the doctor, by another exam, by the end of the call', () => {
    for (const [said, because] of [
      [{ type: 'doctor.stopQuickSet' }, 'stopped'],
      [{ type: 'doctor.released', claim: CLAIM }, 'call-over'],
      [{ type: 'patient.leave' }, 'call-over'],
    ] as const) {
      const kit = inCall();
      kit.sayAll([{ type: 'doctor.startQuickSet' }, said]);
      expect([ended(kit)[0]?.because, kit.view().quickSet ?? null, broken(kit)]).toEqual([because, null, []]);
    }
  });
  test('killed at every step it goes on where it was, and nothing is measured twice', () => {
    const kit = inCall();
    kit.say({ type: 'doctor.startQuickSet' });
    through(kit, killed);
    expect(ended(kit)).toMatchObject([{ because: 'through', items: [{}, {}, { outcome: 'done' }] }]);
    const { results } = visitOf(kit.state).context;
    expect(results.filter(({ quantity }) => quantity === 'spo2')).toHaveLength(1);
    expect(results.filter(({ quantity }) => quantity === 'press-cuff-sys')).toHaveLength(1);
  });
  test('nothing to measure with: refused', () => {
    expect(at(CALL).say({ type: 'doctor.startQuickSet' }).changed).toBe(false);
  });
});

describe('the oximeter kept on', () => {
  test('stays wanted between exams and after one, until the call is over', () => {
    const kit = inCall();
    kit.say({ type: 'doctor.keepOn', on: true });
    expect([...kit.capabilities]).toEqual(['oximetry']);
    kit.say(startOf('oximetry'));
    RUNS['oximetry']?.(kit);
    expect(stepOf(kit)).toBe('done');
    expect([...kit.capabilities]).toEqual(['oximetry']);
    kit.say(startOf('temperature'));
    kit.sayAll([ready('prepare'), ready('position')]);
    expect(broken(kit)).toEqual([]);
    kit.say({ type: 'doctor.released', claim: CLAIM });
    expect([[...kit.capabilities], broken(kit)]).toEqual([[], []]);
  });
  test('switched off while an exam measures with it: the exam keeps it', () => {
    const kit = inCall();
    kit.sayAll([{ type: 'doctor.keepOn', on: true }, startOf('oximetry'), ready('prepare')]);
    kit.say({ type: 'doctor.keepOn', on: false });
    expect([[...kit.capabilities], broken(kit)]).toEqual([['oximetry'], []]);
  });
  test('is wanted anew after a restart', () => {
    const kit = inCall();
    kit.say({ type: 'doctor.keepOn', on: true });
    kit.effects.length = 0;
    killed(kit);
    expect(kit.effects).toContainEqual({ type: 'instrument.want', capability: 'oximetry' });
  });
});

describe('several instruments of one kind', () => {
  const units = [
    { unit: 'a', label: 'Cuff', serial: '1' },
    { unit: 'b', label: 'Cuff', serial: '2' },
  ];
  const told2: Said = { type: 'instrument.units', capability: 'blood-pressure', units };
  const choose = (unit: string | null): Said => ({
    type: 'doctor.chooseUnit',
    capability: 'blood-pressure',
    unit,
  });
  test('the doctor chooses one that is there; recorded, undone with the visit', () => {
    const kit = inCall();
    kit.say(told2);
    expect(kit.say(choose('c')).changed).toBe(false);
    const chosen = kit.say(choose('b'));
    expect(chosen.effects).toEqual([
      { type: 'cuff.stop' },
      { type: 'instrument.choose', capability: 'blood-pressure', unit: 'b' },
    ]);
    expect(doctorView(kit.state)?.units).toEqual([{ capability: 'blood-pressure', units, chosen: 'b' }]);
    kit.effects.length = 0;
    kit.sayAll([{ type: 'doctor.end' }, { type: 'patient.finish' }, { type: 'patient.finish' }]);
    expect(kit.effects).toContainEqual({
      type: 'instrument.choose',
      capability: 'blood-pressure',
      unit: null,
    });
  });
  test('never the cuff that moves, and never with an old "ready"', () => {
    const kit = atPosition();
    kit.say(told2);
    kit.say(ready('position'));
    kit.say(choose('a'));
    expect(stepOf(kit)).toBe('position');
    const commandId = inflate(kit);
    expect(kit.say(choose('b')).changed).toBe(false);
    kit.say(cuffEnd(kit, commandId, { numbers: NORMAL }));
    expect(broken(kit)).toEqual([]);
  });
});

describe('what the doctor enters', () => {
  const enter = (n: number, value: number, replaces: string | null): Said => ({
    type: 'doctor.entered',
    entry: uuid(n),
    entered: { item: 'pain', value, unit: '{score}' },
    replaces,
  });
  const urn = (n: number) => `urn:uuid:${uuid(n)}`;
  test('is recorded with who and when; a correction names what it replaces, both stay', () => {
    const kit = inCall();
    kit.say(enter(500, 7, null));
    expect(kit.say(enter(501, 4, null)).changed).toBe(false);
    expect(kit.say(enter(500, 4, urn(500))).changed).toBe(false);
    kit.say(enter(501, 4, urn(500)));
    const entered = kit.records.flatMap((r) => readRecord(r, 'value.entered') ?? []);
    expect(entered).toMatchObject([
      { id: urn(500), item: 'pain', value: 7, by: DOCTOR, replaces: null },
      { id: urn(501), item: 'pain', value: 4, by: DOCTOR, replaces: urn(500) },
    ]);
    expect(doctorView(kit.state)?.entered).toHaveLength(2);
    expect(visitOf(kit.state).context.results).toEqual([]);
  });
  test('nobody else does, and not while the link is lost', () => {
    expect(at(BEGIN).say(enter(502, 1, null)).changed).toBe(false);
    const kit = inCall();
    kit.say({ type: 'doctor.lost', claim: CLAIM });
    expect(kit.say(enter(503, 1, null)).changed).toBe(false);
  });
});

describe('danger signs', () => {
  const yes: Said = { type: 'patient.redFlag', flag: 'chest-pain', answer: 'yes' };
  const asked = () => at(BEGIN.slice(0, -NO_FLAGS.length));
  test('a yes: somebody must see him now, at once, whatever the network', () => {
    const kit = asked();
    kit.say({ type: 'fleet.state', broker: 'down' });
    kit.say(yes);
    expect(kit.view()).toMatchObject({
      phase: 'waiting',
      urgent: { because: 'red-flag', seen: false, calls: 1 },
      alone: [],
    });
    expect(called(kit)).toEqual(['urgent']);
    kit.say({ type: 'patient.waitOn' });
    expect(kit.view().urgent?.seen).toBe(true);
    expect(broken(kit)).toEqual([]);
  });
  test('he is not sent away by silence: the attendant is called again, a bounded number of times', () => {
    const kit = asked();
    kit.say(yes);
    kit.pass(360_000);
    expect([kit.view().phase, called(kit).length]).toEqual(['waiting', 2]);
    kit.pass(4 * 360_000);
    expect([kit.view().phase, called(kit).length]).toEqual(['waiting', 6]);
    kit.pass(360_000);
    expect(kit.view().phase).toBe('abandoned');
  });
  test('an answer can be taken back, a foreign one means nothing', () => {
    const kit = asked();
    expect(kit.say({ type: 'patient.redFlag', flag: 'stroke', answer: 'no' }).changed).toBe(false);
    kit.say({ type: 'patient.redFlag', flag: 'chest-pain', answer: 'unsaid' });
    kit.say({ type: 'patient.back' });
    expect(kit.view().redFlag).toEqual({ flag: 'chest-pain', place: 1, of: 5 });
    kit.say({ type: 'patient.back' });
    expect(kit.view().phase).toBe('consent');
  });
});

describe('without a doctor', () => {
  const alone = (exam: 'oximetry' | 'weight' = 'oximetry') =>
    at([...BEGIN, ...FITTED, { type: 'patient.startExam', exam }]);
  test('oximetry, temperature, weight; never a cuff', () => {
    const kit = at([...BEGIN, ...FITTED]);
    expect(kit.view().alone).toEqual(['oximetry', 'temperature', 'weight']);
    expect(kit.say({ type: 'patient.startExam', exam: 'blood-pressure' }).changed).toBe(false);
    expect(at([...BEGIN, UNPLUGGED]).say({ type: 'patient.startExam', exam: 'oximetry' }).changed).toBe(
      false,
    );
  });
  test('a result comes back to the wait, and can be left to be read', () => {
    const kit = alone();
    RUNS['oximetry']?.(kit);
    expect(kit.view()).toMatchObject({ phase: 'alone', exam: { step: 'done' } });
    kit.say(ready('done'));
    expect(kit.view()).toMatchObject({ phase: 'waiting', mayLeaveToRead: true });
    kit.say({ type: 'patient.readLater' });
    expect(kit.view()).toMatchObject({ phase: 'goodbye', endedBecause: 'prepared' });
    kit.sayAll([{ type: 'patient.finish' }, { type: 'cleaning.done' }]);
    expect(kit.view().phase).toBe('idle');
    expect([called(kit), broken(kit)]).toEqual([[], []]);
    kit.pass(4 * 3_600_000);
    expect(called(kit)).toEqual(['unread']);
    const { unread } = visitOf(kit.state).context;
    expect(unread).toMatchObject([{ late: true }]);
    const next = CALL.map((said) => (said.type === 'patient.begin' ? { ...said, visit: uuid(9) } : said));
    kit.sayAll(next);
    expect(visitOf(kit.state).context.unread).toEqual(unread);
    expect(broken(kit)).toEqual([]);
  });
  test('a confirmed extreme, and nobody there: somebody must see him now', () => {
    const kit = alone();
    kit.sayAll([ready('prepare'), ready('position')]);
    for (let n = 0; n < 3 && stepOf(kit) !== 'done'; n += 1) {
      kit.seconds(12, { spo2: 80 });
      kit.say(ready('repeat'));
    }
    expect(kit.accepted().some(({ confirmedExtreme }) => confirmedExtreme)).toBe(true);
    expect([kit.view().urgent?.because, called(kit)]).toEqual(['extreme', ['urgent']]);
  });
  test('the doctor who comes goes on with the exam', () => {
    const kit = alone();
    kit.say(ready('prepare'));
    kit.say({ type: 'doctor.claimed', doctor: DOCTOR, claim: CLAIM });
    expect(kit.view()).toMatchObject({ phase: 'exam', exam: { step: 'position' } });
    expect(broken(kit)).toEqual([]);
  });
  test('a question that only a doctor may pass ends it', () => {
    const kit = alone('weight');
    kit.say({ type: 'patient.answer', question: 'cannot-stand', yes: true });
    expect(kit.view()).toMatchObject({ phase: 'alone', exam: { step: 'skipped' } });
    expect(broken(kit)).toEqual([]);
  });
  test('who leaves in the middle of it leaves nothing behind', () => {
    const kit = alone();
    kit.sayAll([ready('prepare'), { type: 'patient.leave' }]);
    expect([kit.view().phase, [...kit.capabilities], broken(kit)]).toEqual(['abandoned', [], []]);
  });
  test('a call that drops ends the exam; its results reach the doctor who comes next', () => {
    const kit = inCall();
    kit.say(startOf('oximetry'));
    RUNS['oximetry']?.(kit);
    kit.say(startOf('temperature'));
    kit.say({ type: 'doctor.lost', claim: CLAIM });
    kit.pass(90_000);
    expect([kit.view().phase, broken(kit)]).toEqual(['waiting', []]);
    expect(visitOf(kit.state).context.results.map(({ quantity }) => quantity)).toContain('spo2');
  });
});

test('a helper changes the view of both, and a "ready" of his is recorded', () => {
  const kit = inCall();
  kit.say({ type: 'patient.helper', helper: 'nurse' });
  expect([kit.view().helper, doctorView(kit.state)?.helper]).toEqual(['nurse', 'nurse']);
  kit.say({ type: 'doctor.helper', helper: null });
  const present = kit.records.flatMap((r) => readRecord(r, 'helper.present') ?? []);
  expect(present).toEqual([
    { helper: 'nurse', by: 'patient' },
    { helper: null, by: 'doctor' },
  ]);
  kit.say(startOf('oximetry'));
  kit.say({ type: 'patient.ready', step: 'prepare', by: 'helper' });
  expect(kit.records.flatMap((r) => readRecord(r, 'exam.ready') ?? [])).toEqual([
    { exam: 'oximetry', step: 'prepare', by: 'helper' },
  ]);
});
