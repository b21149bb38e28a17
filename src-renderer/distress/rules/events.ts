/** From the states of the signals, frame by frame, to events: one an act. */
import {
  CAMERA_SIGNALS,
  type CameraSignal,
  type Signal,
} from '../../../state-machines/distress/vocabulary.ts';
import type { ActStates } from './watcher.ts';

export interface DistressEvent {
  readonly signal: Signal;
  /** Seconds: when the act began. */
  readonly start: number;
  /** Seconds: when the rule was sure. */
  readonly confirmed: number;
  /** Seconds; null: still going on. */
  readonly end: number | null;
  /** 0 … 1. */
  readonly confidence: number;
}

export interface EventLog {
  add(atMs: number, states: ActStates): void;
  /** In the order in which they were confirmed. */
  readonly events: readonly DistressEvent[];
}

const round = (value: number, places: number): number => Number(value.toFixed(places));
const seconds = (ms: number): number => round(ms / 1000, 2);

export function createEventLog(): EventLog {
  const events: DistressEvent[] = [];
  const open = new Map<CameraSignal, { readonly index: number; readonly confirmedAt: number }>();

  return {
    events,
    add(atMs, states) {
      for (const signal of CAMERA_SIGNALS) {
        const { startedAt, confirmedAt, endedAt, score } = states[signal];
        const known = open.get(signal);
        if (known !== undefined && known.confirmedAt !== confirmedAt) {
          const event = events[known.index];
          if (event !== undefined) events[known.index] = { ...event, end: seconds(endedAt ?? atMs) };
          open.delete(signal);
        }
        if (confirmedAt === null || startedAt === null) continue;
        const now = open.get(signal);
        const index = now?.index ?? events.length;
        if (now === undefined) open.set(signal, { index, confirmedAt });
        events[index] = {
          signal,
          start: seconds(startedAt),
          confirmed: seconds(confirmedAt),
          end: null,
          confidence: Math.max(round(score, 2), events[index]?.confidence ?? 0),
        };
      }
    },
  };
}
