/** For tests: a cabinet driven by hand, with a core's bookkeeping of deadlines and of the wanted instrument. */
import type { Capability } from '../drivers/contract.ts';
import { doctorView, initialCabinet, patientView, stepCabinet } from './cabinet.ts';
import { CATALOGUE } from './catalogue.ts';
import {
  type CabinetEvent,
  type CabinetState,
  COMPANIONS,
  type Detail,
  type DetailAnswer,
  type DocumentChoice,
  doctorViewSchema,
  type EarlierAnswer,
  type EarlierNote,
  type Effect,
  type ExamName,
  GUARDIANS,
  HANDHELD_NEEDS,
  type Instant,
  type JournalRecord,
  MEDIA_NEEDS,
  type NotHandedOver,
  type OfferedDocument,
  type PatientView,
  patientViewSchema,
  type Reading,
  type Refused,
  type ScalarSecond,
  SEXES,
  type Second,
  type StepResult,
} from './contract.ts';
import { DEADLINES, type Delays } from './delays.ts';
import { wantedBy } from './exam/declaration.ts';
import { readRecord, recordSchemas } from './records.ts';
import { examOf, visitOf } from './views.ts';

type WithoutAt<T> = T extends unknown ? Omit<T, 'at'> : never;
export type Said = WithoutAt<CabinetEvent>;

export const uuid = (n: number): string => `00000000-0000-4000-8000-${n.toString(16).padStart(12, '0')}`;
export const VISIT = uuid(1);
export const CLAIM = uuid(2);
export const OTHER_CLAIM = uuid(3);
export const DOCTOR = { id: 'doctor-a', name: 'Dr A' };
export const OTHER_DOCTOR = { id: 'doctor-b', name: 'Dr B' };
export const SURNAME = 'Zzbirthname';
export const FIRST_NAME = 'Zzfirstname';
export const IDENTITY = {
  birthName: SURNAME,
  firstName: FIRST_NAME,
  birthDate: '1950-02-03',
  status: 'provisional',
  source: 'typed',
} as const;
export const OXIMETER = { model: 'contec-v7', label: 'Oximeter', serial: 'SN1' };

/** Nobody is in danger; what is asked of somebody of `IDENTITY`'s age. */
export const NO_FLAGS: readonly Said[] = (
  ['chest-pain', 'breathless', 'stroke', 'bleeding', 'suicide'] as const
).map((flag) => ({ type: 'patient.redFlag', flag, answer: 'no' }));
export const ANSWERS_TO: Readonly<Record<Detail, readonly DetailAnswer[]>> = {
  sex: SEXES.map((sex) => ({ detail: 'sex', sex })),
  companion: COMPANIONS.map((companion) => ({ detail: 'companion', companion })),
  guardian: GUARDIANS.map((guardian) => ({ detail: 'guardian', guardian })),
  guardianName: [{ detail: 'guardianName', name: 'Zzguardian' }],
  minorAlone: [{ detail: 'minorAlone' }],
  callback: [
    { detail: 'callback', number: null },
    { detail: 'callback', number: '0600000000' },
  ],
};
export const DETAIL_ANSWERS = Object.values(ANSWERS_TO).flat();
/** Of an adult who came alone. */
export const DETAILS_GIVEN: readonly Said[] = [
  { type: 'patient.detail', answer: { detail: 'sex', sex: 'female' } },
  { type: 'patient.detail', answer: { detail: 'companion', companion: 'nobody' } },
  { type: 'patient.detail', answer: { detail: 'callback', number: '0600000000' } },
];
/** What else is asked of a minor who came alone; of nobody else, and then it changes nothing. */
export const MINOR_ALONE: readonly Said[] = [
  { type: 'patient.detail', answer: { detail: 'minorAlone' } },
  ...DETAILS_GIVEN.slice(-1),
];
export const BEGIN: readonly Said[] = [
  { type: 'patient.begin', visit: VISIT },
  { type: 'patient.welcomeDone' },
  { type: 'patient.language', language: 'en' },
  { type: 'patient.identified', identity: IDENTITY },
  ...DETAILS_GIVEN,
  { type: 'patient.consent', granted: true },
  ...NO_FLAGS,
];
/** So many of `BEGIN` lead to the consent. */
export const TO_CONSENT = BEGIN.findIndex(({ type }) => type === 'patient.consent');
export const CALL: readonly Said[] = [
  ...BEGIN,
  { type: 'doctor.claimed', doctor: DOCTOR, claim: CLAIM },
  { type: 'doctor.connected', claim: CLAIM },
];
export const STREAMING: Said = {
  type: 'instrument.state',
  state: 'streaming',
  fault: null,
  instrument: OXIMETER,
};
export const UNPLUGGED: Said = {
  type: 'instrument.state',
  state: 'absent',
  fault: 'unplugged',
  instrument: null,
};
export const CUFF = { model: 'cuff', label: 'Cuff', serial: 'SN2' };
export const THERMOMETER = { model: 'probe', label: 'Thermometer', serial: 'SN3' };
export const SCALE = { model: 'scale', label: 'Scale', serial: null };
export const told = (
  capability: Capability,
  instrument: typeof CUFF | typeof SCALE,
  state: 'absent' | 'ready' | 'opening' | 'streaming' | 'faulted' = 'streaming',
): Said => ({
  type: 'instrument.state',
  capability,
  state,
  fault: state === 'faulted' ? 'silent' : null,
  instrument: state === 'absent' ? null : instrument,
});
export const DRIVEN: Said = { ...told('blood-pressure', CUFF), remoteStart: true } as Said;
export const MEMORY: Said = told('blood-pressure', CUFF);
export const inputs = (present: boolean): Said => ({
  type: 'media.inputs',
  inputs: MEDIA_NEEDS.map((need) => ({ need, present, label: present ? `A ${need}` : null })),
});
export const HANDHELDS: Said = {
  type: 'handhelds',
  handhelds: HANDHELD_NEEDS.map((need) => ({ need, label: `A ${need}` })),
};
export const FITTED: readonly Said[] = [
  inputs(true),
  HANDHELDS,
  STREAMING,
  DRIVEN,
  told('temperature', THERMOMETER),
  told('weight', SCALE),
];
/** Of the doctor; its title is about the patient. */
export const DOCUMENT: OfferedDocument = {
  id: `urn:uuid:${uuid(50)}`,
  kind: 'prescription',
  bytes: 1000,
  sha256: 'a'.repeat(64),
  title: 'Zztitle',
};
/** For the next doctor; about the patient. */
export const NOTE = { reason: 'Zzcough', found: 'Zzclear lungs', done: 'Zznothing', watch: 'Zzfever' };
export const writes = (entry: string, replaces: string | null = null): Said => ({
  type: 'doctor.writeNote',
  entry,
  note: NOTE,
  replaces,
});
export const SUMMARY = { reason: 'Zzcough', conclusion: 'Zzcold', followUp: '', text: 'Zzall of it' };
export const summed = (id: string): Said => ({
  type: 'doctor.writeSummary',
  summary: SUMMARY,
  bundle: { id: `urn:uuid:${id}`, bytes: 1000, sha256: 'b'.repeat(64) },
});
export const EARLIER: EarlierNote = { id: `urn:uuid:${uuid(60)}`, note: NOTE, by: 'Dr Zz', at: 1 };
/** Of the record. */
export const answers = (look: string, answer: EarlierAnswer = { notes: [EARLIER] }): Said => ({
  type: 'earlier.answer',
  look,
  confirmed: true,
  answer,
});
export const RECEIVED: Said = { type: 'document.received', document: DOCUMENT };
let prints = 0;
export const chooses = (choice: DocumentChoice, document = DOCUMENT.id): Said => ({
  type: 'patient.document',
  document,
  choice,
  print: uuid(0xd0_0000 + prints++),
});
/** The end of a printing that the printer knows; `why` null: on paper. */
export const printEnds = (print: string, why: NotHandedOver | null, withdrawn = true): Said => ({
  type: 'print.over',
  print,
  printer: 0,
  why,
  withdrawn,
  sha256: why === null ? DOCUMENT.sha256 : null,
});
/** What a helper read, typed in. */
export const typed = (kit: Pick<Kit, 'freshIds'>, exam: ExamName, value: number): Said => ({
  type: 'helper.typed',
  exam,
  value,
  freshIds: kit.freshIds(1),
});
export const startOf = (exam: ExamName, mode?: 'full' | 'quick'): Said => ({
  type: 'doctor.startExam',
  exam,
  ...(mode === undefined ? {} : { mode }),
});
export const ready = (step: PatientReady['step']): Said => ({ type: 'patient.ready', step });
type PatientReady = Extract<CabinetEvent, { type: 'patient.ready' }>;

export const CONNECT: readonly Said[] = [
  ...CALL,
  { type: 'doctor.startExam', exam: 'oximetry' },
  { type: 'patient.ready', step: 'prepare' },
  STREAMING,
  { type: 'patient.ready', step: 'position' },
];

/** Short enough for a test, in the same proportions. */
export const SHORT: Partial<Delays> = { minimumOnFingerMs: 8_000, measureMs: 30_000 };

export interface Acts {
  readonly commands: { readonly id: string; readonly at: number }[];
  readonly readies: number[];
  readonly started: string[];
}

export interface Kit {
  state: CabinetState;
  mono: number;
  readonly deadlines: Map<string, number>;
  wanted: boolean;
  /** What the hub was asked for. */
  readonly capabilities: Set<Capability>;
  /** The command whose cuff moves, as the drivers would know it. */
  inflating: string | null;
  /** The capture that the screen is taking, as the core would know it. */
  capturing: string | null;
  /** The prints that the print service follows, as the core would know them. */
  readonly printing: Set<string>;
  /** What started a cuff and should not have, or did not stop one. */
  readonly unsafe: string[];
  /** Every start and every ready that was ever said, whatever came of it. */
  readonly acts: Acts;
  readonly records: JournalRecord[];
  /** Kinds of records that their own schema refuses. */
  readonly malformed: string[];
  readonly effects: Effect[];
  /** `mono`: when it is said to have happened; now when absent. */
  say(said: Said, mono?: number): StepResult;
  sayAll(said: readonly Said[]): void;
  /** One second of the oximeter, now. */
  second(values?: Partial<Second>): StepResult;
  seconds(count: number, values?: Partial<Second>): void;
  /** One second of a thermometer or a scale, now. */
  value(capability: 'temperature' | 'weight', values?: Partial<ScalarSecond>): StepResult;
  freshIds(count: number): string[];
  /** Lets time pass; deadlines fire in order, as the core would. */
  pass(ms: number): void;
  view(): PatientView;
  accepted(): Reading[];
  refused(): Refused[];
  kinds(): string[];
}

/** Never twice, also between a kit and its copies. */
let ids = 1000;

export function createKit(delays: Partial<Delays> = SHORT, start?: CabinetState): Kit {
  const now = (mono: number): Instant => ({ mono, wall: 1_790_000_000_000 + mono, clockSure: true });
  const kit: Kit = {
    state: start ?? initialCabinet(),
    mono: 10_000,
    deadlines: new Map(),
    wanted: false,
    capabilities: new Set(),
    inflating: null,
    capturing: null,
    printing: new Set(),
    unsafe: [],
    acts: { commands: [], readies: [], started: [] },
    records: [],
    malformed: [],
    effects: [],
    say(said, mono = kit.mono) {
      const event = { ...said, at: now(mono) } as CabinetEvent;
      if (event.type === 'deadline') kit.deadlines.delete(event.name);
      if (event.type === 'doctor.startCuff') kit.acts.commands.push({ id: event.commandId, at: mono });
      if (event.type === 'patient.ready' && event.step === 'position' && stepOf(kit) === 'position')
        kit.acts.readies.push(mono);
      if (event.type === 'cuff.end' || event.type === 'cuff.refused')
        if (event.commandId === kit.inflating) kit.inflating = null;
      if (event.type === 'media.captured' || event.type === 'media.failed')
        if (event.capture === kit.capturing) kit.capturing = null;
      if (event.type === 'print.over') kit.printing.delete(event.print);
      if (event.type === 'core.restarted') kit.printing.clear();
      const result = stepCabinet(kit.state, event, { delays });
      for (const effect of result.effects) {
        if (effect.type === 'deadline.set') kit.deadlines.set(effect.name, kit.mono + effect.inMs);
        else if (effect.type === 'deadline.clear') kit.deadlines.delete(effect.name);
        else if (effect.type === 'instrument.want') kit.capabilities.add(effect.capability);
        else if (effect.type === 'instrument.release') kit.capabilities.delete(effect.capability);
        else if (effect.type === 'cuff.stop') kit.inflating = null;
        else if (effect.type === 'cuff.start') inflate(kit, effect);
        else if (effect.type === 'media.capture') {
          if (kit.capturing !== null) kit.unsafe.push('capture during another');
          kit.capturing = effect.capture;
        } else if (effect.type === 'media.cancel') {
          if (kit.capturing !== effect.capture) kit.unsafe.push('cancelled what does not run');
          kit.capturing = null;
        } else if (effect.type === 'document.print') {
          if (kit.printing.has(effect.print)) kit.unsafe.push('printed twice');
          kit.printing.add(effect.print);
        } else if (effect.type === 'session.wipe') kit.printing.clear();
      }
      kit.wanted = kit.capabilities.size > 0;
      // What the journal keeps is JSON: the next step starts from what a restart would read.
      kit.state = result.changed ? JSON.parse(JSON.stringify(result.state)) : result.state;
      kit.effects.push(...result.effects);
      kit.records.push(...result.records);
      for (const { kind, payload } of result.records)
        if (!recordSchemas[kind as keyof typeof recordSchemas]?.safeParse(payload).success)
          kit.malformed.push(kind);
      return result;
    },
    sayAll(said) {
      for (const one of said) kit.say(one);
    },
    second(values = {}) {
      kit.pass(1000);
      const freshIds = kit.freshIds(3);
      const second: Second = {
        at: now(kit.mono),
        contact: 'present',
        spo2: 97,
        pulse: 70,
        perfusionIndex: 3,
        good: 1,
        ...values,
      };
      return kit.say({ type: 'instrument.second', second, freshIds });
    },
    seconds(count, values) {
      for (let i = 0; i < count; i++) kit.second(values);
    },
    value(capability, values = {}) {
      kit.pass(1000);
      const second: ScalarSecond = {
        at: now(kit.mono),
        contact: 'present',
        value: capability === 'weight' ? 72.3 : 36.9,
        settled: true,
        outside: null,
        ...values,
      };
      return kit.say({ type: 'instrument.value', capability, second, freshIds: kit.freshIds(1) });
    },
    freshIds: (count) => Array.from({ length: count }, () => uuid(ids++)),
    pass(ms) {
      const end = kit.mono + ms;
      for (;;) {
        const next = [...kit.deadlines].sort((a, b) => a[1] - b[1])[0];
        if (!next || next[1] > end) break;
        kit.mono = Math.max(kit.mono, next[1]);
        kit.say({ type: 'deadline', name: next[0] });
      }
      kit.mono = end;
    },
    view: () => patientView(kit.state),
    accepted: () => kit.records.flatMap((r) => readRecord(r, 'reading.accepted')?.readings ?? []),
    refused: () => kit.records.flatMap((r) => readRecord(r, 'reading.refused')?.refused ?? []),
    kinds: () => kit.records.map((r) => r.kind),
  };
  return kit;
}

const WATCHED = [
  'welcome',
  'language',
  'identify',
  'details',
  'consent',
  'redFlags',
  'waiting',
  'documents',
  'interrupted',
];
const TIMED = ['questions', 'prepare', 'rest', 'position', 'connect', 'measure', 'judge', 'repeat'];

const stepOf = (kit: Kit): string | null => examOf(kit.state)?.step ?? null;

/** As strict as the drivers' own gate, and from its own books: what was said, not what the machine remembers. */
function inflate(kit: Kit, effect: Extract<Effect, { type: 'cuff.start' }>): void {
  const { commandId, commandAt, readyAt, patient } = effect;
  const { commands, readies, started } = kit.acts;
  const must = (holds: boolean, what: string) => {
    if (!holds) kit.unsafe.push(`start ${what}`);
  };
  must(
    commands.some(
      ({ id, at }) => id === commandId && at === commandAt && kit.mono - at >= 0 && kit.mono - at < 3000,
    ),
    'without a command less than 3 s old',
  );
  must(
    readies.some((at) => at === readyAt && kit.mono - at >= 0 && kit.mono - at < 60_000),
    'without a ready less than 60 s old',
  );
  must(!started.includes(commandId), 'by a command that was obeyed before');
  must(kit.inflating === null, 'of a cuff that moves');
  must(visitOf(kit.state).context.hold === null, 'while the patient was asked to wait');
  must(patient === 'adult' || patient === 'child', 'without a patient type');
  started.push(commandId);
  kit.inflating = commandId;
}

/** Everything that holds in every state, whatever happened. Returns what does not. */
export function broken(kit: Kit): string[] {
  const found: string[] = [];
  const must = (holds: boolean, what: string) => {
    if (!holds) found.push(what);
  };
  const view = patientView(kit.state);
  const doctor = doctorView(kit.state);
  const armed = (name: (typeof DEADLINES)[number]) => kit.deadlines.has(name);
  must(patientViewSchema.safeParse(view).success, 'patient view is malformed');
  must(doctor === null || doctorViewSchema.safeParse(doctor).success, 'doctor view is malformed');
  const { phase } = view;
  const step = view.exam?.step ?? null;
  const live = step !== null && TIMED.includes(step);
  must(WATCHED.includes(phase) === (armed('idle.ask') || armed('idle.end')), `idle watch in ${phase}`);
  must((view.stillThereUntil !== null) === armed('idle.end'), 'the question and its deadline');
  must(['goodbye', 'abandoned'].includes(phase) === armed('goodbye.end'), `end of ${phase}`);
  must((view.doctor !== null) === ['inCall', 'exam'].includes(phase), `doctor in ${phase}`);
  const link = (kit.state.visit.state.context as { doctor: { link: string } | null }).doctor?.link;
  must((link === 'connecting' || link === 'lost') === armed('lease.over'), `lease with link ${link}`);
  must(phase !== 'exam' || view.exam !== null, 'phase exam without an exam');
  must(!live || phase === 'exam' || phase === 'alone', `exam at ${step} in ${phase}`);
  must(phase !== 'alone' || view.exam !== null, 'phase alone without an exam');
  must((['exam', 'alone'].includes(phase) && !live) === armed('exam.shown'), 'end of exam shown');
  must((view.hold != null) === armed('hold.over'), 'a hold and its deadline');
  must((view.sentence != null) === armed('sentence.over'), 'a sentence and its deadline');
  must((view.quickSet != null && live) === armed('quick.share'), 'a quick set and its deadline');
  must(
    view.doctor !== null || (view.hold == null && view.quickSet == null),
    "a doctor's act without a doctor",
  );
  must((phase === 'details') === (view.detail != null), `detail asked in ${phase}`);
  must((phase === 'redFlags') === (view.redFlag != null), `danger sign asked in ${phase}`);
  const { unread, keepOn } = visitOf(kit.state).context;
  must(unread.some(({ late }) => !late) === armed('unread.due'), 'unread and its deadline');
  must(phase !== 'alone' || view.exam?.exam !== 'blood-pressure', 'a cuff without a doctor');
  for (const timed of TIMED)
    must((step === timed) === armed(`exam.${timed}` as (typeof DEADLINES)[number]), `deadline of ${timed}`);
  const needed: Capability[] =
    view.exam && live && CATALOGUE[view.exam.exam].wantedOn.includes(view.exam.step)
      ? [...wantedBy(CATALOGUE[view.exam.exam])]
      : [];
  const expected = new Set<string>(keepOn ? [...needed, 'oximetry'] : needed);
  must(
    `${[...kit.capabilities].sort()}` === `${[...expected].sort()}`,
    `${[...kit.capabilities]} wanted at ${step}`,
  );
  const moves = step === 'measure' && view.exam?.cuff === 'driven';
  must((kit.inflating !== null) === moves, `cuff ${kit.inflating === null ? 'still' : 'moving'} at ${step}`);
  must(
    kit.capturing === (view.exam?.media?.capturing?.capture ?? null) &&
      (kit.capturing !== null) === (step === 'measure' && view.exam?.media !== undefined),
    `capture ${kit.capturing} at ${step}`,
  );
  const { documents } = visitOf(kit.state).context;
  const printed = documents.flatMap(({ hand }) => (hand.state === 'printing' ? [hand.print] : []));
  must(`${[...kit.printing].sort()}` === `${printed.sort()}`, `prints ${[...kit.printing]} in ${phase}`);
  must(kit.unsafe.length === 0, `unsafe: ${kit.unsafe}`);
  for (const name of kit.deadlines.keys())
    must((DEADLINES as readonly string[]).includes(name), `unknown deadline ${name}`);
  if (phase === 'idle' || phase === 'cleaning')
    must(!JSON.stringify([kit.state, view]).includes('Zz'), `personal data in ${phase}`);
  if (view.stillThereUntil !== null || phase === 'goodbye' || phase === 'abandoned')
    must(!JSON.stringify(view).includes('Zz'), 'personal data behind the question');
  must(kit.malformed.length === 0, `malformed records: ${kit.malformed}`);
  const count = (kind: string) => kit.records.filter((r) => r.kind === kind).length;
  must(count('exam.started') - count('exam.ended') === (live ? 1 : 0), 'an exam that never ended');
  must(
    count('visit.begun') - count('visit.ended') === (['idle', 'cleaning'].includes(phase) ? 0 : 1),
    'visit end',
  );
  // Ids only: a whole parse of every record after every step is most of a walk's time.
  const ids = kit.records.flatMap(({ kind, payload }) =>
    kind === 'reading.accepted' ? (payload as { readings: Reading[] }).readings.map(({ id }) => id) : [],
  );
  must(new Set(ids).size === ids.length, 'a reading accepted twice');
  const media = kit.records.flatMap(({ kind, payload }) =>
    kind === 'media.kept' ? [(payload as { medium: { id: string } }).medium.id] : [],
  );
  must(new Set(media).size === media.length, 'a medium kept twice');
  const begun = kit.records.flatMap(({ kind, payload }) =>
    kind === 'print.begun' ? [(payload as { print: string }).print] : [],
  );
  const ended = kit.records.flatMap(({ kind, payload }) =>
    kind === 'print.over' ? [(payload as { print: string }).print] : [],
  );
  must(new Set(ended).size === ended.length, 'a print ended twice');
  must(begun.length - ended.length === printed.length, 'a print without an end');
  return found;
}
