import { expect, test } from 'vitest';
import { roomSchema } from '../../../src-main/api/watch-protocol.ts';
import { edgeOf, FIRST_ROOM, moveEdge, ROOM_EDGES } from './room.ts';

test('whatever is moved wherever, the room stays one that the core takes', () => {
  let room = FIRST_ROOM;
  for (const at of [0, 1, 0.5, -3, 7, 0.02])
    for (const edge of ROOM_EDGES) {
      room = moveEdge(room, edge, at);
      expect(roomSchema.safeParse(room).success, `${edge} at ${at}`).toBe(true);
    }
});

test('an edge goes where it is moved and stops before the opposite one', () => {
  expect(edgeOf(moveEdge(FIRST_ROOM, 'floor', 0.6), 'floor')).toBe(0.6);
  expect(edgeOf(moveEdge(FIRST_ROOM, 'left', 0.9), 'left')).toBeCloseTo(FIRST_ROOM.chair.right - 0.05);
  expect(moveEdge(FIRST_ROOM, 'top', 0.2).chair).toEqual({ ...FIRST_ROOM.chair, top: 0.2 });
});
