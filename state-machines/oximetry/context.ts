/** What the oximetry exam remembers. Plain JSON: it is committed after every step. */
import { z } from 'zod';
import { instantSchema, readingSchema, refusedSchema, secondSchema, troubleSchema } from '../contract.ts';
import { EXTREMES } from './judge.ts';
import { AGE_BANDS } from './limits.ts';

export const instrumentSchema = z.object({
  state: z.enum(['absent', 'ready', 'opening', 'streaming', 'faulted']),
  fault: z.string().nullable(),
  identity: z.object({ model: z.string(), label: z.string(), serial: z.string().nullable() }).nullable(),
});
export type Instrument = z.infer<typeof instrumentSchema>;

export const END_REASONS = [
  'measured',
  'patient-cannot',
  'doctor-skipped',
  'doctor-cancelled',
  'call-over',
  'visit-over',
  'interrupted',
  'timeout',
] as const;
export const endReasonSchema = z.union([z.enum(END_REASONS), troubleSchema]);
export type EndReason = z.infer<typeof endReasonSchema>;

export const oximetryContextSchema = z.object({
  ageBand: z.enum(AGE_BANDS),
  attempt: z.number().int().min(1),
  trouble: troubleSchema.nullable(),
  instrument: instrumentSchema,
  /** Start of the unbroken time on this finger. */
  onFinger: instantSchema.nullable(),
  /** When the last second of this finger came. */
  lastSecondAt: z.number().nullable(),
  /** The last unbroken run of seconds that count, at most as long as the protocol asks. */
  window: z.array(secondSchema),
  progress: z.number().min(0).max(1),
  /** The window is complete and goes to the judge. */
  ripe: z.boolean(),
  extremesSeen: z.array(z.enum(EXTREMES)),
  results: z.array(readingSchema),
  refused: z.array(refusedSchema),
  endReason: endReasonSchema.nullable(),
});
export type OximetryContext = z.infer<typeof oximetryContextSchema>;

export interface OximetryInput {
  readonly ageBand: OximetryContext['ageBand'];
  readonly instrument: Instrument;
}

export function startContext(input: OximetryInput): OximetryContext {
  return {
    ageBand: input.ageBand,
    attempt: 1,
    trouble: null,
    instrument: input.instrument,
    onFinger: null,
    lastSecondAt: null,
    window: [],
    progress: 0,
    ripe: false,
    extremesSeen: [],
    results: [],
    refused: [],
    endReason: null,
  };
}
