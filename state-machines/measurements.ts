/** What is measured: what an instrument says to an exam, and the readings that an exam makes of it. */
import { z } from 'zod';
import { QUANTITIES } from '../drivers/contract.ts';
import type { CuffFailure, StartRefusal } from '../drivers/cuff/contract.ts';
import { mediaTargetSchema } from './media.ts';
import { helperSchema } from './sentences.ts';
import { examNameSchema, instantSchema, troubleSchema } from './vocabulary.ts';

export const quantitySchema = z.enum(QUANTITIES);
export const instrumentIdentitySchema = z.object({
  model: z.string(),
  label: z.string(),
  serial: z.string().nullable(),
});
export const instrumentStateSchema = z.enum(['absent', 'ready', 'opening', 'streaming', 'faulted']);

/** Said beside a number that counts. */
export const READING_FLAGS = [
  /** The instrument heard an irregular rhythm: pressures are less sure. */
  'irregular',
  /** The cuff's pulse and the oximeter's differ by more than 10 a minute. */
  'pulse-differs',
  /** The mean lies more than 10 mm[Hg] from dia + (sys - dia) / 3. */
  'mean-unlikely',
  /** From an instrument's memory; its time was confirmed by a person, not by the clock. */
  'time-by-person',
  /** A fever on the forehead: to be confirmed at another site (81 % of fevers are found there). */
  'confirm-elsewhere',
] as const;
export type ReadingFlag = (typeof READING_FLAGS)[number];

/** Where a temperature was taken; the others are what the cabinet's own thermometer is set to. */
export const READING_SITES = ['ear', 'forehead'] as const;

/** One accepted measurement of a quantity. */
export const readingSchema = z.object({
  /** urn:uuid made when measured; the same identifier everywhere it ever goes. */
  id: z.string().regex(/^urn:uuid:[0-9a-f-]{36}$/),
  quantity: quantitySchema,
  value: z.number(),
  /** UCUM code. */
  unit: z.string(),
  quality: z.enum(['good', 'poor']),
  /** A repeated extreme: shown at once, marked confirmed, never hidden. */
  confirmedExtreme: z.boolean(),
  at: instantSchema,
  instrument: instrumentIdentitySchema,
  /** After the rest that the protocol asks for; false: a quick measurement; null or absent: it asks for none. */
  atRest: z.boolean().nullable().optional(),
  flags: z.array(z.enum(READING_FLAGS)).optional(),
  /** A mean: the ids of the readings that it was made of. Absent: measured as it is. */
  derivedFrom: z.array(z.string()).optional(),
  /** Absent: the cabinet knows it by its instrument. */
  site: z.enum(READING_SITES).optional(),
  /** Typed by this person from the instrument's display; absent: the instrument sent it. */
  enteredBy: helperSchema.optional(),
});
export type Reading = z.infer<typeof readingSchema>;

/** One second of the oximeter as the exam sees it, made by the core from about 60 frames. */
export const secondSchema = z.object({
  at: instantSchema,
  contact: z.enum(['present', 'searching', 'absent']),
  spo2: z.number().nullable(),
  pulse: z.number().nullable(),
  perfusionIndex: z.number().nullable(),
  /** Share of frames of this second with quality good, 0..1. */
  good: z.number(),
});
export type Second = z.infer<typeof secondSchema>;

/** One second of an instrument that measures one number (thermometer, scale), made by the core from its frames. */
export const scalarSecondSchema = z.object({
  at: instantSchema,
  /** Of the frame that `value` is from; of the last frame where there is none. */
  contact: z.enum(['present', 'searching', 'absent']),
  /** UCUM unit of its quantity. The last settled frame's value, else the last one's; null: no value. */
  value: z.number().nullable(),
  /** A frame with quality good was among them, and `value` is from it. */
  settled: z.boolean(),
  /** Beside null: the instrument measured, and says that it lies outside what it can tell. */
  outside: z.enum(['above', 'below']).nullable(),
});
export type ScalarSecond = z.infer<typeof scalarSecondSchema>;

/** mm[Hg]; pulse in beats a minute. As `CuffNumbers` of the drivers. */
export const pressuresSchema = z.object({
  systolic: z.number(),
  diastolic: z.number(),
  mean: z.number().nullable(),
  pulseRate: z.number().nullable(),
});
export type Pressures = z.infer<typeof pressuresSchema>;

/** As `CuffFailure` of the drivers. */
export const CUFF_FAILURES = [
  'stopped',
  'loose-cuff',
  'leak',
  'movement',
  'weak-pulse',
  'out-of-range',
  'took-too-long',
  'over-pressure',
  'air-blocked',
  'hardware',
  'not-started',
  'implausible',
  'line-lost',
] as const satisfies readonly CuffFailure[];

/** As `StartRefusal` of the drivers. */
export const START_REFUSALS = [
  'used',
  'command-expired',
  'ready-expired',
  'from-the-future',
  'not-negotiated',
  'no-child-mode',
  'measuring',
  'too-soon',
  'not-deflated',
  'stopped',
  'no-answer',
] as const satisfies readonly StartRefusal[];

/** Ids that an event must bring so that it may end a pressure: four quantities, and the mean of each. */
export const PRESSURE_IDS = 8;
/** Ids that a scalar second must bring to be accepted. */
export const SCALAR_IDS = 1;

/** A refused try, shown to the doctor with its reason. */
export const refusedSchema = z.object({
  attempt: z.number().int(),
  at: instantSchema,
  reason: troubleSchema,
  spo2: z.number().nullable(),
  pulse: z.number().nullable(),
  /** Absent: oximetry. */
  exam: examNameSchema.optional(),
  /** Of a picture or a sound. */
  target: mediaTargetSchema.optional(),
  /** What was measured all the same; shown to the doctor, never a result. */
  values: z.array(z.object({ quantity: quantitySchema, value: z.number(), unit: z.string() })).optional(),
});
export type Refused = z.infer<typeof refusedSchema>;
