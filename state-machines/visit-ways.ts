/** For tests: what people do so seldom that random walks of a visit may never meet it. */
import { freshCommand } from './exam-kit.ts';
import { restoreCabinet } from './restore.ts';
import {
  answers,
  BEGIN,
  CALL,
  CLAIM,
  chooses,
  createKit,
  DOCTOR,
  DOCUMENT,
  FITTED,
  type Kit,
  OTHER_CLAIM,
  OTHER_DOCTOR,
  RECEIVED,
  type Said,
  STREAMING,
  startOf,
  summed,
  TO_CONSENT,
  VISIT,
  writes,
} from './test-kit.ts';

const after = (...said: readonly (readonly Said[])[]): Kit => {
  const kit = createKit();
  for (const some of said) kit.sayAll(some);
  return kit;
};

/** A snapshot that this version cannot read. */
function interrupted(answers: number): Kit {
  const { visit } = after(BEGIN.slice(0, answers)).state;
  const now = { mono: 10_000, wall: 1_790_000_010_000, clockSure: true };
  const kit = createKit({}, restoreCabinet([{ ...visit, version: 0 }], now).state);
  kit.records.push({ kind: 'visit.begun', payload: { visit: VISIT } });
  kit.deadlines.set('idle.ask', 300_000);
  return kit;
}

/** Measured alone, and left to be read. */
function left(): Kit {
  const kit = after(BEGIN, [
    { type: 'patient.waitOn' },
    STREAMING,
    { type: 'patient.startExam', exam: 'oximetry' },
    { type: 'patient.ready', step: 'prepare' },
    { type: 'patient.ready', step: 'position' },
  ]);
  kit.seconds(20);
  kit.pass(11_000);
  kit.say({ type: 'patient.readLater' });
  return kit;
}
function emptied(): Kit {
  const kit = left();
  kit.pass(21_000);
  kit.say({ type: 'cleaning.done' });
  return kit;
}
const reads: readonly Said[] = [
  { type: 'doctor.claimed', doctor: DOCTOR, claim: CLAIM },
  { type: 'doctor.connected', claim: CLAIM },
];
const UNIT = { unit: 'port-1', label: 'Probe', serial: 'SN7' };

/** Each brings its own cabinet there; what it returns is looked at like every other. */
export const SELDOM: Readonly<Record<string, () => Kit>> = {
  'two identifiers confirmed aloud, and taken back': () =>
    after(CALL, [
      { type: 'doctor.checkIdentity', identifiers: ['name', 'birthDate'] },
      { type: 'doctor.checkIdentity', identifiers: [] },
    ]),
  'a third person: asked, agreed, taken back': () =>
    after(CALL, [
      { type: 'doctor.askThird', who: 'interpreter' },
      { type: 'patient.third', granted: true },
      { type: 'patient.third', granted: false },
    ]),
  'the consultation itself taken back': () => after(CALL, [{ type: 'patient.consent', granted: false }]),
  'another exam while the end of one is shown': () =>
    after(CALL, [STREAMING, startOf('oximetry'), { type: 'patient.cannot' }, startOf('oximetry')]),
  'done with the goodbye before it ends by itself': () =>
    after(CALL, [{ type: 'doctor.end' }, { type: 'patient.finish' }, { type: 'patient.finish' }]),
  'the doctor says who helps': () => after(CALL, [{ type: 'doctor.helper', helper: 'nurse' }]),
  'another instrument of two': () =>
    after(CALL, [
      { type: 'instrument.units', capability: 'temperature', units: [UNIT] },
      { type: 'doctor.chooseUnit', capability: 'temperature', unit: 'port-1' },
    ]),
  'the quick set stopped': () =>
    after(CALL, [STREAMING, { type: 'doctor.startQuickSet' }, { type: 'doctor.stopQuickSet' }]),
  'the first of the quick set over, and the next asked for': () =>
    after(CALL, FITTED, [
      { type: 'doctor.startQuickSet' },
      { type: 'patient.cannot' },
      { type: 'patient.ready', step: 'skipped' },
    ]),
  'an exam again whose end is still shown': () =>
    after(CALL, [STREAMING, startOf('oximetry'), { type: 'patient.cannot' }, { type: 'doctor.repeatExam' }]),
  'the first of the quick set cancelled': () =>
    after(CALL, [STREAMING, { type: 'doctor.startQuickSet' }, { type: 'doctor.cancelExam' }]),
  'left on the documents, and on the goodbye': () =>
    after(CALL, [{ type: 'doctor.end' }, { type: 'patient.leave' }, { type: 'patient.leave' }]),
  'a document that is printing when the patient leaves': () =>
    after(CALL, [RECEIVED, chooses('print'), { type: 'patient.leave' }, chooses('show')]),
  'a document that is printing when the core comes back': () =>
    after(CALL, [RECEIVED, chooses('print'), { type: 'core.restarted' }, chooses('seen')]),
  'a document that nobody looked at': () =>
    after(CALL, [RECEIVED, { type: 'doctor.end' }, { type: 'patient.finish' }, chooses('print')]),
  'printed again at the doctor’s word': () => {
    const kit = after(CALL, [RECEIVED, chooses('print')]);
    const [print = ''] = kit.printing;
    kit.sayAll([
      { type: 'print.trouble', print, trouble: 'paper-out' },
      { type: 'print.over', print, printer: 0, why: null, withdrawn: true, sha256: DOCUMENT.sha256 },
      { type: 'doctor.print', document: DOCUMENT.id, print: freshCommand() },
    ]);
    return kit;
  },
  'a sentence shown and read': () => {
    const id = freshCommand();
    return after(CALL, [
      { type: 'doctor.say', id, sentence: { text: 'Sentence' } },
      { type: 'patient.sentenceShown', id, spoken: false },
      { type: 'patient.sentenceRead', id },
    ]);
  },
  'an exam alone, cancelled': () =>
    after(BEGIN, [
      { type: 'patient.waitOn' },
      STREAMING,
      { type: 'patient.startExam', exam: 'oximetry' },
      { type: 'doctor.cancelExam' },
    ]),
  'a note, another in its place, and who may read it': () => {
    const [first, second] = [freshCommand(), freshCommand()];
    return after(CALL, [
      writes(first),
      { type: 'patient.share', granted: true, look: freshCommand() },
      writes(second, `urn:uuid:${first}`),
      summed(freshCommand()),
      { type: 'patient.share', granted: false, look: freshCommand() },
    ]);
  },
  'what others left: not agreed, asked, read': () => {
    const [look, again] = [freshCommand(), freshCommand()];
    return after(CALL, [
      { type: 'doctor.lookEarlier', look },
      answers(look, { refused: 'not-agreed' }),
      { type: 'doctor.askShare' },
      { type: 'patient.share', granted: true, look: again },
      answers(again),
    ]);
  },
  'not read in time': () => {
    const kit = left();
    kit.pass(5 * 60 * 60 * 1000);
    return kit;
  },
  'read, and the reader leaves': () => {
    const kit = emptied();
    kit.sayAll([...reads, { type: 'doctor.readPrepared', visit: VISIT }, { type: 'doctor.end' }]);
    return kit;
  },
  'the reader gives it back': () => {
    const kit = emptied();
    kit.sayAll([...reads, { type: 'doctor.released', claim: CLAIM }]);
    return kit;
  },
  'the reader comes back': () => {
    const kit = emptied();
    kit.sayAll([
      ...reads,
      { type: 'doctor.lost', claim: CLAIM },
      { type: 'doctor.claimed', doctor: DOCTOR, claim: OTHER_CLAIM },
    ]);
    return kit;
  },
  'the reader is lost': () => {
    const kit = emptied();
    kit.sayAll([...reads, { type: 'doctor.lost', claim: CLAIM }]);
    kit.pass(91_000);
    return kit;
  },
  'a reader says what is for somebody': () => {
    const kit = emptied();
    kit.sayAll([
      ...reads,
      { type: 'doctor.helper', helper: 'nurse' },
      { type: 'doctor.hold', on: true },
      { type: 'doctor.say', id: freshCommand(), sentence: { text: 'Sentence' } },
      { type: 'doctor.keepOn', on: true },
      { type: 'doctor.chooseUnit', capability: 'temperature', unit: null },
      {
        type: 'doctor.entered',
        entry: freshCommand(),
        entered: { item: 'pain', value: 3, unit: '{score}' },
        replaces: null,
      },
      { type: 'patient.mediaConsent', granted: false },
      startOf('oximetry'),
    ]);
    return kit;
  },
  'a patient comes to a reader': () => {
    const kit = emptied();
    kit.sayAll([...reads, { type: 'patient.begin', visit: freshCommand() }]);
    return kit;
  },
  'another doctor takes what was left': () => {
    const kit = emptied();
    kit.say({ type: 'doctor.claimed', doctor: OTHER_DOCTOR, claim: OTHER_CLAIM });
    return kit;
  },
  'unreadable when it was over': () => {
    const { visit } = after(CALL, [{ type: 'doctor.end' }, { type: 'patient.finish' }]).state;
    const now = { mono: 10_000, wall: 1_790_000_010_000, clockSure: true };
    const kit = createKit({}, restoreCabinet([{ ...visit, version: 0 }], now).state);
    kit.say({ type: 'cleaning.done' });
    return kit;
  },
  'unreadable, nobody answers yet': () => interrupted(BEGIN.length),
  ...Object.fromEntries(
    [1, 3, 4, TO_CONSENT, TO_CONSENT + 1, BEGIN.length].map((answers) => [
      `unreadable after ${answers} answers`,
      () => {
        const kit = interrupted(answers);
        kit.say({ type: 'patient.stillHere' });
        return kit;
      },
    ]),
  ),
};
