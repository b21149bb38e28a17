/**
 * What the doctor says of the patient himself, beside what is measured and never mixed with it. A correction is a
 * new entry that replaces; both stay.
 */
import { z } from 'zod';
import { instantSchema } from './vocabulary.ts';

/** Alert, new confusion, to voice, to pain, unresponsive (NEWS2). */
export const CONSCIOUSNESS = ['A', 'C', 'V', 'P', 'U'] as const;
export const PREGNANCY = ['no', 'yes', 'possible'] as const;

const text = z
  .string()
  .trim()
  .min(1)
  .max(200)
  .regex(/^\P{Cc}*$/u, 'no control characters');

/** Units are UCUM. */
export const enteredValueSchema = z.discriminatedUnion('item', [
  z.object({
    item: z.literal('respiratory-rate'),
    /** STANDARDS 4.2: outside, a fault or not a person. */
    value: z.number().int().min(4).max(70),
    unit: z.literal('/min'),
    /** Counted by tapping at each breath, or typed. */
    how: z.enum(['tapped', 'typed']),
  }),
  z.object({ item: z.literal('consciousness'), code: z.enum(CONSCIOUSNESS) }),
  z.object({
    item: z.literal('pain'),
    value: z.number().int().min(0).max(10),
    unit: z.literal('{score}'),
  }),
  /** Given to the patient; 0: none, he breathes air. */
  z.object({ item: z.literal('oxygen'), value: z.number().min(0).max(30), unit: z.literal('L/min') }),
  z.object({ item: z.literal('treatments'), value: text }),
  z.object({ item: z.literal('allergies'), value: text }),
  z.object({ item: z.literal('pregnancy'), code: z.enum(PREGNANCY) }),
]);
export type EnteredValue = z.infer<typeof enteredValueSchema>;
export type EnteredItem = EnteredValue['item'];
export const ENTERED_ITEMS: readonly EnteredItem[] = enteredValueSchema.options.map(
  (option) => option.shape.item.value,
);

const urn = z.string().regex(/^urn:uuid:[0-9a-f-]{36}$/);
export const enteredSchema = z.intersection(
  enteredValueSchema,
  z.object({
    /** urn:uuid of the command that said it; the same identifier everywhere it ever goes. */
    id: urn,
    by: z.object({ id: z.string(), name: z.string() }),
    at: instantSchema,
    /** The entry of the same item that this one corrects. */
    replaces: urn.nullable(),
  }),
);
export type Entered = z.infer<typeof enteredSchema>;

/** The one of each item that stands, in the order of the items. */
export function standing(entries: readonly Entered[]): readonly Entered[] {
  return ENTERED_ITEMS.flatMap((item) => entries.findLast((entry) => entry.item === item) ?? []);
}

/** Breaths a minute from the instants of taps, one each breath; null: fewer than four whole breaths. */
export function tappedRate(taps: readonly number[]): number | null {
  const [first, last] = [taps[0], taps.at(-1)];
  const breaths = taps.length - 1;
  if (first === undefined || last === undefined || breaths < LEAST_BREATHS || last <= first) return null;
  return Math.round((breaths * 60_000) / (last - first));
}
export const LEAST_BREATHS = 4;
