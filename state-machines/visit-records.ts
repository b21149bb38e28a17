/** What the visit writes around the exams; see `records.ts`. */
import { z } from 'zod';
import { thirdSchema } from './agreements.ts';
import { detailAnswerSchema, identifierSchema } from './details.ts';
import { enteredSchema } from './entered.ts';
import { QUICK_ENDS, quickItemSchema } from './quick-set.ts';
import { RED_FLAG_ANSWERS, redFlagSchema, URGENCIES } from './red-flags.ts';
import { helperSchema, sentenceSchema } from './sentences.ts';
import { unitSchema } from './visit-events.ts';
import { capabilitySchema, correctionSchema, examNameSchema, examStepSchema } from './vocabulary.ts';

export const visitRecordSchemas = {
  'detail.given': z.object({ answer: detailAnswerSchema }),
  /** Aloud, by the doctor; none: his word is taken back. */
  'identity.checked': z.object({
    identifiers: z.array(identifierSchema),
    by: z.object({ id: z.string(), name: z.string() }),
  }),
  'red-flag.answer': z.object({ flag: redFlagSchema, answer: z.enum(RED_FLAG_ANSWERS) }),
  /** Somebody must see the patient now, and no doctor is there. */
  'urgent.raised': z.object({ because: z.enum(URGENCIES) }),
  /** Without content about the patient: this one goes to the attendant. */
  'attendant.called': z.object({ because: z.enum(['urgent', 'unread']) }),
  'helper.present': z.object({ helper: helperSchema.nullable(), by: z.enum(['patient', 'doctor']) }),
  /** The helper said "ready" for the patient. */
  'exam.ready': z.object({ exam: examNameSchema, step: examStepSchema, by: z.literal('helper') }),
  hold: z.object({ on: z.boolean(), because: z.enum(['doctor', 'time-over', 'call-over']) }),
  'sentence.said': z.object({ id: z.uuid(), sentence: sentenceSchema }),
  'sentence.shown': z.object({ id: z.uuid(), spoken: z.boolean() }),
  'sentence.read': z.object({ id: z.uuid() }),
  'keep-on': z.object({ on: z.boolean() }),
  'unit.chosen': z.object({ capability: capabilitySchema, unit: unitSchema.nullable() }),
  'quick-set.started': z.object({ items: z.array(quickItemSchema) }),
  'quick-set.ended': z.object({ because: z.enum(QUICK_ENDS), items: z.array(quickItemSchema) }),
  'value.entered': enteredSchema,
  /** To pictures and sounds of exams. */
  'media.consent': z.object({ granted: z.boolean() }),
  'third.asked': z.object({ who: thirdSchema }),
  'third.consent': z.object({ who: thirdSchema, granted: z.boolean() }),
  /** Again, at the doctor's word; `why`: what the patient was told. */
  'exam.repeated': z.object({ exam: examNameSchema, why: correctionSchema.nullable() }),
  /** Left to be read; `dueInMs`: then the attendant is called. */
  'visit.prepared': z.object({ visit: z.uuid(), dueInMs: z.number() }),
  'prepared.read': z.object({ visit: z.uuid(), by: z.object({ id: z.string(), name: z.string() }) }),
} as const;
