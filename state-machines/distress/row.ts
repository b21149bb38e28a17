/**
 * The row that every visit writes to the journal at one rhythm, whether something happened or not: always the same
 * kind and the same length, so that neither the count nor the size of rows tells.
 */
import { z } from 'zod';
import type { JournalRecord } from '../contract.ts';
import { ACKNOWLEDGERS, ALERT_STEPS, EPISODE_STATES } from './episode.ts';
import { padTo } from './padding.ts';
import { SIGNALS } from './vocabulary.ts';

/** Never exported, replicated, printed or listed. */
export const WATCH_KIND = 'distress.watch';
/** How often a row is written. */
export const WATCH_ROW_MS = 30_000;
const ROW_BYTES = 3072;

/** Instants in monotonic ms of the row's own clock. */
export const watchEntrySchema = z.object({
  id: z.string().regex(/^[0-9a-f]{8}$/),
  signal: z.enum(SIGNALS),
  started: z.number(),
  confirmed: z.number(),
  ended: z.number().nullable(),
  confidence: z.number().min(0).max(1),
  /** SHA-256 over the models in use; null: told by a button, or before they were known. */
  models: z.string().nullable(),
  state: z.enum(EPISODE_STATES),
  step: z.enum(ALERT_STEPS),
  by: z.enum(ACKNOWLEDGERS).nullable(),
  falseAlarm: z.boolean(),
});
export type WatchEntry = z.infer<typeof watchEntrySchema>;

export const watchRowSchema = z.object({
  entries: z.array(watchEntrySchema),
  /** Entries that there was no place for. */
  dropped: z.number().int().min(0),
  pad: z.string(),
});

export function watchRow(entries: readonly WatchEntry[], dropped: number): JournalRecord {
  return { kind: WATCH_KIND, payload: padTo(ROW_BYTES, { entries, dropped }) };
}
