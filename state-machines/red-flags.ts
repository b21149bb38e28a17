/**
 * Danger signs, asked before somebody waits or measures without a doctor. Fixed, one at a time, the same for
 * everybody of an age; a yes leads to a person, never to advice.
 */
import { z } from 'zod';

export const RED_FLAGS = [
  'chest-pain',
  'breathless',
  'stroke',
  'bleeding',
  /** Pregnant, and pain, bleeding or waters: a pregnancy alone is no danger sign. */
  'pregnancy',
  /** Wants to die. */
  'suicide',
] as const;
export const redFlagSchema = z.enum(RED_FLAGS);
export type RedFlag = z.infer<typeof redFlagSchema>;

/** `unsaid`: does not know, or does not want to say; told to the doctor, no alarm. */
export const RED_FLAG_ANSWERS = ['yes', 'no', 'unsaid'] as const;
export const redFlagAnswerSchema = z.object({ flag: redFlagSchema, answer: z.enum(RED_FLAG_ANSWERS) });
export type RedFlagAnswer = z.infer<typeof redFlagAnswerSchema>;

/** Whole years, inclusive. Unknown age: everything is asked. */
const ASKED_AT: Readonly<Partial<Record<RedFlag, { readonly from: number; readonly to: number }>>> = {
  pregnancy: { from: 10, to: 60 },
  suicide: { from: 8, to: 150 },
};

export const redFlagsFor = (years: number | null): readonly RedFlag[] =>
  RED_FLAGS.filter((flag) => {
    const ages = ASKED_AT[flag];
    return ages === undefined || years === null || (years >= ages.from && years <= ages.to);
  });

/** The next to ask; null: all answered, or one with yes, after which nothing more is asked. */
export function pendingFlag(years: number | null, answers: readonly RedFlagAnswer[]): RedFlag | null {
  if (answers.some(({ answer }) => answer === 'yes')) return null;
  return redFlagsFor(years).find((flag) => !answers.some((given) => given.flag === flag)) ?? null;
}

/** Why a person has to come now. */
export const URGENCIES = ['red-flag', 'extreme'] as const;
export const urgentSchema = z.object({
  because: z.enum(URGENCIES),
  /** The patient has read it and waits on. */
  seen: z.boolean(),
  /** How often the attendant was called for it. */
  calls: z.number().int().min(1),
});
export type Urgent = z.infer<typeof urgentSchema>;
