/** For tests and drills: random walks of people and instruments in any order, the core killed at any time. Seeded. */
import { isDeepStrictEqual } from 'node:util';
import {
  EXAM_STEPS,
  EXAMS,
  type ExamName,
  MEDIA_TARGETS,
  type Phase,
  RED_FLAGS,
  THIRDS,
} from './contract.ts';
import { captured, cuffEnd, freshCommand, NORMAL, pressures, recorded, takenWell } from './exam-kit.ts';
import { restoreCabinet } from './restore.ts';
import {
  ANSWERS_TO,
  answers,
  broken,
  CLAIM,
  CUFF,
  chooses,
  createKit,
  DETAIL_ANSWERS,
  DOCTOR,
  DOCUMENT,
  DRIVEN,
  EARLIER,
  HANDHELDS,
  IDENTITY,
  inputs,
  type Kit,
  MEMORY,
  OTHER_CLAIM,
  OTHER_DOCTOR,
  OXIMETER,
  printEnds,
  type Said,
  SCALE,
  STREAMING,
  startOf,
  summed,
  THERMOMETER,
  told,
  typed,
  UNPLUGGED,
  uuid,
  writes,
} from './test-kit.ts';
import { visitOf } from './views.ts';

const DELAYS = { minimumOnFingerMs: 3000, measureMs: 30_000 };

/** mulberry32 */
export function random(seed: number): () => number {
  let a = seed;
  return () => {
    a = (a + 0x6d2b79f5) | 0;
    let t = Math.imul(a ^ (a >>> 15), 1 | a);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

export type Pick = <T>(from: readonly T[]) => T;
export const pickOf =
  (chance: () => number): Pick =>
  <T>(from: readonly T[]): T =>
    from[Math.floor(chance() * from.length)] as T;
export type Move = (kit: Kit, pick: Pick) => void;

/** Killed and started again: the committed state is read back, then the core says so. */
export const restart: Move = (kit) => {
  const saved = JSON.parse(JSON.stringify(kit.state)) as Kit['state'];
  const machines = saved.exam ? [saved.visit, saved.exam] : [saved.visit];
  const restored = restoreCabinet(machines, { mono: kit.mono, wall: 0, clockSure: false });
  const untouched = isDeepStrictEqual(restored, { state: saved, effects: [], records: [] });
  if (!untouched) throw new Error('a restart changed the committed state');
  kit.state = restored.state;
  kit.say({ type: 'core.restarted' });
};

/** What a person would do next on the screen as it is. */
export const forward: Move = (kit, pick) => {
  const { phase, exam } = kit.view();
  const next = FORWARD[phase];
  const flag = kit.view().redFlag?.flag;
  const detail = kit.view().detail?.detail;
  if (phase === 'waiting' && pick([true, false, false, false]))
    kit.sayAll([{ type: 'patient.waitOn' }, STREAMING, { type: 'patient.startExam', exam: 'oximetry' }]);
  else if (next) kit.say(next);
  else if (detail !== undefined) kit.say({ type: 'patient.detail', answer: pick(ANSWERS_TO[detail]) });
  else if (flag !== undefined)
    kit.say({ type: 'patient.redFlag', flag, answer: pick(['no', 'no', 'no', 'no', 'unsaid', 'yes']) });
  else if (phase === 'inCall') {
    const name = pick(EXAMS);
    kit.sayAll([
      { type: 'doctor.connected', claim: CLAIM },
      { type: 'patient.helper', helper: 'nurse' },
      fitted(name, pick),
      startOf(name, pick(['full', 'quick'])),
    ]);
  } else if (exam?.question === 'media-consent')
    kit.say({ type: 'patient.mediaConsent', granted: pick([true, true, true, true, false]) });
  else if (exam?.question)
    kit.say({ type: 'patient.answer', question: exam.question, yes: pick([true, false]) });
  else if (exam?.step === 'questions') kit.say({ type: 'doctor.skipStep' });
  else if (exam?.step === 'measure' || exam?.step === 'connect') MEASURING[exam.exam](kit, pick);
  else if (exam?.step === 'judge' && exam.media !== undefined) judgeMedia(kit, pick);
  else if (exam?.step === 'judge') kit.say({ type: 'doctor.confirm', accept: pick([true, false]) });
  else if (exam?.until != null) kit.pass(exam.until - kit.mono);
  else if (exam?.step === 'position')
    kit.sayAll([fitted(exam.exam, pick), { type: 'patient.ready', step: 'position' }]);
  else kit.say({ type: 'patient.ready', step: exam?.step ?? 'prepare' });
};

function fitted(exam: ExamName, pick: Pick): Said {
  switch (exam) {
    case 'oximetry':
      return STREAMING;
    case 'blood-pressure':
      return pick([DRIVEN, DRIVEN, MEMORY]);
    case 'temperature':
      return told('temperature', THERMOMETER);
    case 'temperature-ear':
    case 'temperature-forehead':
      return HANDHELDS;
    case 'weight':
      return told('weight', SCALE);
    case 'otoscopy':
    case 'throat':
    case 'skin':
    case 'auscultation':
      return inputs(true);
  }
}

/** The doctor or the patient takes one; it is good or poor, or nothing comes of it. */
const take: Move = (kit, pick) => {
  kit.say(inputs(true));
  if (kit.view().exam?.step === 'connect')
    kit.say({ type: pick(['doctor.capture', 'doctor.capture', 'shutter.pressed']), capture: freshCommand() });
  kit.pass(2_000);
  if (kit.capturing === null) return;
  const clip = kit.view().exam?.media?.capturing?.kind === 'clip';
  const poor = captured(kit, clip ? { clip: { levelDb: -90 } } : { still: { sharpness: 1 } });
  kit.say(
    pick([
      takenWell(kit),
      takenWell(kit),
      poor,
      { type: 'media.failed', capture: kit.capturing, reason: 'no-picture' },
    ]),
  );
};

const judgeMedia: Move = (kit, pick) => {
  const media = kit.view().exam?.media;
  const medium = media?.toJudge ?? media?.media.at(-1)?.id;
  if (media === undefined || medium === undefined) return;
  const target = pick(media.targets).target;
  kit.say({ type: 'doctor.judgeMedia', medium, accept: pick([true, true, false]), target });
};

const typeIn: Move = (kit, pick) => {
  kit.sayAll([{ type: 'patient.helper', helper: 'nurse' }, HANDHELDS]);
  const { exam } = kit.view();
  if (exam) kit.say(typed(kit, exam.exam, pick([36.9, 36.8, 40.5, 99])));
};

const MEASURING: Readonly<Record<ExamName, Move>> = {
  otoscopy: take,
  throat: take,
  skin: take,
  auscultation: take,
  oximetry(kit, pick) {
    kit.say(STREAMING);
    kit.seconds(6, { spo2: pick([97, 96, 80]) });
  },
  'blood-pressure'(kit, pick) {
    if (kit.view().exam?.step === 'connect') {
      kit.say({ type: 'doctor.connected', claim: CLAIM });
      kit.say({ type: 'doctor.startCuff', commandId: freshCommand() });
      return;
    }
    kit.pass(pick([5_000, 30_000]));
    const numbers = pick([NORMAL, NORMAL, pressures(210, 100), pressures(100, 99)]);
    if (kit.inflating === null) kit.say(recorded(kit, { numbers, clock: pick(['agrees', 'none']) }));
    else kit.say(cuffEnd(kit, kit.inflating, { numbers }));
  },
  temperature(kit, pick) {
    kit.say(told('temperature', THERMOMETER));
    kit.value('temperature', { value: pick([36.9, 40.5]) });
  },
  'temperature-ear': typeIn,
  'temperature-forehead': typeIn,
  weight(kit, pick) {
    kit.say(told('weight', SCALE));
    kit.value('weight', { contact: 'absent', value: 0 });
    const value = pick([72.3, 72.4]);
    for (let n = 0; n < 3; n += 1) kit.value('weight', { value });
  },
};

/** Whatever was ever said about a cuff, said once more: now, or with its old time where it was obeyed. */
const sayAgain: Move = (kit, pick) => {
  const { commands, readies, started } = kit.acts;
  const [command, ready] = [pick(commands), pick(readies)];
  if (command !== undefined)
    kit.say(
      { type: 'doctor.startCuff', commandId: command.id },
      started.includes(command.id) ? pick([kit.mono, command.at]) : kit.mono,
    );
  if (ready !== undefined) kit.say({ type: 'patient.ready', step: 'position' }, pick([kit.mono, ready]));
  if (command !== undefined) kit.say(cuffEnd(kit, command.id, { numbers: NORMAL }));
};
/** A first entry, or a correction of what stands. */
const enter: Move = (kit, pick) => {
  const value = pick([0, 3, 10]);
  const standing = visitOf(kit.state).context.entered.findLast(({ item }) => item === 'pain');
  kit.say({
    type: 'doctor.entered',
    entry: freshCommand(),
    entered: { item: 'pain', value, unit: '{score}' },
    replaces: pick([standing?.id ?? null, null]),
  });
};
/** A document comes, is printed or not, and the printer says something. */
const documents: Move = (kit, pick) => {
  const known = visitOf(kit.state).context.documents;
  const document = pick(known);
  if (document === undefined) {
    kit.say({ type: 'doctor.connected', claim: CLAIM });
    kit.say({ type: 'document.received', document: { ...DOCUMENT, id: `urn:uuid:${freshCommand()}` } });
    return;
  }
  const { id, hand } = document;
  if (hand.state === 'printing')
    kit.say(
      pick<Said>([
        printEnds(hand.print, pick([null, null, 'paper-out', 'printer-gone']), pick([true, false])),
        { type: 'print.trouble', print: hand.print, trouble: pick(['paper-out', 'jam', null]) },
        chooses('show', id),
      ]),
    );
  else
    kit.say(
      pick<Said>([
        chooses(pick(['print', 'show', 'seen']), id),
        { type: 'doctor.print', document: id, print: freshCommand() },
      ]),
    );
};
/** The doctor leaves a note or a summary, wants to read those of others, and the patient says what he thinks of it. */
const closes: Move = (kit, pick) => {
  const { note, earlier } = visitOf(kit.state).context;
  const look = earlier?.state === 'looking' ? earlier.look : freshCommand();
  kit.say(
    pick<Said>([
      writes(freshCommand(), note?.id ?? null),
      summed(freshCommand()),
      { type: 'doctor.lookEarlier', look: freshCommand() },
      { type: 'doctor.askShare' },
      { type: 'patient.share', granted: pick([true, false]), look: freshCommand() },
      answers(look, pick([{ notes: [EARLIER] }, { notes: [] }, { refused: 'not-agreed' as const }])),
    ]),
  );
};
const readPrepared: Move = (kit, pick) => {
  const { unread } = visitOf(kit.state).context;
  if (unread.length > 0) kit.say({ type: 'doctor.readPrepared', visit: pick(unread).visit });
};
/** Fourteen on the day of the walk. */
const CHILD = { ...IDENTITY, birthDate: '2012-01-01' };
/** A no ends the visit wherever it is said. */
const MOSTLY = [...Array.from({ length: 15 }, () => true), false];
const FORWARD: Partial<Record<Phase, Said>> = {
  idle: { type: 'patient.begin', visit: uuid(7) },
  welcome: { type: 'patient.welcomeDone' },
  language: { type: 'patient.language', language: 'fr' },
  identify: { type: 'patient.identified', identity: IDENTITY },
  consent: { type: 'patient.consent', granted: true },
  waiting: { type: 'doctor.claimed', doctor: DOCTOR, claim: CLAIM },
  documents: { type: 'patient.finish' },
  cleaning: { type: 'cleaning.done' },
};

/** What brings a visit forward comes often, so that walks reach far. */
const MOVES: readonly (readonly [number, Move])[] = [
  [50, forward],
  [4, (kit) => kit.say({ type: 'patient.begin', visit: uuid(Math.floor(kit.mono)) })],
  [4, (kit) => kit.say({ type: 'patient.welcomeDone' })],
  [4, (kit, pick) => kit.say({ type: 'patient.language', language: pick(['fr', 'fr-falc', 'en']) })],
  [4, (kit, pick) => kit.say({ type: 'patient.identified', identity: pick([IDENTITY, CHILD, null]) })],
  [1, (kit, pick) => kit.say({ type: 'patient.detail', answer: pick(DETAIL_ANSWERS) })],
  [
    1,
    (kit, pick) =>
      kit.say({
        type: 'patient.draft',
        draft: { birthName: pick(['', 'Zzdraft']), firstName: '', birthDate: null, dateAsked: false },
      }),
  ],
  [
    1,
    (kit, pick) =>
      kit.say({ type: 'doctor.checkIdentity', identifiers: pick([[], ['name'], ['name', 'birthDate']]) }),
  ],
  [0.5, (kit, pick) => kit.say({ type: 'doctor.askThird', who: pick(THIRDS) })],
  [0.5, (kit, pick) => kit.say({ type: 'patient.third', granted: pick([true, false]) })],
  [4, (kit, pick) => kit.say({ type: 'patient.consent', granted: pick(MOSTLY) })],
  [1, (kit) => kit.say({ type: 'patient.back' })],
  [0.3, (kit) => kit.say({ type: 'patient.leave' })],
  [1, (kit) => kit.say({ type: 'patient.stillHere' })],
  [2, (kit) => kit.say({ type: 'patient.active' })],
  [0.5, (kit) => kit.say({ type: 'patient.help' })],
  [8, (kit, pick) => kit.say({ type: 'patient.ready', step: pick(EXAM_STEPS) })],
  [8, (kit) => kit.say({ type: 'patient.ready', step: kit.view().exam?.step ?? 'prepare' })],
  [0.3, (kit) => kit.say({ type: 'patient.cannot' })],
  [1, (kit) => kit.say({ type: 'patient.finish' })],
  [2, (kit) => kit.say({ type: 'cleaning.done' })],
  [4, (kit) => kit.say({ type: 'doctor.claimed', doctor: DOCTOR, claim: CLAIM })],
  [1, (kit) => kit.say({ type: 'doctor.claimed', doctor: OTHER_DOCTOR, claim: OTHER_CLAIM })],
  [4, (kit, pick) => kit.say({ type: 'doctor.connected', claim: pick([CLAIM, OTHER_CLAIM]) })],
  [1, (kit, pick) => kit.say({ type: 'doctor.lost', claim: pick([CLAIM, OTHER_CLAIM]) })],
  [0.3, (kit, pick) => kit.say({ type: 'doctor.released', claim: pick([CLAIM, OTHER_CLAIM]) })],
  [6, (kit, pick) => kit.say(startOf(pick(EXAMS), pick(['full', 'quick'])))],
  [4, (kit) => kit.say({ type: 'doctor.startCuff', commandId: freshCommand() })],
  [3, sayAgain],
  [2, (kit, pick) => kit.say(pick([DRIVEN, MEMORY, told('blood-pressure', CUFF, 'absent')]))],
  [1, (kit) => kit.say(cuffEnd(kit, kit.inflating ?? freshCommand(), { failure: 'movement' }))],
  [
    1,
    (kit) =>
      kit.say({ type: 'cuff.refused', commandId: kit.inflating ?? freshCommand(), reason: 'too-soon' }),
  ],
  [1, (kit) => kit.say({ type: 'screen.lost' })],
  [1, (kit, pick) => kit.say({ type: 'selftest.closed', capabilities: pick([[], [], ['weight']]) })],
  [1, (kit, pick) => kit.say({ type: 'doctor.hold', on: pick([true, false]) })],
  [1, (kit) => kit.say({ type: 'doctor.say', id: freshCommand(), sentence: { text: 'Sentence' } })],
  [
    1,
    (kit) => {
      const id = kit.view().sentence?.id ?? freshCommand();
      kit.say({ type: 'patient.sentenceShown', id, spoken: false });
      kit.say({ type: 'patient.sentenceRead', id });
    },
  ],
  [1, (kit, pick) => kit.say({ type: 'doctor.keepOn', on: pick([true, true, false]) })],
  [2, (kit) => kit.say({ type: 'doctor.startQuickSet' })],
  [0.3, (kit) => kit.say({ type: 'doctor.stopQuickSet' })],
  [1, (kit, pick) => kit.say({ type: 'patient.helper', helper: pick(['nurse', 'relative', null]) })],
  [1, enter],
  [2, (kit, pick) => kit.sayAll([STREAMING, { type: 'patient.startExam', exam: pick(EXAMS) }])],
  [1, (kit) => kit.say({ type: 'patient.readLater' })],
  [1, (kit) => kit.say({ type: 'patient.waitOn' })],
  [
    1,
    (kit, pick) => kit.say({ type: 'patient.redFlag', flag: pick(RED_FLAGS), answer: pick(['no', 'yes']) }),
  ],
  [0.5, (kit, pick) => kit.say({ type: 'patient.mediaConsent', granted: pick([true, true, false]) })],
  [1, readPrepared],
  [4, documents],
  [3, closes],
  [1, (kit, pick) => kit.say(inputs(pick([true, true, false])))],
  [1, (kit, pick) => kit.say({ type: 'doctor.target', target: pick(MEDIA_TARGETS) })],
  [1, (kit, pick) => kit.say({ type: pick(['doctor.capture', 'shutter.pressed']), capture: freshCommand() })],
  [1, judgeMedia],
  [1, (kit) => kit.say(takenWell(kit))],
  [1, (kit) => kit.say({ type: 'doctor.repeatExam' })],
  [1, (kit) => kit.say({ type: 'doctor.skipStep' })],
  [0.3, (kit) => kit.say({ type: 'doctor.cancelExam' })],
  [0.3, (kit) => kit.say({ type: 'doctor.end' })],
  [6, (kit) => kit.say(STREAMING)],
  [1, (kit) => kit.say(UNPLUGGED)],
  [
    1,
    (kit) => kit.say({ type: 'instrument.state', state: 'faulted', fault: 'silent', instrument: OXIMETER }),
  ],
  [8, (kit, pick) => kit.seconds(pick([1, 5, 5]), { spo2: pick([97, 97, 96, 80]) })],
  [2, (kit) => kit.second({ contact: 'absent', spo2: null, pulse: null })],
  [1, (kit, pick) => kit.second({ good: pick([0.1, 0.9]), perfusionIndex: pick([0.1, null]) })],
  [3, (kit, pick) => kit.pass(pick([500, 5_000, 25_000, 70_000, 400_000]))],
  [1, restart],
  [1, (kit, pick) => kit.say({ type: 'fleet.state', broker: pick(['up', 'down']) })],
  [1, (kit, pick) => kit.say({ type: 'media.state', camera: pick([true, false]), microphone: true })],
];
const WEIGHT = MOVES.reduce((sum, [weight]) => sum + weight, 0);

function move(chance: number): Move {
  let left = chance * WEIGHT;
  for (const [weight, run] of MOVES) {
    left -= weight;
    if (left < 0) return run;
  }
  return restart;
}

export interface Walk {
  readonly kit: Kit;
  readonly phases: ReadonlySet<string>;
  /** The first promise that did not hold, with the step at which; null: all held. */
  readonly wrong: string | null;
}

/** `seen` is shown the cabinet after each step. */
export function walk(seed: number, steps: number, seen: (kit: Kit) => void = () => {}): Walk {
  const chance = random(seed);
  const pick = pickOf(chance);
  const kit = createKit(DELAYS);
  const phases = new Set<string>();
  for (let n = 0; n < steps; n += 1) {
    const found: string[] = [];
    try {
      move(chance())(kit, pick);
      phases.add(kit.view().phase);
      found.push(...broken(kit));
      seen(kit);
    } catch (error) {
      found.push(error instanceof Error ? error.message : String(error));
    }
    if (found.length > 0) return { kit, phases, wrong: `step ${n}: ${found.join('; ')}` };
  }
  return { kit, phases, wrong: null };
}

/** Everybody has gone, the doctor's link with them, and time passes: what is then still there, null for nobody. */
export function leftBehind({ kit }: { readonly kit: Kit }): string | null {
  for (const claim of [CLAIM, OTHER_CLAIM]) kit.say({ type: 'doctor.lost', claim });
  kit.pass(3_600_000);
  const { phase } = kit.view();
  if (phase !== 'idle' && phase !== 'cleaning') return `still in ${phase}`;
  // What somebody left to be read outlives him.
  kit.deadlines.delete('unread.due');
  return kit.deadlines.size === 0 ? null : `deadlines ${[...kit.deadlines.keys()]}`;
}
