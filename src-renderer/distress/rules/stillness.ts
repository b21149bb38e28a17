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
const ABOVE_BREATHING_HZ = [0.7, 0.75, 0.8, 0.85, 0.9, 0.95];
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

/**
 * Do the shoulders go up and down between 0.1 and 0.6 times a second, above the tracker's noise?
 * @returns null: the noise is so strong that a shallow breath could hide in it.
 */
export function breathes(moments: readonly Pick<Moment, 'atMs' | 'shoulders'>[]): boolean | null {
  const times = moments.map(({ atMs }) => atMs / 1000);
  const values = withoutTrend(
    times,
    moments.map(({ shoulders }) => shoulders),
  );
  const band: number[] = [];
  for (let hz = BREATHING_HZ.from; hz <= BREATHING_HZ.to; hz += BREATHING_HZ.step)
    band.push(amplitude(times, values, hz));
  const noise = quantile([...ABOVE_BREATHING_HZ.map((hz) => amplitude(times, values, hz)), ...band], 0.4);
  if (Math.max(...band) > Math.max(BREATH_AMPLITUDE, BREATH_OVER_NOISE * noise)) return true;
  return BREATH_OVER_NOISE * noise > 2.5 * BREATH_AMPLITUDE ? null : false;
}

/** Of one number from one sample to the next, as a standard deviation; one bad frame does not count. */
function jitter(values: readonly number[]): number {
  const seen = values.filter(Number.isFinite);
  const steps = seen.slice(1).map((value, i) => Math.abs(value - (seen[i] ?? value)));
  return steps.length === 0 ? 0 : quantile(steps, 0.5) / (0.6745 * Math.SQRT2);
}

/** Second by second, so that one bad frame is no movement: did any joint move more than its noise? */
export function moves(moments: readonly Moment[]): boolean {
  const seconds = new Map<number, Moment[]>();
  for (const moment of moments) {
    const second = Math.floor(moment.atMs / 1000);
    const known = seconds.get(second);
    if (known === undefined) seconds.set(second, [moment]);
    else known.push(moment);
  }
  const perSecond = Math.max(1, moments.length / seconds.size);
  return (moments[0]?.joints ?? []).some((_, joint) => {
    const middles = [...seconds.values()]
      .map((inSecond) => inSecond.map(({ joints }) => joints[joint] ?? Number.NaN).filter(Number.isFinite))
      .filter(({ length }) => length > 0)
      .map((values) => quantile(values, 0.5));
    const noise = jitter(moments.map(({ joints }) => joints[joint] ?? Number.NaN)) / Math.sqrt(perSecond);
    // The ends of two dozen middles of pure noise lie five deviations apart at the most.
    const limit = Math.max(MOVEMENT, 5.5 * noise);
    return Math.max(...middles) - Math.min(...middles) > limit;
  });
}

/** @returns null where too little was seen to say it. */
function isStill(moments: readonly Moment[]): boolean | null {
  const [first, last] = [moments[0], moments.at(-1)];
  if (first === undefined || last === undefined || last.atMs - first.atMs < WINDOW_MS - 1000) return null;
  if (moves(moments)) return false;
  // Also its beginning alone: a breath that has just stopped is not yet 20 seconds of stillness.
  const breaths = [WINDOW_MS, WINDOW_MS / 2, WINDOW_MS / 4].map((ms) =>
    breathes(moments.filter(({ atMs }) => atMs - first.atMs <= ms)),
  );
  if (breaths.includes(true)) return false;
  return breaths[0] === null ? null : true;
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
