/** Short sentences of the doctor, large on the patient's screen. */
import { z } from 'zod';

/** Rendered in every language of the cabinet, so they are always spoken. */
export const READY_SENTENCES = [
  'hear-me',
  'closer',
  'still',
  'quiet',
  'breathe',
  'deep-breath',
  'arm',
  'going-well',
  'soon-done',
  'wait',
  'look-camera',
  'show-me',
] as const;
export const readySentenceSchema = z.enum(READY_SENTENCES);
export type ReadySentence = z.infer<typeof readySentenceSchema>;

export const SENTENCE_LENGTH = 120;
export const sentenceSchema = z.union([
  z.strictObject({ ready: readySentenceSchema }),
  z.strictObject({
    text: z
      .string()
      .trim()
      .min(1)
      .max(SENTENCE_LENGTH)
      .regex(/^\P{Cc}*$/u, 'no control characters'),
  }),
]);
export type Sentence = z.infer<typeof sentenceSchema>;

/** On the patient's screen now. */
export const shownSentenceSchema = z.object({
  id: z.uuid(),
  sentence: sentenceSchema,
  /** The screen showed it; `spoken`: it was also said aloud, by a clip or a voice of this machine. */
  shown: z.object({ spoken: z.boolean() }).nullable(),
});
export type ShownSentence = z.infer<typeof shownSentenceSchema>;

/** Who is with the patient. */
export const HELPERS = ['relative', 'nurse', 'clerk'] as const;
export const helperSchema = z.enum(HELPERS);
export type Helper = z.infer<typeof helperSchema>;
