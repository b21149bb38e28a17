/** What people see of the visit around the exams; see `view-schemas.ts`. Absent: a cabinet that does not know it. */
import { z } from 'zod';
import { thirdAgreementSchema } from './agreements.ts';
import { bundleSchema, earlierSchema, shareViewSchema, writtenNoteSchema } from './closing.ts';
import { detailSchema, detailsSchema, draftSchema, identityCheckSchema } from './details.ts';
import { givenDocumentSchema } from './documents.ts';
import { enteredSchema } from './entered.ts';
import { quickSetSchema } from './quick-set.ts';
import { redFlagAnswerSchema, redFlagSchema, urgentSchema } from './red-flags.ts';
import { helperSchema, shownSentenceSchema } from './sentences.ts';
import { unitSchema } from './visit-events.ts';
import { capabilitySchema, examNameSchema } from './vocabulary.ts';

/** `until`: monotonic ms at which it ends by itself. */
export const holdSchema = z.object({ until: z.number() });

/** A visit whose patient has gone, and which no doctor has read. Wall clock, ms. */
export const unreadSchema = z.object({
  visit: z.uuid(),
  since: z.number(),
  dueAt: z.number(),
  late: z.boolean(),
});
export type Unread = z.infer<typeof unreadSchema>;

/** Both see these. */
const shared = {
  hold: holdSchema.nullable().optional(),
  sentence: shownSentenceSchema.nullable().optional(),
  helper: helperSchema.nullable().optional(),
  quickSet: quickSetSchema.nullable().optional(),
  urgent: urgentSchema.nullable().optional(),
  /** To pictures and sounds of exams; null: not asked yet. */
  mediaConsent: z.boolean().nullable().optional(),
  /** Null: nobody was asked for. */
  third: thirdAgreementSchema.nullable().optional(),
  /** Oldest first. On the patient's screen only where he can read them. */
  documents: z.array(givenDocumentSchema).optional(),
  /** Who may read what doctors leave. */
  share: shareViewSchema.optional(),
};

export const patientVisitView = {
  ...shared,
  /** Asked now, and how far along. */
  detail: z
    .object({ detail: detailSchema, place: z.number().int().min(1), of: z.number().int().min(1) })
    .nullable()
    .optional(),
  /** What he typed of his identity so far; on no other screen than that question's. */
  draft: draftSchema.nullable().optional(),
  /** Asked now. */
  redFlag: z
    .object({ flag: redFlagSchema, place: z.number().int().min(1), of: z.number().int().min(1) })
    .nullable()
    .optional(),
  /** Exams that may begin without a doctor, now. */
  alone: z.array(examNameSchema).optional(),
  /** There is something that a doctor could read later. */
  mayLeaveToRead: z.boolean().optional(),
};

export const doctorVisitView = {
  ...shared,
  details: detailsSchema.optional(),
  /** Two identifiers that he confirmed aloud; null: nobody did. */
  identityCheck: identityCheckSchema.nullable().optional(),
  redFlags: z.array(redFlagAnswerSchema).optional(),
  entered: z.array(enteredSchema).optional(),
  keepOn: z.boolean().optional(),
  /** Several instruments of one capability; `chosen` null: the cabinet's own choice. */
  units: z
    .array(
      z.object({ capability: capabilitySchema, units: z.array(unitSchema), chosen: z.string().nullable() }),
    )
    .optional(),
  unread: z.array(unreadSchema).optional(),
  /** For the next doctor. */
  note: writtenNoteSchema.nullable().optional(),
  /** The newest. */
  summary: bundleSchema.nullable().optional(),
  /** What other doctors left, as far as this one may see it. */
  earlier: earlierSchema.nullable().optional(),
  /** The record vouches for who the patient is. */
  confirmed: z.boolean().optional(),
};
