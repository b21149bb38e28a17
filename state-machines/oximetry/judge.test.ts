import { describe, expect, test } from 'vitest';
import type { Second } from '../contract.ts';
import { ageBand } from '../exam/age.ts';
import { isStable, judge, secondTrouble } from './judge.ts';
import { LIMITS } from './limits.ts';

const second = (values: Partial<Second> = {}): Second => ({
  at: { mono: 0, wall: 0, clockSure: true },
  contact: 'present',
  spo2: 97,
  pulse: 70,
  perfusionIndex: 3,
  good: 1,
  ...values,
});
const five = (values: Partial<Second> = {}) => Array.from({ length: 5 }, () => second(values));
const adult = LIMITS.adult;
const short = (window: Second[], seen: Parameters<typeof judge>[2] = []) => {
  const verdict = judge(window, adult, seen);
  return verdict.kind === 'accept' ? 'accept' : `${verdict.kind} ${verdict.reason}`;
};

describe('each limit, on both sides of it', () => {
  test.each([
    ['spo2', 49, 'refuse implausible'],
    ['spo2', 50, 'repeat extreme'],
    ['spo2', 84, 'repeat extreme'],
    ['spo2', 85, 'accept'],
    ['spo2', 100, 'accept'],
    ['spo2', 101, 'refuse implausible'],
    ['pulse', 24, 'refuse implausible'],
    ['pulse', 25, 'repeat extreme'],
    ['pulse', 39, 'repeat extreme'],
    ['pulse', 40, 'accept'],
    ['pulse', 140, 'accept'],
    ['pulse', 141, 'repeat extreme'],
    ['pulse', 250, 'repeat extreme'],
    ['pulse', 251, 'refuse implausible'],
    ['perfusionIndex', 0.29, 'repeat low-perfusion'],
    ['perfusionIndex', 0.3, 'accept'],
    ['perfusionIndex', null, 'accept'],
    ['good', 0.79, 'repeat moving'],
    ['good', 0.8, 'accept'],
    ['spo2', null, 'repeat searching'],
    ['contact', 'absent', 'repeat searching'],
  ] as const)('%s %s: %s', (name, value, expected) => {
    expect(short(five({ [name]: value }))).toBe(expected);
  });
  test.each([
    [95, 97, 70, 80, 'accept'],
    [94, 97, 70, 80, 'repeat unstable'],
    [95, 97, 70, 81, 'repeat unstable'],
  ])('SpO2 %i to %i, pulse %i to %i: %s', (lowSpo2, highSpo2, lowPulse, highPulse, expected) => {
    const window = [
      ...five()
        .slice(2)
        .map((s) => ({ ...s, spo2: lowSpo2, pulse: lowPulse })),
      second({ spo2: highSpo2, pulse: highPulse }),
    ];
    expect(short(window)).toBe(expected);
  });
});

test('an extreme that comes back is accepted and marked, on its own side only', () => {
  const low = judge(five({ spo2: 80 }), adult, ['spo2-low']);
  expect(low).toMatchObject({ kind: 'accept', confirmed: ['spo2-low'], values: { spo2: 80 } });
  expect(short(five({ pulse: 150 }), ['pulse-low'])).toBe('repeat extreme');
  expect(short(five({ pulse: 150 }), ['pulse-high'])).toBe('accept');
});

test('an implausible value is refused however often it comes', () => {
  expect(short(five({ pulse: 251 }), ['pulse-high'])).toBe('refuse implausible');
});

test('the value is one that the instrument sent', () => {
  const window = [96, 97, 97, 98].map((spo2) => second({ spo2 }));
  expect(judge(window, adult)).toMatchObject({ values: { spo2: 97, pulse: 70 } });
});

test('nothing is nothing', () => {
  expect(short([])).toBe('repeat searching');
  expect(isStable([], adult)).toBe(false);
  expect(secondTrouble(second({ contact: 'absent' }), adult)).toBe('finger-out');
});

test('age decides the limits; an unknown or future birth date counts as adult', () => {
  const wall = Date.parse('2026-11-21T00:00:00Z');
  expect(ageBand('2026-01-01', wall)).toBe('infant');
  expect(ageBand('2020-01-01', wall)).toBe('child');
  expect(ageBand('1950-01-01', wall)).toBe('adult');
  expect(ageBand(null, wall)).toBe('adult');
  expect(ageBand('2030-01-01', wall)).toBe('adult');
  expect(judge(five({ pulse: 160 }), LIMITS.infant).kind).toBe('accept');
});
