/**
 * The vocabulary of the visit: phases, events, effects, records and the views that people see. Pure types and
 * schemas; no I/O, no timers, time comes in with each event.
 */
import { z } from 'zod';
import { CAPABILITIES, type Capability, QUANTITIES } from '../drivers/contract.ts';
import type { CuffFailure, StartRefusal } from '../drivers/cuff/contract.ts';

export const LANGUAGES = ['fr', 'fr-falc', 'en'] as const;
export const languageSchema = z.enum(LANGUAGES);
export type Language = z.infer<typeof languageSchema>;

export const PHASES = [
  'idle',
  'welcome',
  'language',
  'identify',
  'consent',
  'waiting',
  'inCall',
  'exam',
  'documents',
  'goodbye',
  'cleaning',
  'abandoned',
  'interrupted',
] as const;
export const phaseSchema = z.enum(PHASES);
export type Phase = z.infer<typeof phaseSchema>;

export const EXAMS = ['oximetry', 'blood-pressure', 'temperature', 'weight'] as const;
export const examNameSchema = z.enum(EXAMS);
export type ExamName = z.infer<typeof examNameSchema>;

/** quick: one measurement without rest, marked "not at rest". */
export const EXAM_MODES = ['full', 'quick'] as const;
export const examModeSchema = z.enum(EXAM_MODES);
export type ExamMode = z.infer<typeof examModeSchema>;

export const capabilitySchema = z.enum(CAPABILITIES);

export const EXAM_STEPS = [
  'questions',
  'prepare',
  /** Sitting still before a measurement, or between two. */
  'rest',
  'position',
  'connect',
  'measure',
  'judge',
  'repeat',
  'done',
  'skipped',
  'failed',
] as const;
export const examStepSchema = z.enum(EXAM_STEPS);
export type ExamStep = z.infer<typeof examStepSchema>;

/** What stands in the way of a measurement right now; each has a sentence for each of the four people. */
export const TROUBLES = [
  'not-plugged',
  'unplugged',
  'instrument-fault',
  'silent',
  'finger-out',
  'searching',
  'low-perfusion',
  'moving',
  'unstable',
  'implausible',
  'extreme',
  'timeout',
  'probe-out',
  'scale-empty',
  /** Weighed, and to be weighed again: off the scale in between. */
  'still-on',
  'loose-cuff',
  'weak-pulse',
  /** Measured, and outside what the instrument can tell: there is no number. */
  'out-of-range',
  /** The measurement was broken off: by a person, a lost doctor, a lost screen, a restart. */
  'stopped',
  /** The "ready" is too old to move anything: said again. */
  'ready-expired',
  /** A result of the instrument's memory whose time agrees with nothing: the doctor decides. */
  'unconfirmed',
  /** A question was answered with a yes that only the doctor may pass. */
  'question-yes',
] as const;
export const troubleSchema = z.enum(TROUBLES);
export type Trouble = z.infer<typeof troubleSchema>;

/** Asked before an exam, one at a time. A "yes" has the consequence that the exam declares. */
export const QUESTIONS = ['arm-unfit', 'cannot-stand'] as const;
export const questionSchema = z.enum(QUESTIONS);
export type Question = z.infer<typeof questionSchema>;

/** Why an exam is offered to nobody; words for the doctor. */
export const UNAVAILABLE = [
  'absent',
  'faulted',
  'self-test-failed',
  /** Unknown age blocks the cuff. */
  'age-unknown',
  /** No cuff under 3 years. */
  'too-young',
] as const;
export const unavailableSchema = z.enum(UNAVAILABLE);
export type Unavailable = z.infer<typeof unavailableSchema>;

/** An instant on both clocks. Durations use `mono` only. */
export const instantSchema = z.object({
  /** Milliseconds of CLOCK_MONOTONIC; restarts with the machine. */
  mono: z.number(),
  /** Milliseconds since 1970 UTC. */
  wall: z.number(),
  clockSure: z.boolean(),
});
export type Instant = z.infer<typeof instantSchema>;

export const identitySchema = z.object({
  birthName: z.string().trim().min(1).max(80),
  firstName: z.string().trim().min(1).max(80),
  /** ISO 8601 calendar date, or null when the patient did not say. Unknown age blocks a cuff. */
  birthDate: z.iso.date().nullable(),
  /** Always provisional until the record says otherwise. */
  status: z.literal('provisional'),
  /** How it was given. */
  source: z.enum(['booking-code', 'typed']),
});
export type Identity = z.infer<typeof identitySchema>;

export const quantitySchema = z.enum(QUANTITIES);
export const instrumentIdentitySchema = z.object({
  model: z.string(),
  label: z.string(),
  serial: z.string().nullable(),
});
export const instrumentStateSchema = z.enum(['absent', 'ready', 'opening', 'streaming', 'faulted']);

/** Said beside a number that counts. */
export const READING_FLAGS = [
  /** The instrument heard an irregular rhythm: pressures are less sure. */
  'irregular',
  /** The cuff's pulse and the oximeter's differ by more than 10 a minute. */
  'pulse-differs',
  /** The mean lies more than 10 mm[Hg] from dia + (sys - dia) / 3. */
  'mean-unlikely',
  /** From an instrument's memory; its time was confirmed by a person, not by the clock. */
  'time-by-person',
] as const;

/** One accepted measurement of a quantity. */
export const readingSchema = z.object({
  /** urn:uuid made when measured; the same identifier everywhere it ever goes. */
  id: z.string().regex(/^urn:uuid:[0-9a-f-]{36}$/),
  quantity: quantitySchema,
  value: z.number(),
  /** UCUM code. */
  unit: z.string(),
  quality: z.enum(['good', 'poor']),
  /** A repeated extreme: shown at once, marked confirmed, never hidden. */
  confirmedExtreme: z.boolean(),
  at: instantSchema,
  instrument: instrumentIdentitySchema,
  /** After the rest that the protocol asks for; false: a quick measurement; null or absent: it asks for none. */
  atRest: z.boolean().nullable().optional(),
  flags: z.array(z.enum(READING_FLAGS)).optional(),
  /** A mean: the ids of the readings that it was made of. Absent: measured as it is. */
  derivedFrom: z.array(z.string()).optional(),
});
export type Reading = z.infer<typeof readingSchema>;

/** One second of the oximeter as the exam sees it, made by the core from about 60 frames. */
export const secondSchema = z.object({
  at: instantSchema,
  contact: z.enum(['present', 'searching', 'absent']),
  spo2: z.number().nullable(),
  pulse: z.number().nullable(),
  perfusionIndex: z.number().nullable(),
  /** Share of frames of this second with quality good, 0..1. */
  good: z.number(),
});
export type Second = z.infer<typeof secondSchema>;

/** One second of an instrument that measures one number (thermometer, scale), made by the core from its frames. */
export const scalarSecondSchema = z.object({
  at: instantSchema,
  /** Of the frame that `value` is from; of the last frame where there is none. */
  contact: z.enum(['present', 'searching', 'absent']),
  /** UCUM unit of its quantity. The last settled frame's value, else the last one's; null: no value. */
  value: z.number().nullable(),
  /** A frame with quality good was among them, and `value` is from it. */
  settled: z.boolean(),
  /** Beside null: the instrument measured, and says that it lies outside what it can tell. */
  outside: z.enum(['above', 'below']).nullable(),
});
export type ScalarSecond = z.infer<typeof scalarSecondSchema>;

/** mm[Hg]; pulse in beats a minute. As `CuffNumbers` of the drivers. */
export const pressuresSchema = z.object({
  systolic: z.number(),
  diastolic: z.number(),
  mean: z.number().nullable(),
  pulseRate: z.number().nullable(),
});
export type Pressures = z.infer<typeof pressuresSchema>;

/** As `CuffFailure` of the drivers. */
export const CUFF_FAILURES = [
  'stopped',
  'loose-cuff',
  'leak',
  'movement',
  'weak-pulse',
  'out-of-range',
  'took-too-long',
  'over-pressure',
  'air-blocked',
  'hardware',
  'not-started',
  'implausible',
  'line-lost',
] as const satisfies readonly CuffFailure[];

/** As `StartRefusal` of the drivers. */
export const START_REFUSALS = [
  'used',
  'command-expired',
  'ready-expired',
  'from-the-future',
  'not-negotiated',
  'no-child-mode',
  'measuring',
  'too-soon',
  'not-deflated',
  'stopped',
  'no-answer',
] as const satisfies readonly StartRefusal[];

/** Ids that an event must bring so that it may end a pressure: four quantities, and the mean of each. */
export const PRESSURE_IDS = 8;
/** Ids that a scalar second must bring to be accepted. */
export const SCALAR_IDS = 1;

const at = { at: instantSchema };
const freshIds = z.array(z.uuid());
const doctorIdentity = z.object({ id: z.string().min(1).max(64), name: z.string().min(1).max(80) });

/** Everything that can happen to the cabinet. Parsed where it enters, trusted after. */
export const cabinetEventSchema = z.discriminatedUnion('type', [
  // patient
  z.object({ type: z.literal('patient.begin'), visit: z.uuid(), ...at }),
  z.object({ type: z.literal('patient.welcomeDone'), ...at }),
  z.object({ type: z.literal('patient.language'), language: languageSchema, ...at }),
  /** `identity` null: the booking code is unknown. The core looks the code up before stepping. */
  z.object({ type: z.literal('patient.identified'), identity: identitySchema.nullable(), ...at }),
  z.object({ type: z.literal('patient.consent'), granted: z.boolean(), ...at }),
  z.object({ type: z.literal('patient.back'), ...at }),
  z.object({ type: z.literal('patient.leave'), ...at }),
  z.object({ type: z.literal('patient.stillHere'), ...at }),
  /** Any touch or key; resets the idle deadline, journalled only when it changes something. */
  z.object({ type: z.literal('patient.active'), ...at }),
  z.object({ type: z.literal('patient.help'), ...at }),
  z.object({
    type: z.literal('patient.ready'),
    step: examStepSchema,
    /** Absent: the patient. A helper (relative, nurse, clerk) may say it for him. */
    by: z.enum(['patient', 'helper']).optional(),
    ...at,
  }),
  z.object({ type: z.literal('patient.answer'), question: questionSchema, yes: z.boolean(), ...at }),
  z.object({ type: z.literal('patient.cannot'), ...at }),
  z.object({ type: z.literal('patient.finish'), ...at }),
  z.object({ type: z.literal('cleaning.done'), ...at }),
  // doctor
  z.object({ type: z.literal('doctor.claimed'), doctor: doctorIdentity, claim: z.uuid(), ...at }),
  z.object({ type: z.literal('doctor.connected'), claim: z.uuid(), ...at }),
  z.object({ type: z.literal('doctor.lost'), claim: z.uuid(), ...at }),
  z.object({ type: z.literal('doctor.released'), claim: z.uuid(), ...at }),
  z.object({
    type: z.literal('doctor.startExam'),
    exam: examNameSchema,
    /** Absent: full. */
    mode: examModeSchema.optional(),
    ...at,
  }),
  /**
   * Inflate now. `at` is when the cabinet accepted the command. Obeyed in this very step or never: it is not kept
   * for a later "ready". `commandId`: the command's own id.
   */
  z.object({ type: z.literal('doctor.startCuff'), commandId: z.uuid(), ...at }),
  /** What the doctor says of a result whose time cannot be checked. */
  z.object({ type: z.literal('doctor.confirm'), accept: z.boolean(), ...at }),
  z.object({ type: z.literal('doctor.repeatExam'), ...at }),
  z.object({ type: z.literal('doctor.skipStep'), ...at }),
  z.object({ type: z.literal('doctor.cancelExam'), ...at }),
  z.object({ type: z.literal('doctor.end'), ...at }),
  // instruments
  z.object({
    type: z.literal('instrument.state'),
    /** Absent: oximetry. */
    capability: capabilitySchema.optional(),
    state: instrumentStateSchema,
    fault: z.string().nullable(),
    instrument: instrumentIdentitySchema.nullable(),
    /** Blood pressure only: the core can start this cuff. Anything but true is never started. */
    remoteStart: z.boolean().optional(),
    ...at,
  }),
  z.object({
    type: z.literal('instrument.second'),
    second: secondSchema,
    /** Ids for the readings this second may complete: at least 3, or nothing is accepted yet. */
    freshIds: freshIds.optional(),
    ...at,
  }),
  z.object({
    type: z.literal('instrument.value'),
    capability: z.enum(['temperature', 'weight']),
    second: scalarSecondSchema,
    /** At least `SCALAR_IDS`, or nothing is accepted yet. */
    freshIds: freshIds.optional(),
    ...at,
  }),
  /** Once after every start that was not refused. `freshIds`: at least `PRESSURE_IDS`. */
  z.object({
    type: z.literal('cuff.end'),
    commandId: z.uuid(),
    outcome: z.union([z.object({ numbers: pressuresSchema }), z.object({ failure: z.enum(CUFF_FAILURES) })]),
    instrument: instrumentIdentitySchema,
    freshIds,
    ...at,
  }),
  /** The drivers did not start: nothing moves. */
  z.object({
    type: z.literal('cuff.refused'),
    commandId: z.uuid(),
    reason: z.enum(START_REFUSALS),
    ...at,
  }),
  /** A result that was not in the instrument's memory before. `freshIds`: at least `PRESSURE_IDS`. */
  z.object({
    type: z.literal('memory.record'),
    numbers: pressuresSchema,
    takenAt: z.string().nullable(),
    clock: z.enum(['agrees', 'disagrees', 'none']),
    irregular: z.boolean().nullable(),
    movement: z.boolean().nullable(),
    instrument: instrumentIdentitySchema,
    freshIds,
    ...at,
  }),
  /** The whole list of what the last self-test closed. */
  z.object({ type: z.literal('selftest.closed'), capabilities: z.array(capabilitySchema), ...at }),
  // the core
  z.object({ type: z.literal('deadline'), name: z.string(), ...at }),
  /** The core came back: instruments are stopped, the exam's measurement is aborted and offered again. */
  z.object({ type: z.literal('core.restarted'), ...at }),
  /** No heartbeat of the cabinet's screen for 2 s, or its page is gone: nobody can press "stop". */
  z.object({ type: z.literal('screen.lost'), ...at }),
  z.object({ type: z.literal('fleet.state'), broker: z.enum(['up', 'down']), ...at }),
  z.object({
    type: z.literal('media.state'),
    camera: z.boolean(),
    microphone: z.boolean(),
    ...at,
  }),
]);
export type CabinetEvent = z.infer<typeof cabinetEventSchema>;
export type CabinetEventType = CabinetEvent['type'];
export const CABINET_EVENT_TYPES: readonly CabinetEventType[] = cabinetEventSchema.options.map(
  (option) => option.shape.type.value,
);

/** What the core does after the commit. Never an xstate invoke: a restored machine would run it again. */
export type Effect =
  | { readonly type: 'deadline.set'; readonly name: string; readonly inMs: number }
  | { readonly type: 'deadline.clear'; readonly name: string }
  | { readonly type: 'instrument.want'; readonly capability: Capability }
  | { readonly type: 'instrument.release'; readonly capability: Capability }
  /** Monotonic ms. A permission for one start; the core and the driver check its freshness again. */
  | {
      readonly type: 'cuff.start';
      readonly commandId: string;
      readonly commandAt: number;
      readonly readyAt: number;
      readonly patient: 'adult' | 'child';
    }
  /** To every cuff, also when nothing runs. Comes first among the effects of its step. */
  | { readonly type: 'cuff.stop' }
  /** Close the peer connection and forget the claim; `reason` is told to the doctor. */
  | { readonly type: 'call.close'; readonly reason: 'ended' | 'lease-expired' | 'abandoned' | 'interrupted' }
  /** Wipe everything of this patient outside the journal: renderer, storage partition, clipboard, spool. */
  | { readonly type: 'session.wipe' };

/** What the step adds to the journal besides its state. `kind` is the journal's event type. */
export interface JournalRecord {
  readonly kind: string;
  readonly payload: unknown;
}

export const DOCTOR_LINK = ['none', 'connecting', 'live', 'lost'] as const;

export const examViewSchema = z.object({
  exam: examNameSchema,
  step: examStepSchema,
  /** 1 for the first try. */
  attempt: z.number().int().min(1),
  trouble: troubleSchema.nullable(),
  /** 0..1 while measuring. */
  progress: z.number().min(0).max(1),
  instrument: instrumentStateSchema,
  /** What was accepted so far; in `done` the result comes first (of several pressures: their mean). */
  results: z.array(readingSchema),
  mode: examModeSchema.optional(),
  /** Measurements that count: how many are there, how many are asked for. */
  takes: z.object({ have: z.number().int(), of: z.number().int() }).optional(),
  /** Monotonic ms at which this step ends by itself (rest, pause); null: a person ends it. */
  until: z.number().nullable().optional(),
  /** Asked now. */
  question: questionSchema.nullable().optional(),
  answers: z.array(z.object({ question: questionSchema, yes: z.boolean() })).optional(),
  /** Blood pressure. driven: the core starts it; memory: the patient presses its own button. */
  cuff: z.enum(['driven', 'memory']).nullable().optional(),
  /** Blood pressure: the patient is ready until this monotonic ms, the doctor may start the cuff. */
  readyUntil: z.number().nullable().optional(),
  /** Waits for `doctor.confirm`. */
  unconfirmed: z.object({ numbers: pressuresSchema, takenAt: z.string().nullable() }).nullable().optional(),
});
export type ExamView = z.infer<typeof examViewSchema>;

/** What the cabinet's own screen may know. Never distress state. */
export const patientViewSchema = z.object({
  visit: z.uuid().nullable(),
  phase: phaseSchema,
  language: languageSchema,
  /** Name to greet with, only between consent and goodbye. */
  greeting: z.string().nullable(),
  identifyError: z.enum(['unknown-code']).nullable(),
  broker: z.enum(['up', 'down']),
  waitingSince: z.number().nullable(),
  doctor: z.object({ name: z.string(), link: z.enum(DOCTOR_LINK) }).nullable(),
  exam: examViewSchema.nullable(),
  /** "Are you still there?" asked; personal data hidden; the visit ends at this monotonic time. */
  stillThereUntil: z.number().nullable(),
  helpRequested: z.boolean(),
  media: z.object({ camera: z.boolean(), microphone: z.boolean() }),
  /** Why the visit is over; null while it goes on. Chooses the words of `abandoned`. */
  endedBecause: z.enum(['completed', 'left', 'refused-consent', 'no-answer']).nullable().optional(),
});
export type PatientView = z.infer<typeof patientViewSchema>;

/** A refused try, shown to the doctor with its reason. */
export const refusedSchema = z.object({
  attempt: z.number().int(),
  at: instantSchema,
  reason: troubleSchema,
  spo2: z.number().nullable(),
  pulse: z.number().nullable(),
  /** Absent: oximetry. */
  exam: examNameSchema.optional(),
  /** What was measured all the same; shown to the doctor, never a result. */
  values: z.array(z.object({ quantity: quantitySchema, value: z.number(), unit: z.string() })).optional(),
});
export type Refused = z.infer<typeof refusedSchema>;

export const doctorViewSchema = z.object({
  visit: z.uuid(),
  phase: phaseSchema,
  language: languageSchema,
  identity: identitySchema.nullable(),
  /** True when the visit came back from an interruption (older machine version, restart). */
  resumed: z.boolean(),
  exam: examViewSchema.nullable(),
  refused: z.array(refusedSchema),
  /** Of the exam under way or last shown; of the oximeter before the first. */
  instrument: z.object({
    state: instrumentStateSchema,
    fault: z.string().nullable(),
    label: z.string().nullable(),
  }),
  instruments: z
    .array(
      z.object({
        capability: capabilitySchema,
        state: instrumentStateSchema,
        fault: z.string().nullable(),
        label: z.string().nullable(),
      }),
    )
    .optional(),
  /** Every exam of the catalogue; `reason` null when it is available. */
  offered: z
    .array(z.object({ exam: examNameSchema, available: z.boolean(), reason: unavailableSchema.nullable() }))
    .optional(),
  media: z.object({ camera: z.boolean(), microphone: z.boolean() }),
  helpRequested: z.boolean(),
});
export type DoctorView = z.infer<typeof doctorViewSchema>;

/** A persisted machine: restored only when name and version are known. */
export interface MachineSnapshot {
  readonly machine: 'visit' | ExamName;
  readonly version: number;
  readonly state: { readonly value: unknown; readonly context: unknown };
}

/** The whole of what is decided: the visit and the exam under way. */
export interface CabinetState {
  readonly visit: MachineSnapshot;
  readonly exam: MachineSnapshot | null;
}

export interface StepResult {
  readonly state: CabinetState;
  /** False: the event means nothing here; nothing is committed, nothing done. */
  readonly changed: boolean;
  readonly effects: readonly Effect[];
  readonly records: readonly JournalRecord[];
}
