import type { DistressEvent } from '../../src-renderer/distress/rules/events.ts';
import type { Room } from '../../state-machines/distress/vocabulary.ts';

/** What one file holds, or why nobody can say. */
export type Analysis = { readonly events: readonly DistressEvent[] } | { readonly problem: string };

/** From a camera's file to its events; a bad file is a problem, never an exception. */
export type Analyse = (file: string, room: Room | null) => Promise<Analysis>;

/**
 * For files whose room nobody taught: everything below the upper half of the picture may be floor, and no chair is
 * there. The cabinet itself never guesses: untaught, it looks for nobody on the floor.
 */
export const UNTAUGHT_ROOM: Room = { floorY: 0.55, chair: { left: 0, top: 0, right: 0, bottom: 0 } };
