import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Sample } from '../model/wave-buffer.ts';
import { createStripPainter, type StripContext } from './strip-painter.ts';

/** 100 pixels a second. */
const WINDOW_MS = 8000;
const [WIDTH, HEIGHT] = [800, 100];

beforeEach(() => {
  vi.stubGlobal('window', { devicePixelRatio: 1 });
  vi.stubGlobal('getComputedStyle', () => ({ getPropertyValue: (name: string) => name }));
});
afterEach(() => vi.unstubAllGlobals());

function strip() {
  const calls: (readonly [string, ...number[]])[] = [];
  const note =
    (name: string) =>
    (...args: unknown[]) => {
      calls.push([name, ...args.filter((arg) => typeof arg === 'number')]);
    };
  const context = {
    ...{ strokeStyle: '', lineWidth: 0, lineJoin: 'miter', globalCompositeOperation: 'source-over' },
    ...{ beginPath: note('begin'), clearRect: note('clear'), clip: note('clip'), drawImage: note('move') },
    ...{ lineTo: note('line'), moveTo: note('to'), rect: note('rect'), save: note('save') },
    ...{ restore: note('restore'), stroke: note('stroke') },
  } as unknown as StripContext;
  const canvas = { clientWidth: WIDTH, clientHeight: HEIGHT, width: 0, height: 0 } as HTMLCanvasElement;
  const paint = createStripPainter(canvas, context, WINDOW_MS);
  paint.resize();
  return {
    paint,
    take: (name: string) => {
      const found = calls.filter(([called]) => called === name).map(([, ...numbers]) => numbers);
      return found;
    },
    forget: () => calls.splice(0),
  };
}

/** One every 10 ms: a pixel each, up to and including `until`. */
const wave = (until: number): Sample[] =>
  Array.from({ length: 800 }, (_, n) => ({ at: until - 7990 + n * 10, level: 0.5, starts: n === 0 }));

test('the first time everything is drawn, then only its newest end', () => {
  const { paint, take, forget } = strip();
  paint(wave(20_000), 20_080, false);
  expect(take('clear')).toEqual([[0, 0, WIDTH, HEIGHT]]);
  expect(take('move')).toEqual([]);
  expect(take('line').length).toBeGreaterThan(780);
  forget();
  paint(wave(20_050), 20_130, false);
  // 50 ms are 5 pixels; 400 ms before them may still have changed.
  expect(take('move')).toEqual([[-5, 0]]);
  expect(take('clear')).toEqual([[755, 0, 45, HEIGHT]]);
  const traced = take('line').filter(([, y]) => y !== HEIGHT);
  expect(traced.length).toBeLessThan(50);
  expect(traced.at(-1)).toEqual([WIDTH, 50]);
});

test('less than a pixel of time moves nothing, and is not lost', () => {
  const { paint, take, forget } = strip();
  paint(wave(20_000), 20_080, false);
  forget();
  for (const now of [20_083, 20_086, 20_089]) paint(wave(20_000), now, false);
  expect(take('clear')).toEqual([]);
  paint(wave(20_000), 20_092, false);
  expect(take('move')).toEqual([[-1, 0]]);
});

test.each([
  ['a wave that has stopped', 20_130, true],
  ['a clock that went back', 19_000, false],
  ['a pause longer than the strip', 40_000, false],
])('%s is drawn anew', (_name, now, old) => {
  const { paint, take, forget } = strip();
  paint(wave(20_000), 20_080, false);
  forget();
  paint(wave(20_000), now, old);
  expect(take('move')).toEqual([]);
  expect(take('clear')).toEqual([[0, 0, WIDTH, HEIGHT]]);
});

test('without a time there is a grid and no trace, and nothing of it is moved later', () => {
  const { paint, take, forget } = strip();
  paint(wave(20_000), 20_080, false);
  forget();
  paint([], null, false);
  expect(take('line').every(([, y]) => y === HEIGHT)).toBe(true);
  paint(wave(20_000), 20_090, false);
  expect(take('move')).toEqual([]);
});

test('a gap is not bridged', () => {
  const { paint, take } = strip();
  const samples: Sample[] = [
    { at: 19_000, level: 0, starts: true },
    { at: 19_010, level: 1, starts: false },
    { at: 19_900, level: 0, starts: true },
    { at: 19_910, level: 1, starts: false },
  ];
  paint(samples, 20_080, false);
  const traced = take('line').filter(([, y]) => y !== HEIGHT);
  expect(traced).toEqual([
    [701, 6],
    [791, 6],
  ]);
});
