/**
 * What is left in words at the end of a visit: the doctor's summary, his note for the next doctor, and the patient's
 * word on whether the next one may read it. Nobody reads what another doctor left before the patient has agreed.
 */
import { z } from 'zod';
import { mediumIdSchema } from './media.ts';
import { instantSchema, sha256Schema } from './vocabulary.ts';

/** Lines are kept, other control characters are not. */
const words = (most: number) =>
  z
    .string()
    .trim()
    .max(most)
    .regex(/^[\P{Cc}\n]*$/u, 'no control characters');
const said = (most: number) => words(most).min(1);

const PART = 600;
export const NOTE_PARTS = ['reason', 'found', 'done', 'watch'] as const;
/** For the next doctor. */
export const handoverNoteSchema = z.object({
  reason: said(PART),
  found: said(PART),
  done: said(PART),
  watch: said(PART),
});
export type HandoverNote = z.infer<typeof handoverNoteSchema>;

const urn = z.string().regex(/^urn:uuid:[0-9a-f-]{36}$/);
const doctor = z.object({ id: z.string(), name: z.string() });
export const writtenNoteSchema = z.object({
  id: urn,
  note: handoverNoteSchema,
  by: doctor,
  at: instantSchema,
  /** The note that this one corrects. */
  replaces: urn.nullable(),
});
export type WrittenNote = z.infer<typeof writtenNoteSchema>;

/** `text`: the whole summary as the doctor leaves it, after his own changes. */
export const summarySchema = z.object({
  reason: words(PART),
  conclusion: said(4000),
  followUp: words(4000),
  text: said(20_000),
});
export type Summary = z.infer<typeof summarySchema>;

/** A FHIR document, its bytes with the journal under `id`. */
export const bundleSchema = z.object({
  id: mediumIdSchema,
  bytes: z.number().int().min(1),
  sha256: sha256Schema,
});
export type SummaryBundle = z.infer<typeof bundleSchema>;

/** Why the patient is asked, or told. */
export const SHARE_QUESTIONS = [
  /** This doctor has left a note: may the next one read it? */
  'next',
  /** This doctor asks to read what another one left. */
  'earlier',
  /** This doctor reads it, as the patient agreed on another day. */
  'told',
] as const;
export const shareQuestionSchema = z.enum(SHARE_QUESTIONS);
export type ShareQuestion = z.infer<typeof shareQuestionSchema>;

/** Of an earlier visit, as the record gives it. */
export const earlierNoteSchema = z.object({
  id: urn,
  note: handoverNoteSchema,
  /** The doctor's name. */
  by: z.string().min(1).max(120),
  /** Wall clock, ms. */
  at: z.number(),
});
export type EarlierNote = z.infer<typeof earlierNoteSchema>;

export const EARLIER_REFUSALS = [
  /** The patient never agreed, or his last word is no. Told without looking whether there is anything. */
  'not-agreed',
  /** The record does not vouch for who he is: a name that was typed opens nobody's notes. */
  'identity-not-confirmed',
  'no-record',
  'unreachable',
] as const;
export const earlierRefusalSchema = z.enum(EARLIER_REFUSALS);
export type EarlierRefusal = z.infer<typeof earlierRefusalSchema>;

export const MOST_EARLIER = 5;
export const earlierAnswerSchema = z.union([
  /** Newest first; empty: nobody left any. */
  z.object({ notes: z.array(earlierNoteSchema).max(MOST_EARLIER) }),
  z.object({ refused: earlierRefusalSchema }),
]);
export type EarlierAnswer = z.infer<typeof earlierAnswerSchema>;

export const earlierSchema = z.discriminatedUnion('state', [
  z.object({ state: z.literal('looking'), look: z.uuid() }),
  z.object({ state: z.literal('shown'), notes: z.array(earlierNoteSchema) }),
  z.object({ state: z.literal('refused'), why: earlierRefusalSchema }),
]);
export type Earlier = z.infer<typeof earlierSchema>;

const at = { at: instantSchema };

export const closingEventSchemas = [
  /** `entry`: the uuid of the command. `replaces`: the urn of the note that it corrects. */
  z.object({
    type: z.literal('doctor.writeNote'),
    entry: z.uuid(),
    note: handoverNoteSchema,
    replaces: z.string().nullable(),
    ...at,
  }),
  /** `bundle`: made of the visit so far by the core, its bytes with the core. */
  z.object({
    type: z.literal('doctor.writeSummary'),
    summary: summarySchema,
    bundle: bundleSchema,
    ...at,
  }),
  /** Wants to read what other doctors left of this patient. `look`: the uuid of the command. */
  z.object({ type: z.literal('doctor.lookEarlier'), look: z.uuid(), ...at }),
  /** Has the patient asked. */
  z.object({ type: z.literal('doctor.askShare'), ...at }),
  /** The patient's word on who may read what doctors leave; taken back or given at any time. */
  z.object({ type: z.literal('patient.share'), granted: z.boolean(), look: z.uuid(), ...at }),
  /** Once after every look. `confirmed`: the record vouches for who he is. */
  z.object({
    type: z.literal('earlier.answer'),
    look: z.uuid(),
    confirmed: z.boolean(),
    answer: earlierAnswerSchema,
    ...at,
  }),
] as const;

export const closingRecordSchemas = {
  'note.written': writtenNoteSchema,
  /** Its bytes are added by the core in the same transaction. */
  'summary.written': z.object({ summary: summarySchema, by: doctor, bundle: bundleSchema }),
  'share.asked': z.object({ question: shareQuestionSchema }),
  'share.consent': z.object({ granted: z.boolean() }),
  /** A doctor read, or was refused, what others left: their ids, never their words. */
  'earlier.shown': z.object({ by: doctor, notes: z.array(urn) }),
  'earlier.refused': z.object({ by: doctor, why: earlierRefusalSchema }),
} as const;

/** On both sides' views. */
export const shareViewSchema = z.object({
  /** The patient's word in this visit; null: he said none. */
  granted: z.boolean().nullable(),
  /** On the screen now. */
  question: shareQuestionSchema.nullable(),
});
export type ShareView = z.infer<typeof shareViewSchema>;
