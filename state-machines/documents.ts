/**
 * Documents of the doctor: received whole, shown, and printed unaltered or only shown, as the patient chooses. Their
 * bytes lie in the journal, sealed, under `id`; nothing here makes or changes one.
 */
import { z } from 'zod';
import { mediumIdSchema } from './media.ts';
import { sheetLinesSchema } from './sheet.ts';
import { instantSchema, sha256Schema } from './vocabulary.ts';

/** A prescription with its scans; larger is a mistake. */
export const MAX_DOCUMENT_BYTES = 10 * 1024 * 1024;
/** A visit holds no more. */
export const MOST_DOCUMENTS = 10;

/** Of the doctor's own software. */
export const CERTIFIED_KINDS = ['prescription', 'certificate', 'letter', 'other'] as const;
/** `sheet`: what the patient takes home in plain words, made by the doctor's page; no prescription. */
export const DOCUMENT_KINDS = [...CERTIFIED_KINDS, 'sheet'] as const;
export const documentKindSchema = z.enum(DOCUMENT_KINDS);
export type DocumentKind = z.infer<typeof documentKindSchema>;

export const documentSchema = z.object({
  id: mediumIdSchema,
  kind: documentKindSchema,
  bytes: z.number().int().min(1).max(MAX_DOCUMENT_BYTES),
  sha256: sha256Schema,
  /** As the doctor calls it; shown to the patient. */
  title: z.string().trim().min(1).max(120),
  /** Of a sheet: what is on it, shown large and said aloud. */
  lines: sheetLinesSchema.optional(),
});
export type OfferedDocument = z.infer<typeof documentSchema>;

/** What somebody beside the printer can mend. */
export const PRINTER_TROUBLES = [
  'paper-out',
  'jam',
  'cover-open',
  'no-ink',
  'paused',
  'out-of-order',
] as const;
export const printerTroubleSchema = z.enum(PRINTER_TROUBLES);
export type PrinterTrouble = z.infer<typeof printerTroubleSchema>;

/** Why a document is not in the patient's hand. */
export const NOT_HANDED_OVER = [
  ...PRINTER_TROUBLES,
  'printer-gone',
  'refused',
  'aborted',
  /** Somebody stopped it. */
  'taken-back',
  'too-slow',
  'no-printer',
  /** The bytes are not those that the doctor sent. */
  'unreadable',
  /** The core came back in the middle of it. */
  'restarted',
  /** The visit was over before the paper was out. */
  'visit-over',
] as const;
export const notHandedOverSchema = z.enum(NOT_HANDED_OVER);
export type NotHandedOver = z.infer<typeof notHandedOverSchema>;

/** Which of the configured printers, counted from 0; null: none. */
export const printerNumberSchema = z.number().int().min(0).nullable();

/** Where a document stands. `print`: of one printing. */
export const handSchema = z.discriminatedUnion('state', [
  /** For the patient's choice. */
  z.object({ state: z.literal('waits') }),
  /** Read on the screen, not wanted on paper. */
  z.object({ state: z.literal('shown') }),
  /** `trouble`: what stops the printer now. */
  z.object({
    state: z.literal('printing'),
    print: z.uuid(),
    by: z.enum(['patient', 'doctor']),
    trouble: printerTroubleSchema.nullable(),
  }),
  z.object({ state: z.literal('handed-over'), print: z.uuid() }),
  /** `withdrawn` false: paper may have come out, or may still do. */
  z.object({
    state: z.literal('not-handed-over'),
    print: z.uuid(),
    why: notHandedOverSchema,
    withdrawn: z.boolean(),
  }),
]);
export type Hand = z.infer<typeof handSchema>;

/** A document of the visit, as both people see it. */
export const givenDocumentSchema = documentSchema.extend({
  at: instantSchema,
  hand: handSchema,
  /** Times that it came out of a printer. */
  copies: z.number().int().min(0),
  /** The patient has read what became of it. */
  seen: z.boolean(),
});
export type GivenDocument = z.infer<typeof givenDocumentSchema>;

export const DOCUMENT_CHOICES = ['print', 'show', 'seen'] as const;
export const documentChoiceSchema = z.enum(DOCUMENT_CHOICES);
export type DocumentChoice = z.infer<typeof documentChoiceSchema>;

const at = { at: instantSchema };

export const documentEventSchemas = [
  /** Whole, its hash checked, its bytes with the core. */
  z.object({ type: z.literal('document.received'), document: documentSchema, ...at }),
  /** `print`: fresh, for the printing it may begin. */
  z.object({
    type: z.literal('patient.document'),
    document: mediumIdSchema,
    choice: documentChoiceSchema,
    print: z.uuid(),
    ...at,
  }),
  /** Once more on paper. `print`: the command's own id. */
  z.object({ type: z.literal('doctor.print'), document: mediumIdSchema, print: z.uuid(), ...at }),
  /** Null: it goes on. */
  z.object({
    type: z.literal('print.trouble'),
    print: z.uuid(),
    trouble: printerTroubleSchema.nullable(),
    ...at,
  }),
  /** Once after every start. */
  z.object({
    type: z.literal('print.over'),
    print: z.uuid(),
    printer: printerNumberSchema,
    /** Null: on paper. */
    why: notHandedOverSchema.nullable(),
    withdrawn: z.boolean(),
    /** Of the bytes that the printer took; null: none were. */
    sha256: sha256Schema.nullable(),
    ...at,
  }),
] as const;

export const documentRecordSchemas = {
  /** Its bytes are added by the core in the same transaction. */
  'document.received': z.object({
    document: documentSchema,
    by: z.object({ id: z.string(), name: z.string() }),
  }),
  'document.choice': z.object({ document: mediumIdSchema, choice: z.enum(['print', 'show']) }),
  /** `copy` counts from 1: whatever follows the first is a reprint. */
  'print.begun': z.object({
    document: mediumIdSchema,
    print: z.uuid(),
    copy: z.number().int().min(1),
    by: z.enum(['patient', 'doctor']),
    /** As the doctor's side announced it. */
    sha256: sha256Schema,
  }),
  'print.trouble': z.object({
    document: mediumIdSchema,
    print: z.uuid(),
    trouble: printerTroubleSchema.nullable(),
  }),
  'print.over': z.object({
    document: mediumIdSchema,
    print: z.uuid(),
    printer: printerNumberSchema,
    why: notHandedOverSchema.nullable(),
    withdrawn: z.boolean(),
    sha256: sha256Schema.nullable(),
  }),
} as const;
