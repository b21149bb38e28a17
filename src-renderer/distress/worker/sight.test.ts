import { expect, test } from 'vitest';
import type { Frame } from '../frame.ts';
import { frameAt } from '../sample.fixture.ts';
import { createSightJudge } from './sight.ts';

/** What is said after `seconds` of the same picture at a rate. */
function after(seconds: number, perSecond: number, over: Partial<Frame> = {}, people = 1) {
  const judge = createSightJudge();
  const last = Math.round(seconds * perSecond);
  let said = judge.step(frameAt(0, over), people);
  for (let n = 1; n <= last; n += 1) said = judge.step(frameAt((n * 1000) / perSecond, over), people);
  return said;
}

test('five pictures a second of one person in a lit room: nothing stands in the way', () => {
  expect(after(10, 5)).toEqual({ rate: 5, blind: [] });
});

test('a covered lens, a dark room, two people and two pictures a second are told', () => {
  expect(after(3, 5, { brightness: 0.4, contrast: 0.005 }).blind).toEqual(['covered']);
  expect(after(3, 5, { brightness: 0.01, contrast: 0.01 }).blind).toEqual(['dark']);
  expect(after(3, 5, {}, 2).blind).toEqual(['several-people']);
  expect(after(6, 2)).toEqual({ rate: 2, blind: ['too-slow'] });
});

test('little light is told before the models fail, and what covers the lens is not called dark', () => {
  expect(after(3, 5, { brightness: 0.2 }).blind).toEqual([]);
  expect(after(3, 5, { brightness: 0.15, contrast: 0.018 }).blind).toEqual(['dark']);
  expect(after(3, 5, { brightness: 0.15, contrast: 0.005 }).blind).toEqual(['covered']);
});

test('a moment tells nothing, and what is over is over after a second', () => {
  expect(after(0.6, 5, { brightness: 0.01, contrast: 0.01 }).blind).toEqual([]);
  const judge = createSightJudge();
  for (let n = 0; n < 20; n += 1) judge.step(frameAt(n * 200), 2);
  expect(judge.step(frameAt(4000), 1).blind).toEqual(['several-people']);
  expect(judge.step(frameAt(5200), 1).blind).toEqual([]);
});
