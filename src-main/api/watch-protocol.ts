/**
 * What the patient's page tells the core of the distress watch: a report a frame, of one shape whatever happens, so
 * that its rhythm and length say nothing. No picture, no landmark. What comes back is the same for everybody
 * (`watch.settings`), or open to everybody in the cabinet (`care`).
 */
import { z } from 'zod';
import {
  BLIND_REASONS,
  CAMERA_SIGNALS,
  CHECK_QUESTIONS,
  type Room,
} from '../../state-machines/distress/vocabulary.ts';
import { sha256Schema } from '../../state-machines/vocabulary.ts';

/** The page reports at least this often, also when the worker is silent or dead. */
export const WATCH_REPORT_MS = 500;
/** Without a report for this long the core calls the watch off (`no-reports`). */
export const WATCH_SILENT_MS = 3000;

/** Milliseconds before the report was made; null: not. */
const ago = z.number().min(0).max(86_400_000).nullable();

const signalReportSchema = z.strictObject({
  score: z.number().min(0).max(1),
  startedAgoMs: ago,
  confirmedAgoMs: ago,
});

export const watchReportSchema = z.strictObject({
  type: z.literal('watch.report'),
  /** Counts up; starts anew with the worker. */
  n: z.number().int().min(0),
  /** From the picture's capture to this report, milliseconds. */
  ageMs: z.number().min(0).max(60_000),
  /** Empty: everything that is on is watched. */
  blind: z.array(z.enum(BLIND_REASONS)).max(BLIND_REASONS.length),
  /** Pictures a second looked at over the last seconds. */
  rate: z.number().min(0).max(60),
  /** SHA-256 over the models in use; null before they are loaded. */
  models: sha256Schema.nullable(),
  signals: z.strictObject(
    Object.fromEntries(CAMERA_SIGNALS.map((name) => [name, signalReportSchema])) as Record<
      (typeof CAMERA_SIGNALS)[number],
      typeof signalReportSchema
    >,
  ),
});
export type WatchReport = z.infer<typeof watchReportSchema>;

const fraction = z.number().min(0).max(1);
export const roomSchema = z.strictObject({
  floorY: fraction,
  chair: z
    .strictObject({ left: fraction, top: fraction, right: fraction, bottom: fraction })
    .refine(({ left, top, right, bottom }) => left < right && top < bottom, 'a box without area'),
}) satisfies z.ZodType<Room>;

/** The technician's choice, the same in every visit. `on` false: no picture is looked at. */
export const watchSettingsSchema = z.strictObject({
  on: z.boolean(),
  signals: z.array(z.enum(CAMERA_SIGNALS)).max(CAMERA_SIGNALS.length),
  /** Null: not taught; what needs it is not told. */
  room: roomSchema.nullable(),
});
export type WatchSettings = z.infer<typeof watchSettingsSchema>;

/** What the self-test's trial of the watch came to. */
export const watchProofSchema = z.discriminatedUnion('state', [
  /** The page has heard the question. */
  z.strictObject({ state: z.literal('trying') }),
  z.strictObject({
    state: z.literal('sees'),
    models: sha256Schema,
    /** A picture, on the mean. */
    pictureMs: z.number().min(0).max(60_000),
  }),
  z.strictObject({
    state: z.literal('failed'),
    why: z.enum(['no-webgl2', 'models-damaged', 'worker-lost', 'sees-nobody', 'sees-somebody']),
  }),
]);
export type WatchProof = z.infer<typeof watchProofSchema>;

/** The technician chose what is watched; of no visit. Its payload: WatchSettings. */
export const WATCH_CHOSEN = 'watch.chosen';

export const checkIdSchema = z.string().regex(/^[0-9a-f]{8}$/);

export const ATTENDANT_STATES = ['none', 'called', 'unreachable', 'coming'] as const;

export const watchFromCoreSchemas = [
  /** To the patient's page, on each connection and when the technician changed them. */
  z.object({ type: z.literal('watch.settings'), settings: watchSettingsSchema }),
  /** Open acts alone. `askUntil`: "are you all right?" until this monotonic ms; null: not asked. */
  z.object({
    type: z.literal('care'),
    askUntil: z.number().nullable(),
    attendant: z.enum(ATTENDANT_STATES),
    /** The core's monotonic time. */
    now: z.number(),
  }),
  /** One of the ordinary questions of every visit; null: none is on the screen. */
  z.object({
    type: z.literal('check'),
    ask: z.object({ id: checkIdSchema, question: z.enum(CHECK_QUESTIONS) }).nullable(),
  }),
  /** To technicians: how the watch stands, never what it saw. */
  z.object({
    type: z.literal('watch.state'),
    settings: watchSettingsSchema,
    blind: z.array(z.enum(BLIND_REASONS)),
    rate: z.number(),
    models: sha256Schema.nullable(),
  }),
] as const;
export type CheckAsked = Extract<z.infer<(typeof watchFromCoreSchemas)[number]>, { type: 'check' }>['ask'];
export type Care = Extract<z.infer<(typeof watchFromCoreSchemas)[number]>, { type: 'care' }>;
