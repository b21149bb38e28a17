/** Sunk forward or to the side in the chair, and staying so: against the same person's own first minute. Experimental. */
import { type ActState, createAct } from './act.ts';
import { type Body, distance, type Point } from './body.ts';
import type { Sight } from './follow.ts';
import { createTrack, quantile } from './track.ts';

const LEARN_MS = 60_000;
/** Enough of the person to compare with. */
const LEARNT_MS = 1500;
const HOLD_MS = 4000;
/** From upright to sunk. */
const LONGEST_WAY_MS = 5000;
const UPRIGHT = 0.15;
const FORGET_MS = 15_000;
const CALM_MS = 1500;
/** Standard deviation, reference lengths: who ties his shoes moves more than who has sunk down. */
const CALM = 0.035;
const CALM_HANDS = 0.07;

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
  readonly hands: readonly number[];
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
    hands: body.moving.slice(3).flatMap((wrist) => (wrist === null ? [Number.NaN] : [wrist.y / reference])),
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
  // A torso that lies altogether lies on something: on a couch on purpose, or it is the fall's business.
  const sideways = tilted > 28 && now.tilt < 72 && (now.aside > 0.15 || now.head < own.head - 0.1);
  if (forward && sideways) return 0.7;
  return forward || sideways ? 0.5 : 0;
}

/** Standard deviation without the outermost tenths; unseen values count for nothing. */
function spread(values: readonly number[]): number {
  const seen = values.filter(Number.isFinite).sort((a, b) => a - b);
  const cut = Math.floor(seen.length / 10);
  const kept = seen.slice(cut, seen.length - cut);
  const mean = kept.reduce((a, b) => a + b, 0) / Math.max(1, kept.length);
  return Math.sqrt(kept.reduce((sum, value) => sum + (value - mean) ** 2, 0) / Math.max(1, kept.length));
}

/** How far from the own posture, reference lengths. */
function departure(now: Posture, own: Own): number {
  return Math.max(
    Math.abs(now.head - own.head),
    Math.abs(now.shoulders - own.shoulders),
    Math.abs(now.tilt - own.tilt) / 60,
  );
}

export function createSlump(): (sight: Sight) => ActState {
  const act = createAct({ holdMs: HOLD_MS, gapMs: 700, releaseMs: 1500 });
  const recent = createTrack<Posture>(CALM_MS);
  const learning = createTrack<Posture>(LEARN_MS);
  let own: Own | null = null;
  /** The learnt postures' typical one; null: none is learnt. */
  let reference: number | null = null;
  let learntFrom: number | null = null;
  let lastLearnt = 0;
  let uprightAt = Number.NEGATIVE_INFINITY;
  let seenAt = Number.NEGATIVE_INFINITY;
  let hips: Point | null = null;

  function learn(posture: Posture): void {
    learntFrom ??= posture.atMs;
    const span = posture.atMs - learntFrom;
    if (span > LEARN_MS || (own !== null && posture.atMs - lastLearnt < 500)) return;
    lastLearnt = posture.atMs;
    learning.push(posture);
    const typical = (pick: (entry: Posture) => number): number => quantile(learning.all.map(pick), 0.5);
    reference = typical((entry) => entry.reference);
    if (span < LEARNT_MS) return;
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
      const same = hips !== null && body !== null && distance(hips, body.hips) < body.reference;
      // Who was lost for a moment and sits where he sat keeps his own posture, sunk or not.
      if (!same || atMs - seenAt > FORGET_MS) {
        learning.clear();
        own = reference = null;
        learntFrom = null;
      }
    }
    if (body !== null) seenAt = atMs;
    if (body === null || !settled || !body.hipsSeen) return act.step(atMs, { strength: null });
    const posture = {
      ...postureOf(atMs, body, reference ?? body.reference),
      reference: body.reference,
    };
    recent.push(posture);
    const strength = own === null ? 0 : sunk(posture, own);
    if (strength === 0) {
      learn(posture);
      hips = body.hips;
    }
    const calm =
      [
        recent.all.map(({ head }) => head),
        recent.all.map(({ x }) => x),
        recent.all.map(({ shoulders }) => shoulders),
      ].every((values) => spread(values) < CALM) &&
      [0, 1].every((hand) => spread(recent.all.map(({ hands }) => hands[hand] ?? Number.NaN)) < CALM_HANDS);
    if (own !== null && departure(posture, own) < UPRIGHT) uprightAt = atMs;
    const since = Math.max(uprightAt, atMs - LONGEST_WAY_MS);
    return act.step(atMs, { strength: calm || strength === 0 ? strength : null, since });
  };
}
