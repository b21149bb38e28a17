/**
 * Fall or collapse: a fast drop, then low, or lost from view right in the drop, held. Low is judged by the whole body:
 * who bends, crouches or sits down still has his legs under him.
 */
import { type ActState, createAct, type Evidence, QUIET } from './act.ts';
import type { Body } from './body.ts';
import type { Sight } from './follow.ts';
import { createTrack, quantile } from './track.ts';

/** All lengths below are in the person's own reference length (about the torso). */
const FAST_DROP = 0.6;
const FAST_MS = 1000;
/** Of a busy machine, below two frames a second: three of them tell a drop, as long as they are no further apart. */
const SLOWEST_FRAME_MS = 800;
const BEFORE_MS = 4000;
const ONSET = 0.12;

export const CLEAR_HOLD_MS = 1500;
/** Seen less clearly: bent away from the camera, or out of the picture. */
const UNCLEAR_HOLD_MS = 2500;
const LOST_HOLD_MS = 2000;
/** From the drop to the first frame on the ground: many sit down first. */
const PATIENCE_MS = 3500;
const RELEASE_MS = 1500;

interface Stand {
  readonly atMs: number;
  readonly shoulders: number;
  readonly hips: number;
  readonly knees: number | null;
  readonly reference: number;
  readonly shoulderWidth: number;
}

interface Drop {
  /** As tall as the person was shortly before. */
  readonly before: Stand;
  readonly startedAt: number;
  /** The last frame in which he was still going down. */
  fallingAt: number;
  /** The last frame that showed him, and how far his shoulders were down in it. */
  seenAt: number;
  down: number;
  /** The last frame that showed him showed him lying. */
  lay: boolean;
}

/** How high the shoulders were, in two frames at least: one alone may be the tracker's nonsense. */
function level(stands: readonly Stand[]): number {
  const heights = stands.map(({ shoulders }) => shoulders).sort((a, b) => a - b);
  return heights[1] ?? heights[0] ?? Number.POSITIVE_INFINITY;
}

/** Feet under the body: true, false, or null where the legs are out of view. */
function onLegs({ hips, knees, ankles }: Body, reference: number): boolean | null {
  if (ankles !== null) return ankles.y - hips.y > 0.7 * reference;
  return knees === null ? null : knees.y - hips.y > 0.35 * reference;
}

/** Shoulders, hips and feet in a line: nobody stands like that beyond a certain tilt. */
function stretched({ shoulders, hips, ankles }: Body, reference: number): boolean {
  if (ankles === null) return false;
  const [ux, uy, vx, vy] = [shoulders.x - hips.x, shoulders.y - hips.y, ankles.x - hips.x, ankles.y - hips.y];
  const legs = Math.hypot(vx, vy);
  return legs > 0.6 * reference && ux * vx + uy * vy < -0.64 * legs * Math.hypot(ux, uy);
}

/** How clearly this body lies where it fell; 0: it does not. */
function lying(body: Body, before: Stand, sure: boolean): Pick<Evidence, 'strength' | 'holdMs'> {
  const { reference } = before;
  const shouldersDown = (body.shoulders.y - before.shoulders) / reference;
  const hipsDown = (body.hips.y - before.hips) / reference;
  const legs = onLegs(body, reference);
  const slack = sure ? 0.7 : 1;
  const { ankles } = body;
  const height = ankles === null ? 0 : (ankles.y - body.shoulders.y) / reference;
  const legsAside = ankles !== null && Math.abs(ankles.x - body.hips.x) > 0.8 * reference;
  // Who crouches and leans still carries his shoulders well above his feet, and the feet are under him.
  const low = height < (sure ? 1 : 0.7) || (legsAside && hipsDown > 0.8);
  const tilted = body.hipsSeen && body.tilt > 50 * slack && shouldersDown > 0.6 * slack;
  if (tilted && stretched(body, reference)) return { strength: 0.9, holdMs: CLEAR_HOLD_MS };
  const flat = tilted && low;
  if (flat && (legs === false || (legs === null && hipsDown > 0.45 * slack) || hipsDown > 0.9 * slack))
    return { strength: 0.9, holdMs: CLEAR_HOLD_MS };
  if (body.hipsSeen && body.tilt > 38 && hipsDown > 0.9 && height < 0.9)
    return { strength: 0.7, holdMs: UNCLEAR_HOLD_MS };
  const belowKnees =
    before.knees === null
      ? shouldersDown > 1.7 * slack
      : body.shoulders.y >= before.knees - (sure ? 0.3 : 0.1) * reference;
  if (belowKnees && height < 0.75) return { strength: 0.8, holdMs: CLEAR_HOLD_MS };
  if (hipsDown > 1 * slack && shouldersDown > 1.7 * slack) return { strength: 0.6, holdMs: UNCLEAR_HOLD_MS };
  // Bent towards the camera the shoulders look wider, fallen away from it narrower.
  const away = body.shoulderWidth < 0.9 * before.shoulderWidth && before.shoulderWidth > 0.35 * reference;
  const short = body.hipsSeen && body.torso < 0.62 * reference;
  if (short && hipsDown > 0.6 * slack && shouldersDown > 1.3 * slack && (height < 1.1 || away))
    return { strength: 0.5, holdMs: UNCLEAR_HOLD_MS };
  return { strength: 0 };
}

export function createFall(): (sight: Sight) => ActState {
  const act = createAct({ holdMs: CLEAR_HOLD_MS, gapMs: 800, releaseMs: RELEASE_MS });
  const stands = createTrack<Stand>(BEFORE_MS + 1000);
  let drop: Drop | null = null;
  let confirmed = false;
  let lastFrame: number | null = null;

  function look(atMs: number, frameMs: number, body: Body): void {
    const stand: Stand = {
      atMs,
      shoulders: body.shoulders.y,
      hips: body.hips.y,
      knees: body.knees?.y ?? null,
      reference: body.reference,
      shoulderWidth: body.shoulderWidth,
    };
    stands.push(stand);
    const recent = stands.last(Math.max(FAST_MS, 2 * Math.min(frameMs, SLOWEST_FRAME_MS)));
    const reference = quantile(
      stands.last(3000).map((entry) => entry.reference),
      0.8,
    );
    const top = level(recent);
    const dropped = (stand.shoulders - top) / reference;
    if (drop !== null) {
      const half = stands.last(FAST_MS / 2).map(({ shoulders }) => shoulders);
      drop.seenAt = atMs;
      drop.down = (stand.shoulders - drop.before.shoulders) / drop.before.reference;
      if (stand.shoulders - Math.min(...half) > 0.25 * reference) drop.fallingAt = atMs;
      return;
    }
    if (dropped < FAST_DROP) return;
    const earlier = stands.last(BEFORE_MS);
    const height = level(earlier);
    const tallest = earlier.find(({ shoulders }) => shoulders === height) ?? stand;
    const onset = recent.findLast(({ shoulders }) => shoulders - top < ONSET * reference);
    drop = {
      before: { ...tallest, reference },
      startedAt: onset?.atMs ?? atMs,
      fallingAt: atMs,
      seenAt: atMs,
      down: (stand.shoulders - tallest.shoulders) / reference,
      lay: false,
    };
  }

  function evidence(sight: Sight): Evidence {
    if (drop === null) return { strength: null };
    const since = drop.startedAt;
    if (sight.body !== null) {
      const lies = lying(sight.body, drop.before, confirmed);
      drop.lay = (lies.strength ?? 0) > 0;
      return { ...lies, since };
    }
    // Where a confirmed fall is out of view, nothing says that it is over.
    if (confirmed) return { strength: null };
    const lost = drop.lay || (drop.down > 0.8 && drop.seenAt - drop.fallingAt < 300);
    return lost ? { strength: 0.6, holdMs: LOST_HOLD_MS, since } : { strength: null };
  }

  return (sight) => {
    const { atMs, body, settled, anew } = sight;
    const frameMs = atMs - (lastFrame ?? atMs);
    lastFrame = atMs;
    if (anew && drop === null) stands.clear();
    if (body !== null && (settled || drop !== null)) look(atMs, frameMs, body);
    const state = act.step(atMs, evidence(sight));
    confirmed = state.confirmedAt !== null;
    if (state.endedAt !== null) {
      drop = null;
      stands.clear();
    }
    if (drop !== null && !confirmed) {
      const { before, fallingAt } = drop;
      const up = body !== null && body.shoulders.y - before.shoulders < 0.35 * before.reference;
      if (up || (state.startedAt === null && atMs - fallingAt > PATIENCE_MS)) {
        drop = null;
        act.reset();
        stands.clear();
        return QUIET;
      }
    }
    return state;
  };
}
