/**
 * Who the patient is beyond his name: sex, who came with him, who answers for a minor, where to call back. One question
 * a screen, in this order; every one of them may be left unsaid.
 */
import { z } from 'zod';

/** As the identity card says (RNIV); `unsaid`: does not want to say, told to the doctor. */
export const SEXES = ['female', 'male', 'unsaid'] as const;
export const sexSchema = z.enum(SEXES);
export type Sex = z.infer<typeof sexSchema>;

export const COMPANIONS = ['nobody', 'relative', 'carer', 'interpreter', 'other'] as const;
export const companionSchema = z.enum(COMPANIONS);
export type Companion = z.infer<typeof companionSchema>;

/** Who holds the authority over a minor and is here; `absent`: nobody who does. */
export const GUARDIANS = ['parent', 'guardian', 'absent'] as const;
export const guardianSchema = z.enum(GUARDIANS);
export type Guardian = z.infer<typeof guardianSchema>;

/** Of age in France. */
export const MAJORITY_YEARS = 18;

/** Digits as dialled, with the sign of an international number before them or not. */
export const PHONE_DIGITS = { least: 4, most: 15 } as const;
export const phoneSchema = z.string().regex(/^\+?\d{4,15}$/, 'digits');

export const detailAnswerSchema = z.discriminatedUnion('detail', [
  z.strictObject({ detail: z.literal('sex'), sex: sexSchema }),
  z.strictObject({ detail: z.literal('companion'), companion: companionSchema }),
  z.strictObject({ detail: z.literal('guardian'), guardian: guardianSchema }),
  z.strictObject({ detail: z.literal('guardianName'), name: z.string().trim().min(1).max(80) }),
  /** Has read that a doctor decides what he may do for a minor alone, and goes on. */
  z.strictObject({ detail: z.literal('minorAlone') }),
  /** Null: none, or not wanted. */
  z.strictObject({ detail: z.literal('callback'), number: phoneSchema.nullable() }),
]);
export type DetailAnswer = z.infer<typeof detailAnswerSchema>;
export const DETAILS = detailAnswerSchema.options.map((option) => option.shape.detail.value);
export const detailSchema = z.enum(DETAILS);
export type Detail = z.infer<typeof detailSchema>;

export const detailsSchema = z.array(detailAnswerSchema).max(DETAILS.length);

/** What was said so far, null where nothing was. */
export interface Told {
  readonly sex: Sex | null;
  readonly companion: Companion | null;
  readonly guardian: Guardian | null;
  readonly guardianName: string | null;
  /** A minor without anybody who answers for him. */
  readonly minorAlone: boolean;
  readonly callback: string | null;
}

export function toldIn(answers: readonly DetailAnswer[]): Told {
  const told = {
    sex: null as Sex | null,
    companion: null as Companion | null,
    guardian: null as Guardian | null,
    guardianName: null as string | null,
    minorAlone: false,
    callback: null as string | null,
  };
  for (const answer of answers)
    switch (answer.detail) {
      case 'sex':
        told.sex = answer.sex;
        break;
      case 'companion':
        told.companion = answer.companion;
        break;
      case 'guardian':
        told.guardian = answer.guardian;
        break;
      case 'guardianName':
        told.guardianName = answer.name;
        break;
      case 'minorAlone':
        told.minorAlone = true;
        break;
      case 'callback':
        told.callback = answer.number;
        break;
    }
  return told;
}

/** Whole years; null: unknown, and then nobody is taken for a minor. */
export const isMinor = (years: number | null): boolean => years !== null && years < MAJORITY_YEARS;

/** What is asked of somebody of this age who answered so, in order. */
export function detailsFor(years: number | null, answers: readonly DetailAnswer[]): readonly Detail[] {
  const { companion, guardian } = toldIn(answers);
  if (!isMinor(years)) return ['sex', 'companion', 'callback'];
  if (companion === 'nobody') return ['sex', 'companion', 'minorAlone', 'callback'];
  const then = guardian === 'absent' ? 'minorAlone' : 'guardianName';
  return ['sex', 'companion', 'guardian', then, 'callback'];
}

/** The next to ask; null: all answered. */
export const pendingDetail = (years: number | null, answers: readonly DetailAnswer[]): Detail | null =>
  detailsFor(years, answers).find((detail) => !answers.some((given) => given.detail === detail)) ?? null;

// --- what is typed of an identity before it is confirmed ---

/** `''`: not typed yet. */
export const draftSchema = z.strictObject({
  birthName: z.string().trim().max(80),
  firstName: z.string().trim().max(80),
  /** ISO 8601 calendar date. */
  birthDate: z.iso.date().nullable(),
  /** The date was asked: null then means that he does not know it. */
  dateAsked: z.boolean(),
});
export type Draft = z.infer<typeof draftSchema>;

// --- the doctor confirms aloud ---

/** What two of can tell one person from another; birth name and first name are one. `paper`: an identity document. */
export const IDENTIFIERS = ['name', 'birthDate', 'birthPlace', 'paper'] as const;
export const identifierSchema = z.enum(IDENTIFIERS);
export type Identifier = z.infer<typeof identifierSchema>;
export const LEAST_IDENTIFIERS = 2;

/** `at`: wall clock, ms. */
export const identityCheckSchema = z.object({
  identifiers: z.array(identifierSchema).min(LEAST_IDENTIFIERS),
  by: z.object({ id: z.string(), name: z.string() }),
  at: z.number(),
});
export type IdentityCheck = z.infer<typeof identityCheckSchema>;
