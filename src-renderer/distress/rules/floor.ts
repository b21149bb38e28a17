/** Somebody on the floor whose fall nobody saw: needs the floor line and the chair that a technician taught. */
import type { Room } from '../../../state-machines/distress/vocabulary.ts';
import { type ActState, createAct, QUIET } from './act.ts';
import type { Body } from './body.ts';
import type { Sight } from './follow.ts';

const HOLD_MS = 10_000;

function onFloor(
  { hips, shoulders, torso, reference, tilt, hipsSeen }: Body,
  { width, height }: Sight,
  room: Room,
): boolean {
  if (!hipsSeen) return false;
  const { left, top, right, bottom } = room.chair;
  const x = hips.x / width;
  const y = hips.y / height;
  const inChair = x >= left && x <= right && y >= top && y <= bottom;
  if (inChair || y < room.floorY) return false;
  // Along the camera's axis a level torso is hardly tilted, but short.
  const level = tilt > 50 || torso < 0.7 * reference || (tilt > 35 && torso < 0.85 * reference);
  return level && shoulders.y / height > room.floorY - (0.4 * reference) / height;
}

export function createFloor(room: Room | null): (sight: Sight) => ActState {
  if (room === null) return () => QUIET;
  const act = createAct({ holdMs: HOLD_MS, gapMs: 1500, releaseMs: 2000 });
  return (sight) => {
    const { atMs, body, settled } = sight;
    if (body === null || !settled) return act.step(atMs, { strength: null });
    return act.step(atMs, { strength: onFloor(body, sight, room) ? 0.8 : 0 });
  };
}
