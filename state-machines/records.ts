/** What the machines write to the journal, kind by kind. A reader parses a payload with the schema of its kind. */
import { z } from 'zod';
import { closingRecordSchemas } from './closing.ts';
import {
  examModeSchema,
  examNameSchema,
  examStepSchema,
  identitySchema,
  type JournalRecord,
  languageSchema,
  phaseSchema,
  pressuresSchema,
  questionSchema,
  readingSchema,
  refusedSchema,
  scalarSecondSchema,
  secondSchema,
  troubleSchema,
} from './contract.ts';
import { documentRecordSchemas } from './documents.ts';
import { endReasonSchema } from './exam/reasons.ts';
import { mediaTargetSchema, mediumIdSchema, mediumSchema } from './media.ts';
import { visitRecordSchemas } from './visit-records.ts';

/** The doctor gets the fingerprint alone; the bytes stay in the journal. */
const rawWindow = z.object({ base64: z.string().optional(), bytes: z.number().int(), sha256: z.string() });

export const VISIT_ENDS = ['completed', 'left', 'refused-consent', 'no-answer', 'prepared'] as const;
export const visitEndSchema = z.enum(VISIT_ENDS);
export type VisitEnd = z.infer<typeof visitEndSchema>;

export const EXAM_RESULTS = ['done', 'skipped', 'failed', 'cancelled'] as const;
export const examResultSchema = z.enum(EXAM_RESULTS);
export type ExamResult = z.infer<typeof examResultSchema>;

export const recordSchemas = {
  'visit.begun': z.object({ visit: z.uuid() }),
  phase: z.object({ from: phaseSchema, to: phaseSchema }),
  'language.chosen': z.object({ language: languageSchema }),
  'identity.given': z.object({ identity: identitySchema }),
  consent: z.object({ granted: z.boolean() }),
  'doctor.claimed': z.object({
    doctor: z.object({ id: z.string(), name: z.string() }),
    claim: z.uuid(),
    /** Counts the calls of this visit, from 1. */
    call: z.number().int().min(1),
    resumed: z.boolean(),
  }),
  'doctor.link': z.object({ link: z.enum(['connecting', 'live', 'lost']), call: z.number().int().min(1) }),
  'doctor.left': z.object({
    claim: z.uuid(),
    reason: z.enum(['ended', 'released', 'lease-expired', 'abandoned', 'interrupted']),
  }),
  'exam.started': z.object({ exam: examNameSchema, mode: examModeSchema.optional() }),
  'exam.answer': z.object({ exam: examNameSchema, question: questionSchema, yes: z.boolean() }),
  /** Who let what move, and how fresh it was. Monotonic ms. */
  'cuff.commanded': z.object({
    exam: examNameSchema,
    commandId: z.uuid(),
    commandAt: z.number(),
    readyAt: z.number(),
    readyBy: z.enum(['patient', 'helper']),
    patient: z.enum(['adult', 'child']),
  }),
  /** A start that the drivers did not carry out. */
  'cuff.refused': z.object({ exam: examNameSchema, commandId: z.string(), reason: z.string() }),
  'exam.step': z.object({
    exam: examNameSchema,
    step: examStepSchema,
    attempt: z.number().int().min(1),
  }),
  /** Technical incidents of the act belong to its trace (CSP R6316-4). */
  'exam.trouble': z.object({
    exam: examNameSchema,
    step: examStepSchema,
    attempt: z.number().int().min(1),
    trouble: troubleSchema.nullable(),
  }),
  'reading.accepted': z.object({
    exam: examNameSchema,
    attempt: z.number().int().min(1),
    readings: z.array(readingSchema).min(1),
    /** The seconds that were judged, oldest first; empty where the instrument itself ends a measurement. */
    window: z.array(z.union([secondSchema, scalarSecondSchema])),
    /** Of a cuff: what it said. */
    pressures: pressuresSchema.optional(),
    /** The bytes of the window, added by the core. */
    raw: rawWindow.nullish(),
  }),
  'reading.refused': z.object({ exam: examNameSchema, refused: refusedSchema }),
  /** Taken and stored; its bytes are added by the core in the same transaction. `poor`: the doctor may keep it. */
  'media.kept': z.object({ medium: mediumSchema }),
  /** A try that did not do, with what the patient was told. */
  'media.refused': z.object({
    exam: examNameSchema,
    target: mediaTargetSchema,
    attempt: z.number().int().min(1),
    reason: troubleSchema,
    /** The one that was refused; null: nothing was taken. */
    medium: mediumIdSchema.nullable(),
  }),
  /** The doctor's word; `target` and `targetConfirmed` are what holds of it from now on. */
  'media.judged': z.object({
    exam: examNameSchema,
    medium: mediumIdSchema,
    accept: z.boolean(),
    target: mediaTargetSchema,
    targetConfirmed: z.boolean(),
  }),
  'exam.ended': z.object({
    exam: examNameSchema,
    result: examResultSchema,
    reason: endReasonSchema,
    attempts: z.number().int().min(1),
    /** Ids of the accepted readings. */
    readings: z.array(z.string()),
    /** Ids of the pictures and sounds that were taken. */
    media: z.array(mediumIdSchema).optional(),
  }),
  ...visitRecordSchemas,
  ...documentRecordSchemas,
  ...closingRecordSchemas,
  'help.requested': z.object({}),
  /**
   * The fleet said something that is not believed. `at` the box: in the name of `doctor`; at his page: in the box's
   * name. `missing`: something never came, what came after it was taken. Gathered over a minute.
   */
  'fleet.distrusted': z.object({
    attack: z.string().max(32),
    doctor: z.string().max(64),
    at: z.enum(['box', 'page']),
    count: z.number().int().min(1),
  }),
  /** For an open alert that nobody answered. `call`: told to him with it. */
  'alert.called': z.object({ call: z.string() }),
  /** Not answered in time: the second contact is called, too. */
  'attendant.escalated': z.object({ call: z.string() }),
  /** `by`: the attendant, or the cabinet's own screen. */
  'cleaning.cleared': z.object({ by: z.string().max(64) }),
  'attendant.coming': z.object({ call: z.string() }),
  'idle.asked': z.object({}),
  'visit.interrupted': z.object({
    why: z.enum(['unknown-version', 'unknown-state', 'unreadable']),
    machine: z.string(),
    version: z.number(),
  }),
  'core.restarted': z.object({}),
  'visit.ended': z.object({ because: visitEndSchema }),
} as const;

export type RecordKind = keyof typeof recordSchemas;
export type RecordPayload<K extends RecordKind> = z.infer<(typeof recordSchemas)[K]>;
export const RECORD_KINDS = Object.keys(recordSchemas) as readonly RecordKind[];

export function record<K extends RecordKind>(kind: K, payload: RecordPayload<K>): JournalRecord {
  return { kind, payload };
}

/** The payload when `kind` is `wanted` and its payload is well-formed, else null. */
export function readRecord<K extends RecordKind>(
  event: { readonly kind: string; readonly payload: unknown },
  wanted: K,
): RecordPayload<K> | null {
  if (event.kind !== wanted) return null;
  const parsed = recordSchemas[wanted].safeParse(event.payload);
  return parsed.success ? (parsed.data as RecordPayload<K>) : null;
}
