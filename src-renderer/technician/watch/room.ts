/** Floor line and chair box as the technician moves them: always a line and a box that mean something. Pure. */
import type { Room } from '../../../state-machines/distress/vocabulary.ts';

/** Of the frame; y grows downwards. */
export const FIRST_ROOM: Room = { floorY: 0.75, chair: { left: 0.3, top: 0.35, right: 0.7, bottom: 0.95 } };

export const ROOM_EDGES = ['floor', 'left', 'right', 'top', 'bottom'] as const;
export type RoomEdge = (typeof ROOM_EDGES)[number];

/** A chair is not narrower. */
const LEAST = 0.05;

export const edgeOf = (room: Room, edge: RoomEdge): number =>
  edge === 'floor' ? room.floorY : room.chair[edge];

/** @param at 0 … 1; where the opposite edge is in the way it stops before it. */
export function moveEdge(room: Room, edge: RoomEdge, at: number): Room {
  const within = (low: number, high: number): number => Math.min(high, Math.max(low, at));
  const { chair } = room;
  switch (edge) {
    case 'floor':
      return { ...room, floorY: within(0, 1) };
    case 'left':
      return { ...room, chair: { ...chair, left: within(0, chair.right - LEAST) } };
    case 'right':
      return { ...room, chair: { ...chair, right: within(chair.left + LEAST, 1) } };
    case 'top':
      return { ...room, chair: { ...chair, top: within(0, chair.bottom - LEAST) } };
    case 'bottom':
      return { ...room, chair: { ...chair, bottom: within(chair.top + LEAST, 1) } };
  }
}
