/** Nobody in view, or a lens that shows nothing. Says "nobody in view", never "all is well". */
import type { Frame } from '../frame.ts';
import { type ActState, createAct } from './act.ts';
import type { Sight } from './follow.ts';

const HOLD_MS = 5000;
const SEEN_MS = 1000;
const DARK = 0.04;
const FLAT = 0.02;
/** Of the brightness: in little light everything is flatter. */
const FLAT_SHARE = 0.06;

/** A lens under a hand or a cloth, or a room without light. Null: brightness was not measured. */
export function coveredOrDark({ brightness, contrast }: Frame): 'covered' | 'dark' | null {
  const flat = Math.min(FLAT, FLAT_SHARE * (brightness ?? 1));
  if (contrast !== null && contrast < flat && (brightness === null || brightness >= DARK)) return 'covered';
  return brightness !== null && brightness < DARK ? 'dark' : null;
}

export function createAbsence(): (frame: Frame, sight: Sight) => ActState {
  const act = createAct({ holdMs: HOLD_MS, gapMs: 500, releaseMs: SEEN_MS });
  let lastSeen: number | null = null;

  return (frame, sight) => {
    const covered = coveredOrDark(frame) !== null;
    const gone = covered || sight.body === null;
    const since = lastSeen ?? sight.atMs;
    if (!gone) lastSeen = sight.atMs;
    return act.step(sight.atMs, { strength: gone ? 1 : 0, since });
  };
}
