import { expect, it } from 'vitest';
import type { DistressEvent } from '../../src-renderer/distress/rules/events.ts';
import { judge } from './judge.ts';
import { toTable } from './table.ts';
import { share, wilson } from './wilson.ts';

const event = (signal: DistressEvent['signal'], start: number, end: number | null = null): DistressEvent => ({
  signal,
  start,
  confirmed: start + 2,
  end,
  confidence: 0.9,
});
const truth = [
  { file: 'a', signal: 'fall', start: 2, end: null },
  { file: 'b', signal: 'fall', start: 2, end: 5 },
  { file: 'c', signal: 'signal-for-help', start: 1, end: 2 },
  { file: 'c', signal: 'signal-for-help', start: 5, end: 6 },
  { file: 'd', signal: null, start: null, end: null },
  { file: 'e', signal: null, start: null, end: null },
] as const;

it('tells found, missed, false and besides apart', () => {
  const { acts, quiet, besides } = judge(
    truth,
    new Map([
      ['a', [event('absence', 0, 1), event('fall', 2.9)]],
      ['b', [event('slump', 3)]],
      ['c', [event('signal-for-help', 5.2, 6), event('signal-for-help', 1.1, 2)]],
      ['d', []],
      ['e', [event('fall', 4)]],
    ]),
  );
  expect(acts.map(({ found }) => found?.start ?? null)).toEqual([2.9, null, 1.1, 5.2]);
  expect(acts.map(({ startRight }) => startRight)).toEqual([true, null, true, true]);
  expect(acts[1]?.instead).toEqual(['slump']);
  expect(quiet.map(({ raised }) => raised.length)).toEqual([0, 1]);
  expect(besides.map(({ event: { signal } }) => signal)).toEqual(['absence', 'slump']);
  const table = toTable({ acts, quiet, besides });
  expect(table).toContain('| fall | 1 of 2, 50 % (9–91) | 1 of 1 | 2.9 s |');
  expect(table).toContain('- false alarm: fall at 4 s in e');
});

it('an event after the act is over does not tell it', () => {
  const { acts } = judge([truth[1]], new Map([['b', [event('fall', 6.5)]]]));
  expect(acts[0]?.found).toBeNull();
});

it('one event that goes on tells an act that is made again', () => {
  const twice = truth.filter(({ file }) => file === 'c');
  const through = (end: number | null) =>
    judge(twice, new Map([['c', [event('signal-for-help', 1, end)]]])).acts.map(({ found, startRight }) => [
      found?.start ?? null,
      startRight,
    ]);
  expect(through(null)).toEqual([
    [1, true],
    [1, null],
  ]);
  expect(through(5.5)).toEqual([
    [1, true],
    [null, null],
  ]);
});

it("gives Wilson's interval", () => {
  expect(wilson(13, 14).map((x) => Number(x.toFixed(3)))).toEqual([0.685, 0.987]);
  expect(wilson(0, 9).map((x) => Number(x.toFixed(3)))).toEqual([0, 0.299]);
  expect(share(0, 0)).toBe('–');
});
