/** What every rule has in common: evidence must hold, short gaps are forgiven, and the end is as sure as the start. */
import type { SignalState } from '../frame.ts';

/** Beyond a signal's state: the end of the last confirmed act, milliseconds of the frames. */
export interface ActState extends SignalState {
  /** Null: none ended in this step. */
  readonly endedAt: number | null;
}

export const QUIET: ActState = { score: 0, startedAt: null, confirmedAt: null, endedAt: null };

export interface Evidence {
  /** 0 … 1: how clearly this frame shows it; null: this frame tells nothing. */
  readonly strength: number | null;
  /** When the act began, where the rule knows better than "now". */
  readonly since?: number;
  /** How long this kind of evidence must hold, milliseconds. */
  readonly holdMs?: number;
}

export interface Act {
  step(atMs: number, evidence: Evidence): ActState;
  reset(): void;
}

interface Limits {
  readonly holdMs: number;
  /** Without evidence for this long a suspicion is dropped. */
  readonly gapMs: number;
  /** Without evidence for this long a confirmed act is over. */
  readonly releaseMs: number;
}

interface UnderWay {
  startedAt: number;
  confirmedAt: number | null;
  heldSince: number;
  lastOn: number;
  /** The first frame that speaks against it, since the last one for it. */
  offSince: number | null;
  best: number;
}

/** Half of the score is the way to being sure, the other half how sure. */
const scoreOf = (act: UnderWay, atMs: number, holdMs: number): number =>
  act.confirmedAt === null
    ? 0.5 * Math.min(1, (atMs - act.heldSince) / Math.max(1, holdMs))
    : 0.5 + 0.5 * act.best;

export function createAct({ holdMs, gapMs, releaseMs }: Limits): Act {
  let act: UnderWay | null = null;
  let lastFrame: number | null = null;

  return {
    reset() {
      act = null;
    },
    step(atMs, { strength, since, holdMs: hold = holdMs }) {
      // At 2 frames a second one missing frame is already a gap of a second.
      const patience = gapMs + (lastFrame === null ? 0 : Math.min(1000, atMs - lastFrame));
      lastFrame = atMs;
      if (strength !== null && strength > 0) {
        act ??= {
          startedAt: Math.min(atMs, since ?? atMs),
          confirmedAt: null,
          heldSince: atMs,
          lastOn: atMs,
          offSince: null,
          best: 0,
        };
        act.lastOn = atMs;
        act.offSince = null;
        act.best = Math.max(act.best, Math.min(1, strength));
        if (act.confirmedAt === null && atMs - act.heldSince >= hold) act.confirmedAt = atMs;
      } else if (act !== null) {
        if (strength !== null) act.offSince ??= atMs;
        const gone =
          act.confirmedAt === null
            ? atMs - act.lastOn > patience
            : act.offSince !== null && atMs - act.offSince >= releaseMs;
        if (gone) {
          const endedAt = act.confirmedAt === null ? null : act.offSince;
          act = null;
          return { ...QUIET, endedAt };
        }
      }
      if (act === null) return QUIET;
      const { startedAt, confirmedAt } = act;
      return { score: scoreOf(act, atMs, hold), startedAt, confirmedAt, endedAt: null };
    },
  };
}
