import { describe, expect, it } from 'vitest';
import {
  CLOSED,
  FIST,
  filmHand,
  type GripKey,
  OPEN,
  TUCKED,
} from '../../../fixtures/distress/figure/hand.ts';
import { createRandom } from '../../../fixtures/parts/random.ts';
import { eventsOf } from './testing.ts';

const VARIANTS = 60;
const RATES = [5, 10, 30] as const;

/** Open until 1.2 s, then tucked and closed at a pace of its own. */
function signal(pace: number, from = 0): readonly GripKey[] {
  const [tuck, close] = [1.2 + from, 1.2 + from + 0.7 * pace];
  return [
    { at: from, grip: OPEN },
    { at: tuck, grip: OPEN },
    { at: tuck + 0.3, grip: TUCKED },
    { at: close, grip: TUCKED },
    { at: close + 0.25, grip: CLOSED },
    { at: close + 1.2, grip: CLOSED },
    { at: close + 1.5, grip: OPEN },
  ];
}

function told(keys: (n: number) => readonly GripKey[], seconds: number, sway = 0) {
  const results = Array.from({ length: VARIANTS }, (_, n) => {
    const random = createRandom(n * 104_729 + 1);
    const frames = filmHand(keys(n), seconds, RATES[n % RATES.length] ?? 10, random, { sway });
    return eventsOf(frames, null, ['signal-for-help']);
  });
  return { results, raised: results.filter(({ length }) => length > 0).length };
}

describe('the Signal for Help', () => {
  it('is found in either hand, near and far, turned, quick and slow', () => {
    const { results, raised } = told((n) => signal(0.8 + (n % 5) * 0.45), 6);
    expect(raised).toBeGreaterThanOrEqual(57);
    for (const [event] of results)
      if (event !== undefined) expect(Math.abs(event.start - 1.2)).toBeLessThanOrEqual(1);
  });

  it('is one event where it is made twice in one breath', () => {
    const { results } = told(() => [...signal(1), ...signal(1, 3.6)], 9);
    expect(results.filter(({ length }) => length === 1).length).toBeGreaterThanOrEqual(57);
  });

  it('is found again when it is made again', () => {
    const { results } = told(() => [...signal(1), ...signal(1, 5)], 10);
    expect(results.filter(({ length }) => length === 2).length).toBeGreaterThanOrEqual(54);
  });

  const steps = (...grips: readonly GripKey['grip'][]): readonly GripKey[] =>
    grips.map((grip, i) => ({ at: i * 0.6, grip }));
  it.each([
    ['a wave', steps(OPEN, OPEN, OPEN, OPEN, OPEN), 0.08],
    ['a plain fist', steps(OPEN, OPEN, FIST, FIST, OPEN, OPEN, FIST, FIST), 0],
    ['a closed hand at rest', steps(CLOSED, CLOSED, CLOSED, CLOSED), 0],
    ['a tucked thumb that opens again', steps(OPEN, OPEN, TUCKED, TUCKED, OPEN, OPEN), 0],
    [
      'a thumb tucked for five seconds',
      [
        ...steps(OPEN, OPEN, TUCKED),
        { at: 6.5, grip: TUCKED },
        { at: 6.8, grip: CLOSED },
        { at: 8, grip: CLOSED },
      ],
      0,
    ],
    ['the shapes in the wrong order', steps(CLOSED, CLOSED, TUCKED, TUCKED, OPEN, OPEN), 0],
  ] as const)('is not %s', (_, keys, sway) => {
    expect(told(() => keys, 9, sway).raised).toBe(0);
  });

  it('says nothing of frames in which nobody looked for hands', () => {
    const frames = filmHand(signal(1), 6, 10, createRandom(5)).map((frame) => ({ ...frame, hands: null }));
    expect(eventsOf(frames, null, ['signal-for-help'])).toEqual([]);
  });
});
