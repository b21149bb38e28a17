/**
 * The doctor's quick set: oximetry, one pressure without rest, temperature, one command, three minutes at most. What
 * is skipped, failed or cannot begin gives its time to the next.
 */
import { z } from 'zod';
import { type ExamName, examNameSchema, unavailableSchema } from './vocabulary.ts';

export const QUICK_EXAMS = ['oximetry', 'blood-pressure', 'temperature'] as const satisfies ExamName[];

export const QUICK_OUTCOMES = [
  'waits',
  'runs',
  'done',
  'skipped',
  'failed',
  'cancelled',
  'unavailable',
] as const;
export const quickItemSchema = z.object({
  exam: examNameSchema,
  outcome: z.enum(QUICK_OUTCOMES),
  /** Of `unavailable`. */
  reason: unavailableSchema.nullable(),
});
export type QuickItem = z.infer<typeof quickItemSchema>;

export const quickSetSchema = z.object({
  items: z.array(quickItemSchema),
  /** Monotonic ms at which everything is over. */
  until: z.number(),
});
export type QuickSet = z.infer<typeof quickSetSchema>;

export const QUICK_ENDS = ['through', 'time-over', 'stopped', 'call-over'] as const;

export const quickItems = (): QuickItem[] =>
  QUICK_EXAMS.map((exam) => ({ exam, outcome: 'waits', reason: null }));

/** The share of the whole time that is kept for those who come after, so that a slow one cannot take it all. */
const KEPT_FOR_LATER: Readonly<Record<(typeof QUICK_EXAMS)[number], number>> = {
  oximetry: 90 / 180,
  'blood-pressure': 30 / 180,
  temperature: 0,
};

/** Monotonic ms at which this one has to be over. `wholeMs`: what the set was given. */
export function lastInstantOf(exam: ExamName, set: QuickSet, wholeMs: number): number {
  const quick = QUICK_EXAMS.find((one) => one === exam);
  if (quick === undefined) return set.until;
  const later = set.items.slice(QUICK_EXAMS.indexOf(quick) + 1).some(({ outcome }) => outcome === 'waits');
  return later ? set.until - KEPT_FOR_LATER[quick] * wholeMs : set.until;
}

export const runningIn = (set: QuickSet): QuickItem | null =>
  set.items.find(({ outcome }) => outcome === 'runs') ?? null;
export const nextIn = (set: QuickSet): QuickItem | null =>
  set.items.find(({ outcome }) => outcome === 'waits') ?? null;
export const withItem = (set: QuickSet, exam: ExamName, change: Partial<QuickItem>): QuickSet => ({
  ...set,
  items: set.items.map((item) => (item.exam === exam ? { ...item, ...change } : item)),
});
