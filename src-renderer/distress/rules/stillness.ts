/** No movement at all for a while, not even of breathing shoulders. A measurement: it never says "unconscious". */
import { type ActState, createAct } from './act.ts';
import type { Sight } from './follow.ts';
import { createTrack, quantile } from './track.ts';

/** Two breaths at the slowest rate that counts. */
export const WINDOW_MS = 20_000;
const JUDGE_EVERY_MS = 500;
const HOLD_MS = 2000;
/** Reference lengths: beyond this somebody moves, whatever his breath. */
const MOVEMENT = 0.04;
const BREATHING_HZ = { from: 0.1, to: 0.6, step: 0.025 } as const;
/** A shallow breath moves a seated person's shoulders by about 0.018 from end to end. */
const BREATH_AMPLITUDE = 0.003;
const BREATH_OVER_NOISE = 3.5;

interface Moment {
  readonly atMs: number;
  readonly shoulders: number;
  /** x and y of each joint that shows movement, reference lengths; NaN: not in view. */
  readonly joints: readonly number[];
}

/** Amplitude of one frequency in unevenly spaced samples. */
function amplitude(times: readonly number[], values: readonly number[], hz: number): number {
  let [re, im] = [0, 0];
  values.forEach((value, i) => {
    const angle = 2 * Math.PI * hz * (times[i] ?? 0);
    re += value * Math.cos(angle);
    im += value * Math.sin(angle);
  });
  return (2 * Math.hypot(re, im)) / values.length;
}

function withoutTrend(times: readonly number[], values: readonly number[]): readonly number[] {
  const n = values.length;
  const meanT = times.reduce((a, b) => a + b, 0) / n;
  const meanV = values.reduce((a, b) => a + b, 0) / n;
  let [up, down] = [0, 0];
  values.forEach((value, i) => {
    const t = (times[i] ?? 0) - meanT;
    up += t * (value - meanV);
    down += t * t;
  });
  const slope = down === 0 ? 0 : up / down;
  return values.map((value, i) => value - meanV - slope * ((times[i] ?? 0) - meanT));
}

/** Shoulders that go up and down between 0.1 and 0.6 times a second, above the tracker's noise. */
export function breathes(moments: readonly Pick<Moment, 'atMs' | 'shoulders'>[]): boolean {
  const times = moments.map(({ atMs }) => atMs / 1000);
  const values = withoutTrend(
    times,
    moments.map(({ shoulders }) => shoulders),
  );
  const band: number[] = [];
  for (let hz = BREATHING_HZ.from; hz <= BREATHING_HZ.to; hz += BREATHING_HZ.step)
    band.push(amplitude(times, values, hz));
  const noise = [0.7, 0.75, 0.8, 0.85, 0.9, 0.95].map((hz) => amplitude(times, values, hz));
  const peak = Math.max(...band);
  return peak > BREATH_AMPLITUDE && peak > BREATH_OVER_NOISE * quantile([...noise, ...band], 0.4);
}

/** Second by second, so that one bad frame is no movement. @returns reference lengths of the joint that moved most. */
export function movement(moments: readonly Moment[]): number {
  const seconds = new Map<number, Moment[]>();
  for (const moment of moments) {
    const second = Math.floor(moment.atMs / 1000);
    seconds.set(second, [...(seconds.get(second) ?? []), moment]);
  }
  const ranges = (moments[0]?.joints ?? []).map((_, joint) => {
    const middles = [...seconds.values()]
      .map((inSecond) => inSecond.map(({ joints }) => joints[joint] ?? Number.NaN).filter(Number.isFinite))
      .filter(({ length }) => length > 0)
      .map((values) => quantile(values, 0.5));
    return middles.length < 2 ? 0 : Math.max(...middles) - Math.min(...middles);
  });
  return Math.max(0, ...ranges);
}

/** @returns null where too little was seen to say it. */
function isStill(moments: readonly Moment[]): boolean | null {
  const [first, last] = [moments[0], moments.at(-1)];
  if (first === undefined || last === undefined || last.atMs - first.atMs < WINDOW_MS - 1000) return null;
  if (movement(moments) > MOVEMENT) return false;
  // Also its beginning alone: a breath that has just stopped is not yet 20 seconds of stillness.
  return [WINDOW_MS, WINDOW_MS / 2, WINDOW_MS / 4].every(
    (ms) => !breathes(moments.filter(({ atMs }) => atMs - first.atMs <= ms)),
  );
}

export function createStillness(): (sight: Sight) => ActState {
  const act = createAct({ holdMs: HOLD_MS, gapMs: 1000, releaseMs: 1000 });
  const moments = createTrack<Moment>(WINDOW_MS);
  let reference = 0;
  let judgedAt = Number.NEGATIVE_INFINITY;
  let still: boolean | null = null;
  let startedAt: number | undefined;

  return ({ atMs, body, settled, anew }) => {
    if (anew) moments.clear();
    if (body === null || !settled) return act.step(atMs, { strength: null });
    // One measure for the whole window: the tracker's noise in it would look like movement.
    if (moments.all.length === 0) reference = body.reference;
    moments.push({
      atMs,
      shoulders: body.shoulders.y / reference,
      joints: body.moving.flatMap((joint) =>
        joint === null ? [Number.NaN, Number.NaN] : [joint.x / reference, joint.y / reference],
      ),
    });
    if (atMs - judgedAt >= JUDGE_EVERY_MS) {
      judgedAt = atMs;
      still = isStill(moments.all);
      startedAt = moments.all[0]?.atMs;
    }
    const strength = still === null ? null : still ? 0.8 : 0;
    return act.step(atMs, startedAt === undefined ? { strength } : { strength, since: startedAt });
  };
}
