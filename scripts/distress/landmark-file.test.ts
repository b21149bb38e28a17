import { expect, it } from 'vitest';
import { parseLandmarkFile, toFrames } from './landmark-file.ts';

const pose = Array.from({ length: 33 }, () => [0.5, 0.5, 0, 1]);
const hand = { s: 'Left', c: 0.9, l: Array.from({ length: 21 }, () => [0.5, 0.5, 0]) };
const parse = (value: unknown) => parseLandmarkFile(JSON.stringify(value));
const parsed = (value: unknown) => {
  const result = parse(value);
  if ('problem' in result) throw new Error(result.problem);
  return result;
};

it.each([
  ['{', /^not JSON/],
  ['[]', /^file: /],
  [JSON.stringify({ frames: [] }), /^fps: /],
  [JSON.stringify({ fps: 0, frames: [] }), /^fps: /],
  [JSON.stringify({ fps: 10, frames: [pose, pose.slice(1)] }), /^frames\[1\]: /],
  [JSON.stringify({ fps: 10, frames: [[...pose.slice(1), [0, 0, 0]]] }), /^frames\[0\]\[32\]/],
  [JSON.stringify({ fps: 10, frames: [[{ ...hand, l: [] }]] }), /^frames\[0\]\[0\]\.l: /],
  [JSON.stringify({ fps: 10, frames: [[hand], pose] }), /^frames/],
])('says what is wrong with %.40s', (text, problem) => {
  const result = parseLandmarkFile(text);
  expect('problem' in result ? result.problem : 'taken').toMatch(problem);
});

it('times the frames of poses, of hands, or of both', () => {
  const poses = parsed({ fps: 5, source: 'a camera', frames: [pose, null] });
  const hands = parsed({ fps: 5, frames: [[], [hand]] });
  const alone = toFrames([poses]);
  expect(
    'frames' in alone &&
      alone.frames.map(({ atMs, poses: seen, hands: found }) => [atMs, seen.length, found]),
  ).toEqual([
    [0, 1, null],
    [200, 0, null],
  ]);
  const both = toFrames([hands, poses]);
  expect(
    'frames' in both && both.frames.map(({ poses: seen, hands: found }) => [seen.length, found?.length]),
  ).toEqual([
    [1, 0],
    [0, 1],
  ]);
});

it('takes no two files of a kind, and none of two rates or sizes', () => {
  const poses = parsed({ fps: 5, frames: [pose] });
  expect(toFrames([poses, poses])).toHaveProperty('problem');
  expect(toFrames([poses, parsed({ fps: 10, frames: [[hand]] })])).toHaveProperty('problem');
  expect(toFrames([poses, parsed({ fps: 5, height: 360, frames: [[hand]] })])).toHaveProperty('problem');
});
