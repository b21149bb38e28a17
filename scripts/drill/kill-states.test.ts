import { expect, it } from 'vitest';
import { CASES } from '../../state-machines/explore-cases.ts';
import { killOrder } from './kill-states.ts';

it('takes one of each step first, and every state once, in the same order again', () => {
  const cases = CASES.filter(({ name }) => name === 'temperature-forehead' || name.endsWith('of an ear'));
  const order = killOrder(cases);
  const names = new Set(order.map(({ name }) => name));
  const firsts = order.slice(0, names.size);
  expect(new Set(firsts.map(({ name }) => name))).toEqual(names);
  expect(firsts.every(({ first }) => first)).toBe(true);
  expect(order.slice(names.size).some(({ first }) => first)).toBe(false);
  expect(killOrder(cases).map(({ name }) => name)).toEqual(order.map(({ name }) => name));
});
