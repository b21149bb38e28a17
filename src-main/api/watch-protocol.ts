/**
 * What the patient's page tells the core of the distress watch: a report a frame, of one shape whatever happens, so
 * that its rhythm and length say nothing. No picture, no landmark. Nothing of it ever comes back.
 */
import { z } from 'zod';
import { BLIND_REASONS, CAMERA_SIGNALS } from '../../state-machines/distress/vocabulary.ts';

/** The page reports at least this often, also when the worker is silent or dead. */
export const WATCH_REPORT_MS = 500;
/** Without a report for this long the core calls the watch off (`no-reports`). */
export const WATCH_SILENT_MS = 3000;

const sha256 = z.string().regex(/^[0-9a-f]{64}$/);
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
  models: sha256.nullable(),
  signals: z.strictObject(
    Object.fromEntries(CAMERA_SIGNALS.map((name) => [name, signalReportSchema])) as Record<
      (typeof CAMERA_SIGNALS)[number],
      typeof signalReportSchema
    >,
  ),
});
export type WatchReport = z.infer<typeof watchReportSchema>;
