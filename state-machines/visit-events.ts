/** What happens around the exams: danger signs, helpers, exams alone, and what the doctor does besides starting them. */
import { z } from 'zod';
import { thirdSchema } from './agreements.ts';
import { detailAnswerSchema, draftSchema, IDENTIFIERS, identifierSchema } from './details.ts';
import { enteredValueSchema } from './entered.ts';
import { RED_FLAG_ANSWERS, redFlagSchema } from './red-flags.ts';
import { helperSchema, sentenceSchema } from './sentences.ts';
import { capabilitySchema, examNameSchema, instantSchema } from './vocabulary.ts';

const at = { at: instantSchema };

/** One of several instruments of a capability. */
export const unitSchema = z.object({
  /** Of its port; the same as long as it stays plugged there. */
  unit: z.string().min(1).max(200),
  label: z.string().max(120).nullable(),
  serial: z.string().max(120).nullable(),
});
export type Unit = z.infer<typeof unitSchema>;

export const visitEventSchemas = [
  // patient
  z.object({
    type: z.literal('patient.redFlag'),
    flag: redFlagSchema,
    answer: z.enum(RED_FLAG_ANSWERS),
    ...at,
  }),
  z.object({ type: z.literal('patient.detail'), answer: detailAnswerSchema, ...at }),
  /** Typed so far, so that a screen that dies loses none of it. */
  z.object({ type: z.literal('patient.draft'), draft: draftSchema, ...at }),
  /** A third person in the call: the answer, and taken back or given at any time after it. */
  z.object({ type: z.literal('patient.third'), granted: z.boolean(), ...at }),
  /** Has read that somebody must see him now, and waits on. */
  z.object({ type: z.literal('patient.waitOn'), ...at }),
  /** Null: nobody is with him. */
  z.object({ type: z.literal('patient.helper'), helper: helperSchema.nullable(), ...at }),
  /** An exam without a doctor. */
  z.object({ type: z.literal('patient.startExam'), exam: examNameSchema, ...at }),
  /** Goes home; a doctor reads the answers and measurements later. */
  z.object({ type: z.literal('patient.readLater'), ...at }),
  /** What became of a sentence on this screen. */
  z.object({ type: z.literal('patient.sentenceShown'), id: z.uuid(), spoken: z.boolean(), ...at }),
  z.object({ type: z.literal('patient.sentenceRead'), id: z.uuid(), ...at }),
  // doctor
  /** The patient is asked to wait. */
  z.object({ type: z.literal('doctor.hold'), on: z.boolean(), ...at }),
  z.object({ type: z.literal('doctor.say'), id: z.uuid(), sentence: sentenceSchema, ...at }),
  z.object({ type: z.literal('doctor.helper'), helper: helperSchema.nullable(), ...at }),
  /** The oximeter stays live for the whole call. */
  z.object({ type: z.literal('doctor.keepOn'), on: z.boolean(), ...at }),
  /** Which of several instruments measures from now on; null: the cabinet's own choice. */
  z.object({
    type: z.literal('doctor.chooseUnit'),
    capability: capabilitySchema,
    unit: z.string().min(1).max(200).nullable(),
    ...at,
  }),
  /** Said aloud and compared; none: he takes his word back. */
  z.object({
    type: z.literal('doctor.checkIdentity'),
    identifiers: z.array(identifierSchema).max(IDENTIFIERS.length),
    ...at,
  }),
  /** Has the patient asked whether somebody else may be in the call. */
  z.object({ type: z.literal('doctor.askThird'), who: thirdSchema, ...at }),
  z.object({ type: z.literal('doctor.startQuickSet'), ...at }),
  z.object({ type: z.literal('doctor.stopQuickSet'), ...at }),
  /** `entry`: the uuid of the command. `replaces`: the urn of the entry that it corrects. */
  z.object({
    type: z.literal('doctor.entered'),
    entry: z.uuid(),
    entered: enteredValueSchema,
    replaces: z.string().nullable(),
    ...at,
  }),
  /** The doctor has before him what a patient left to be read. */
  z.object({ type: z.literal('doctor.readPrepared'), visit: z.uuid(), ...at }),
  // the core
  /** Every instrument of the capability that is plugged now. */
  z.object({
    type: z.literal('instrument.units'),
    capability: capabilitySchema,
    units: z.array(unitSchema).max(16),
    ...at,
  }),
] as const;
