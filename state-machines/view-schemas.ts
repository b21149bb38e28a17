/** The views that people see. */
import { z } from 'zod';
import { AGE_BANDS } from './exam/age.ts';
import { instrumentStateSchema, pressuresSchema, readingSchema, refusedSchema } from './measurements.ts';
import { mediaExamViewSchema, mediaInputSchema, mediaTargetSchema } from './media.ts';
import { doctorVisitView, patientVisitView } from './visit-views.ts';
import {
  capabilitySchema,
  correctionSchema,
  examModeSchema,
  examNameSchema,
  examStepSchema,
  identitySchema,
  languageSchema,
  phaseSchema,
  questionSchema,
  troubleSchema,
  unavailableSchema,
} from './vocabulary.ts';

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
  /** Code of the instrument's fault; null: it has none. */
  fault: z.string().nullable().optional(),
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
  /** Unknown age counts as adult. */
  ageBand: z.enum(AGE_BANDS).optional(),
  /** What the doctor may say with "again"; absent on the patient's screen. */
  corrections: z.array(correctionSchema).optional(),
  /** Of an exam that takes pictures or sounds. */
  media: mediaExamViewSchema.optional(),
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
  endedBecause: z
    .enum(['completed', 'left', 'refused-consent', 'no-answer', 'prepared'])
    .nullable()
    .optional(),
  ...patientVisitView,
});
export type PatientView = z.infer<typeof patientViewSchema>;

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
  /** What pictures and sounds can be taken with. */
  inputs: z.array(mediaInputSchema).optional(),
  /** Every exam of the catalogue; `reason` null when it is available. */
  offered: z
    .array(
      z.object({
        exam: examNameSchema,
        available: z.boolean(),
        reason: unavailableSchema.nullable(),
        /** It may begin: available, or its own steps tell how to bring its instrument. */
        begins: z.boolean().optional(),
        /** Of an exam that takes pictures or sounds: where it may begin. */
        targets: z.array(mediaTargetSchema).optional(),
      }),
    )
    .optional(),
  media: z.object({ camera: z.boolean(), microphone: z.boolean() }),
  helpRequested: z.boolean(),
  /** The cabinet's memory. lost-on-restart: nothing can be stored now; gaps: something stored before may be missing. */
  journal: z.enum(['lost-on-restart', 'gaps']).optional(),
  ...doctorVisitView,
});
export type DoctorView = z.infer<typeof doctorViewSchema>;
