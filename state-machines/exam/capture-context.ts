/** What an exam that takes pictures or sounds remembers besides. Plain JSON: it is committed after every step. */
import { z } from 'zod';
import { mediaKindSchema, mediaTargetSchema, mediumIdSchema, mediumSchema } from '../contract.ts';

export const captureContextSchema = z.object({
  order: z.array(mediaTargetSchema).min(1),
  target: mediaTargetSchema,
  /** The doctor said where to begin: no answer changes it. */
  chosen: z.boolean(),
  /** Done or skipped since the exam began, or began anew. */
  settled: z.array(mediaTargetSchema),
  /** Preparations that are done. */
  prepared: z.number().int().min(0),
  /** `until`: monotonic ms. */
  capturing: z.object({ capture: z.uuid(), kind: mediaKindSchema, until: z.number() }).nullable(),
  /** No capture is asked for twice. */
  used: z.array(z.uuid()),
  media: z.array(mediumSchema),
  toJudge: mediumIdSchema.nullable(),
});
export type CaptureContext = z.infer<typeof captureContextSchema>;
