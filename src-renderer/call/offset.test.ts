import { expect, test } from 'vitest';
import { addEcho, NO_OFFSET, OFFSET_WINDOW_MS } from './offset.ts';

const echo = (t0: number, there: number, back: number, offset: number) => ({
  t0,
  tc: t0 + there + offset,
  t1: t0 + there + back,
});

test('a symmetric round trip gives the offset exactly', () => {
  const state = addEcho(NO_OFFSET, echo(1000, 20, 20, 50_000));
  expect(state.offset).toBe(50_000);
  expect(state.roundTripMs).toBe(40);
});

test('the quickest echo counts, not the last one', () => {
  let state = addEcho(NO_OFFSET, echo(0, 5, 5, 700));
  state = addEcho(state, echo(250, 5, 405, 700));
  expect(state.offset).toBe(700);
  expect(state.roundTripMs).toBe(410);
});

test('the error is never more than half of the quickest round trip', () => {
  let seed = 42;
  const random = () => {
    seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
    return seed / 2_147_483_648;
  };
  let state = NO_OFFSET;
  let quickest = Number.POSITIVE_INFINITY;
  for (let n = 0; n < 50; n += 1) {
    const there = 5 + random() * 200;
    const back = 5 + random() * 200;
    quickest = Math.min(quickest, there + back);
    state = addEcho(state, echo(n * 250, there, back, -123_456));
  }
  expect(Math.abs((state.offset ?? 0) + 123_456)).toBeLessThanOrEqual(quickest / 2);
});

test('an echo older than the window is forgotten', () => {
  let state = addEcho(NO_OFFSET, echo(0, 1, 1, 700));
  state = addEcho(state, echo(OFFSET_WINDOW_MS + 10, 30, 10, 700));
  expect(state.samples.length).toBe(1);
  expect(state.offset).toBe(710);
});

test('a clock that stepped is believed at once', () => {
  let state = addEcho(NO_OFFSET, echo(0, 2, 2, 700));
  state = addEcho(state, echo(250, 40, 40, 60_700));
  expect(state.offset).toBe(60_700);
});

test('impossible echoes change nothing', () => {
  const state = addEcho(NO_OFFSET, echo(0, 2, 2, 700));
  expect(addEcho(state, { t0: 100, tc: 5, t1: 50 })).toBe(state);
  expect(addEcho(state, { t0: 100, tc: Number.NaN, t1: 150 })).toBe(state);
});
