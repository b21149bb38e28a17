/** Sunk forward or to the side in the chair, and staying so: against the same person's own first minute. Experimental. */
import { type ActState, createAct } from './act.ts';
import type { Body } from './body.ts';
import type { Sight } from './follow.ts';
import { createTrack, quantile } from './track.ts';

const LEARN_MS = 60_000;
/** Enough of the person to compare with. */
const LEARNT_MS = 1500;
const HOLD_MS = 4000;
const CALM_MS = 1000;

interface Posture {
  readonly atMs: number;
  /** Nose above the shoulders, reference lengths; negative: below them. */
  readonly head: number;
  /** Nose beside the shoulders, reference lengths. */
  readonly aside: number;
  readonly tilt: number;
  readonly torso: number;
  readonly hips: number;
  readonly shoulders: number;
  readonly x: number;
  readonly reference: number;
}

function postureOf(atMs: number, body: Body, reference: number): Posture {
  return {
    atMs,
    head: (body.shoulders.y - body.nose.y) / reference,
    aside: Math.abs(body.nose.x - body.shoulders.x) / reference,
    tilt: body.tilt,
    torso: body.torso / reference,
    hips: body.hips.y / reference,
    shoulders: body.shoulders.y / reference,
    x: body.shoulders.x / reference,
    reference,
  };
}

/** What the person's own upright posture is: kept as a few numbers, not as a minute of them. */
interface Own {
  readonly head: number;
  readonly tilt: number;
  readonly torso: number;
  readonly hips: number;
  readonly shoulders: number;
}

function sunk(now: Posture, own: Own): number {
  const hipsStay = Math.abs(now.hips - own.hips) < 0.45;
  if (!hipsStay) return 0;
  const lower = now.shoulders - own.shoulders;
  const tilted = now.tilt - own.tilt;
  const headFell = own.head - now.head;
  const forward =
    headFell > 0.3 && now.head < 0.12 && (lower > 0.2 || tilted > 25 || now.torso < 0.8 * own.torso);
  const sideways = tilted > 28 && (now.aside > 0.15 || now.head < own.head - 0.1);
  if (forward && sideways) return 0.7;
  return forward || sideways ? 0.5 : 0;
}

export function createSlump(): (sight: Sight) => ActState {
  const act = createAct({ holdMs: HOLD_MS, gapMs: 700, releaseMs: 1500 });
  const recent = createTrack<Posture>(CALM_MS);
  const learning = createTrack<Posture>(LEARN_MS);
  let own: Own | null = null;
  let learntFrom: number | null = null;
  let lastLearnt = 0;

  function learn(posture: Posture): void {
    learntFrom ??= posture.atMs;
    const span = posture.atMs - learntFrom;
    if (span > LEARN_MS || (own !== null && posture.atMs - lastLearnt < 500)) return;
    lastLearnt = posture.atMs;
    learning.push(posture);
    if (span < LEARNT_MS) return;
    const typical = (pick: (entry: Posture) => number): number => quantile(learning.all.map(pick), 0.5);
    own = {
      head: typical(({ head }) => head),
      tilt: typical(({ tilt }) => tilt),
      torso: typical(({ torso }) => torso),
      hips: typical(({ hips }) => hips),
      shoulders: typical(({ shoulders }) => shoulders),
    };
  }

  return ({ atMs, body, settled, anew }) => {
    if (anew) {
      recent.clear();
      learning.clear();
      own = null;
      learntFrom = null;
    }
    if (body === null || !settled || !body.hipsSeen) return act.step(atMs, { strength: null });
    const reference =
      learning.all.length > 0
        ? quantile(
            learning.all.map((entry) => entry.reference),
            0.5,
          )
        : body.reference;
    const posture = { ...postureOf(atMs, body, reference), reference: body.reference };
    recent.push(posture);
    const strength = own === null ? 0 : sunk(posture, own);
    if (strength === 0) learn(posture);
    const moved = (pick: (entry: Posture) => number): number => {
      const values = recent.all.map(pick);
      return Math.max(...values) - Math.min(...values);
    };
    const calm =
      moved(({ head }) => head) < 0.2 &&
      moved(({ x }) => x) < 0.2 &&
      moved(({ shoulders }) => shoulders) < 0.2;
    return act.step(atMs, { strength: calm || strength === 0 ? strength : null });
  };
}
