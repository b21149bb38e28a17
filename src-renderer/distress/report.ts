/** What the page tells the core: always the same shape, whatever was seen and whatever is broken. Pure. */
import type { WatchReport } from '../../src-main/api/watch-protocol.ts';
import {
  type BlindReason,
  CAMERA_SIGNALS,
  type CameraSignal,
} from '../../state-machines/distress/vocabulary.ts';
import type { SignalState } from './frame.ts';
import type { Seen } from './worker/messages.ts';

export interface ReportParts {
  readonly now: number;
  /** Of the worker that runs; null: nothing yet. */
  readonly seen: Seen | null;
  readonly models: string | null;
  readonly blind: readonly BlindReason[];
}

const LONGEST_AGE_MS = 60_000;
const LONGEST_AGO_MS = 86_400_000;

export function makeReport({ now, seen, models, blind }: ReportParts): WatchReport {
  const ago = (at: number | null): number | null =>
    at === null ? null : Math.round(Math.min(LONGEST_AGO_MS, Math.max(0, now - at)));
  const told = (state: SignalState | undefined) => ({
    score: Math.round(100 * Math.min(1, Math.max(0, state?.score ?? 0))) / 100,
    startedAgoMs: ago(state?.startedAt ?? null),
    confirmedAgoMs: ago(state?.confirmedAt ?? null),
  });
  const signals = Object.fromEntries(
    CAMERA_SIGNALS.map((signal) => [signal, told(seen?.states[signal])]),
  ) as Record<CameraSignal, ReturnType<typeof told>>;
  return {
    type: 'watch.report',
    n: seen?.n ?? 0,
    ageMs: Math.round(Math.min(LONGEST_AGE_MS, Math.max(0, now - (seen?.atMs ?? now)))),
    blind: [...new Set(blind)],
    rate: Math.round(10 * (seen?.rate ?? 0)) / 10,
    models,
    signals,
  };
}
