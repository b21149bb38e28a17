/** No field of what an attendant is told can carry a name or a clinical value: the schema itself has no room for one. */
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { attendantActSchema, type Board, boardSchema } from './attendant-protocol.ts';
import { callSchema } from './fleet-protocol.ts';

const BOARD: Board = {
  box: 'cabinet-1',
  place: 'Mairie',
  reachable: true,
  call: { id: '0123abcd', since: 1, state: 'called', contact: 2 },
  chores: {
    waitingSince: 1,
    unreadLate: false,
    cleaningSince: null,
    printer: 'paper-out',
    hours: { open: true, today: [['08:00', '12:00']] },
  },
};

/** Every place of a JSON schema where a text may stand that no list or pattern closes. */
function openTexts(schema: unknown, at: string): string[] {
  if (typeof schema !== 'object' || schema === null) return [];
  const one = schema as Record<string, unknown>;
  const here =
    one['type'] === 'string' && !('enum' in one) && !('const' in one) && !('pattern' in one) ? [at] : [];
  const below = Object.entries(one).flatMap(([key, value]) =>
    Array.isArray(value)
      ? value.flatMap((each, index) => openTexts(each, `${at}/${key}/${index}`))
      : openTexts(value, `${at}/${key}`),
  );
  return [...here, ...below];
}
const objects = (schema: unknown): Record<string, unknown>[] => {
  if (typeof schema !== 'object' || schema === null) return [];
  const mine = schema as Record<string, unknown>;
  return [...(mine['type'] === 'object' ? [mine] : []), ...Object.values(mine).flatMap(objects)];
};

describe.each([
  ['board', boardSchema],
  ['call over the broker', callSchema],
])('%s', (_, schema) => {
  const json = z.toJSONSchema(schema);
  test('the only free text is the place, which the operator sets', () => {
    expect(openTexts(json, '')).toEqual(['/properties/place']);
  });
  test('nothing unknown is let through, at any depth', () => {
    expect(objects(json).length).toBeGreaterThan(2);
    for (const object of objects(json)) expect(object['additionalProperties']).toBe(false);
  });
});

test.each([
  ['a name', { ...BOARD, name: 'Zz' }],
  ['a value', { ...BOARD, chores: { ...BOARD.chores, spo2: 97 } }],
  ['a reason', { ...BOARD, call: { ...BOARD.call, why: 'chest-pain' } }],
  ['a trouble that is none', { ...BOARD, chores: { ...BOARD.chores, printer: 'Zz' } }],
])('%s is refused', (_, board) => {
  expect(boardSchema.safeParse(BOARD).success).toBe(true);
  expect(boardSchema.safeParse(board).success).toBe(false);
});

test('an attendant can only answer, clear and fill', () => {
  expect(attendantActSchema.options.map(({ shape }) => shape.type.value)).toEqual([
    'coming',
    'cleaned',
    'supplied',
  ]);
});
