/**
 * The vocabulary of the visit: phases, events, effects, records and the views that people see. Pure types and
 * schemas; no I/O, no timers, time comes in with each event.
 */
import { z } from 'zod';

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

export const EXAMS = ['oximetry'] as const;
export const examNameSchema = z.enum(EXAMS);
export type ExamName = z.infer<typeof examNameSchema>;

export const EXAM_STEPS = [
  'prepare',
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
] as const;
export const troubleSchema = z.enum(TROUBLES);
export type Trouble = z.infer<typeof troubleSchema>;

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

/** One accepted or refused measurement of a quantity. */
export const readingSchema = z.object({
  /** urn:uuid made when measured; the same identifier everywhere it ever goes. */
  id: z.string().regex(/^urn:uuid:[0-9a-f-]{36}$/),
  quantity: z.enum(['spo2', 'pulse-rate', 'perfusion-index']),
  value: z.number(),
  /** UCUM code. */
  unit: z.string(),
  quality: z.enum(['good', 'poor']),
  /** A repeated extreme: shown at once, marked confirmed, never hidden. */
  confirmedExtreme: z.boolean(),
  at: instantSchema,
  instrument: z.object({ model: z.string(), label: z.string(), serial: z.string().nullable() }),
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

const at = { at: instantSchema };
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
  z.object({ type: z.literal('patient.ready'), step: examStepSchema, ...at }),
  z.object({ type: z.literal('patient.cannot'), ...at }),
  z.object({ type: z.literal('patient.finish'), ...at }),
  z.object({ type: z.literal('cleaning.done'), ...at }),
  // doctor
  z.object({ type: z.literal('doctor.claimed'), doctor: doctorIdentity, claim: z.uuid(), ...at }),
  z.object({ type: z.literal('doctor.connected'), claim: z.uuid(), ...at }),
  z.object({ type: z.literal('doctor.lost'), claim: z.uuid(), ...at }),
  z.object({ type: z.literal('doctor.released'), claim: z.uuid(), ...at }),
  z.object({ type: z.literal('doctor.startExam'), exam: examNameSchema, ...at }),
  z.object({ type: z.literal('doctor.repeatExam'), ...at }),
  z.object({ type: z.literal('doctor.skipStep'), ...at }),
  z.object({ type: z.literal('doctor.cancelExam'), ...at }),
  z.object({ type: z.literal('doctor.end'), ...at }),
  // instruments
  z.object({
    type: z.literal('instrument.state'),
    state: z.enum(['absent', 'ready', 'opening', 'streaming', 'faulted']),
    fault: z.string().nullable(),
    instrument: z.object({ model: z.string(), label: z.string(), serial: z.string().nullable() }).nullable(),
    ...at,
  }),
  z.object({
    type: z.literal('instrument.second'),
    second: secondSchema,
    /** Ids for the readings this second may complete: at least 3, or nothing is accepted yet. */
    freshIds: z.array(z.uuid()).optional(),
    ...at,
  }),
  // the core
  z.object({ type: z.literal('deadline'), name: z.string(), ...at }),
  /** The core came back: instruments are stopped, the exam's measurement is aborted and offered again. */
  z.object({ type: z.literal('core.restarted'), ...at }),
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
  | { readonly type: 'instrument.want'; readonly capability: 'oximetry' }
  | { readonly type: 'instrument.release'; readonly capability: 'oximetry' }
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
  instrument: z.enum(['absent', 'ready', 'opening', 'streaming', 'faulted']),
  /** Filled from judge on. */
  results: z.array(readingSchema),
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
  instrument: z.object({
    state: z.enum(['absent', 'ready', 'opening', 'streaming', 'faulted']),
    fault: z.string().nullable(),
    label: z.string().nullable(),
  }),
  media: z.object({ camera: z.boolean(), microphone: z.boolean() }),
  helpRequested: z.boolean(),
});
export type DoctorView = z.infer<typeof doctorViewSchema>;

/** A persisted machine: restored only when name and version are known. */
export interface MachineSnapshot {
  readonly machine: 'visit' | 'oximetry';
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
