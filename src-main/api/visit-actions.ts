/** What a person does on the cabinet's screen around the exams; see `core-api.ts`. */
import { z } from 'zod';
import {
  detailAnswerSchema,
  documentChoiceSchema,
  draftSchema,
  examNameSchema,
  helperSchema,
  mediumIdSchema,
  RED_FLAG_ANSWERS,
  redFlagSchema,
} from '../../state-machines/contract.ts';

export const visitActionSchemas = [
  z.object({ type: z.literal('detail'), answer: detailAnswerSchema }),
  /** Typed so far of who he is. */
  z.object({ type: z.literal('draft'), draft: draftSchema }),
  z.object({ type: z.literal('redFlag'), flag: redFlagSchema, answer: z.enum(RED_FLAG_ANSWERS) }),
  z.object({ type: z.literal('waitOn') }),
  z.object({ type: z.literal('helper'), helper: helperSchema.nullable() }),
  /** Without a doctor. */
  z.object({ type: z.literal('startExam'), exam: examNameSchema }),
  z.object({ type: z.literal('readLater') }),
  /** Pictures and sounds of exams. */
  z.object({ type: z.literal('mediaConsent'), granted: z.boolean() }),
  /** A third person in the call. */
  z.object({ type: z.literal('third'), granted: z.boolean() }),
  /** What a helper read on the exam's instrument; UCUM unit of its quantity. */
  z.object({ type: z.literal('typed'), exam: examNameSchema, value: z.number().min(0).max(1000) }),
  /** The screen itself says what became of a sentence. */
  z.object({ type: z.literal('sentenceShown'), id: z.uuid(), spoken: z.boolean() }),
  z.object({ type: z.literal('sentenceRead'), id: z.uuid() }),
  /** What doctors leave may be read by the next one. */
  z.object({ type: z.literal('share'), granted: z.boolean() }),
  /** Of a document of the doctor: on paper, only on the screen, or read what became of it. */
  z.object({ type: z.literal('document'), document: mediumIdSchema, choice: documentChoiceSchema }),
] as const;
