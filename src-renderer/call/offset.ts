/** One heartbeat: sent at `t0`, answered by the cabinet at `tc`, back at `t1`. t0 and t1 by the page's clock. */
export interface Echo {
  readonly t0: number;
  readonly tc: number;
  readonly t1: number;
}

interface Sample {
  readonly offset: number;
  readonly rtt: number;
  readonly at: number;
}

export interface OffsetState {
  readonly samples: readonly Sample[];
  /** Cabinet time = page time + offset, ms; null before the first echo. */
  readonly offset: number | null;
  /** Round trip of the last echo, ms. */
  readonly roundTripMs: number | null;
}

export const OFFSET_WINDOW_MS = 15_000;
/** Clocks may disagree by this much beyond what the round trips allow before it counts as a step. */
const STEP_TOLERANCE_MS = 50;

export const NO_OFFSET: OffsetState = { samples: [], offset: null, roundTripMs: null };

/**
 * NTP's on-wire offset (RFC 5905 §8) with its minimum-delay filter: of the echoes of the last 15 s the quickest one
 * counts. An echo whose interval [offset ± rtt/2] cannot agree with the best one means that one of the clocks
 * stepped (a laptop slept): what came before is forgotten.
 */
export function addEcho(state: OffsetState, echo: Echo): OffsetState {
  const rtt = echo.t1 - echo.t0;
  if (!Number.isFinite(rtt) || !Number.isFinite(echo.tc) || rtt < 0) return state;
  const sample: Sample = { offset: echo.tc - (echo.t0 + echo.t1) / 2, rtt, at: echo.t1 };
  const kept = state.samples.filter((old) => echo.t1 - old.at <= OFFSET_WINDOW_MS && agree(old, sample));
  const samples = [...kept, sample];
  const best = samples.reduce((a, b) => (b.rtt <= a.rtt ? b : a));
  return { samples, offset: best.offset, roundTripMs: rtt };
}

function agree(a: Sample, b: Sample): boolean {
  return Math.abs(a.offset - b.offset) <= a.rtt / 2 + b.rtt / 2 + STEP_TOLERANCE_MS;
}
