import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Pressures } from '../contract.ts';
import { type Beside, judgePressures, meanPressures, takesAsked } from './judge.ts';
import { PRESSURE_LIMITS } from './limits.ts';

const ALONE: Beside = { irregular: false, timeByPerson: false, oximeterPulse: null };
const at = (systolic: number, diastolic: number, more: Partial<Pressures> = {}): Pressures => ({
  systolic,
  diastolic,
  mean: null,
  pulseRate: null,
  ...more,
});
const short = (
  numbers: Pressures,
  seen: readonly string[] = [],
  patient: 'adult' | 'child' = 'adult',
  mode: 'full' | 'quick' = 'quick',
) => {
  const verdict = judgePressures(numbers, PRESSURE_LIMITS[patient], mode, seen, ALONE);
  return verdict.kind === 'accept'
    ? ['accept', ...verdict.confirmed].join(' ')
    : `${verdict.kind} ${verdict.reason}`;
};

describe('each limit, on both sides of it', () => {
  test.each([
    [49, 30, 'refuse implausible'],
    [50, 40, 'repeat extreme'],
    [79, 45, 'repeat extreme'],
    [80, 45, 'accept'],
    [200, 100, 'accept'],
    [201, 100, 'repeat extreme'],
    [280, 120, 'repeat extreme'],
    [281, 120, 'refuse implausible'],
    [100, 19, 'refuse implausible'],
    [100, 20, 'repeat extreme'],
    [100, 39, 'repeat extreme'],
    [100, 40, 'accept'],
    [180, 120, 'accept'],
    [180, 121, 'repeat extreme'],
    [200, 180, 'repeat extreme'],
    [200, 181, 'refuse implausible'],
    [90, 80, 'accept'],
    [90, 81, 'refuse implausible'],
  ])('adult %i/%i: %s', (systolic, diastolic, expected) => {
    expect(short(at(systolic, diastolic))).toBe(expected);
  });
  test.each([
    [39, 25, 'refuse implausible'],
    [74, 40, 'repeat extreme'],
    [75, 40, 'accept'],
    [140, 90, 'accept'],
    [141, 90, 'repeat extreme'],
    [100, 34, 'repeat extreme'],
    [130, 96, 'repeat extreme'],
    [221, 90, 'refuse implausible'],
  ])('child %i/%i: %s', (systolic, diastolic, expected) => {
    expect(short(at(systolic, diastolic), [], 'child')).toBe(expected);
  });
  test.each([
    [80, 'refuse implausible'],
    [81, 'accept'],
    [119, 'accept'],
    [120, 'refuse implausible'],
  ])('a reported mean of %i between 120 and 80: %s', (mean, expected) => {
    expect(short(at(120, 80, { mean }))).toBe(expected);
  });
  test.each([
    [24, 'refuse implausible'],
    [25, 'accept'],
    [250, 'accept'],
    [251, 'refuse implausible'],
  ])('pulse %i: %s', (pulseRate, expected) => {
    expect(short(at(120, 80, { pulseRate }))).toBe(expected);
  });
});

test('an extreme that comes back is accepted and marked, on its own side only', () => {
  expect(short(at(210, 100), ['sys-high'])).toBe('accept sys-high');
  expect(short(at(210, 100), ['sys-low'])).toBe('repeat extreme');
  expect(short(at(210, 125), ['sys-high'])).toBe('accept sys-high');
});

test('the full protocol, which measures again anyway, counts an extreme at once', () => {
  expect(short(at(210, 100), [], 'adult', 'full')).toBe('accept');
  expect(short(at(210, 100), ['sys-high'], 'adult', 'full')).toBe('accept sys-high');
});

describe('cross-checks make a number less sure, never another number', () => {
  const flags = (numbers: Pressures, beside: Partial<Beside> = {}) => {
    const verdict = judgePressures(numbers, PRESSURE_LIMITS.adult, 'quick', [], { ...ALONE, ...beside });
    return verdict.kind === 'accept' ? verdict.flags : verdict.kind;
  };
  test.each([
    [80, 70, []],
    [81, 70, ['pulse-differs']],
    [60, 70, []],
    [59, 70, ['pulse-differs']],
    [59, null, []],
  ])('cuff pulse %i, oximeter %s: %j', (pulseRate, oximeterPulse, expected) => {
    expect(flags(at(120, 80, { pulseRate }), { oximeterPulse })).toEqual(expected);
  });
  test.each([
    [93, []],
    [103, []],
    [104, ['mean-unlikely']],
    [83, ['mean-unlikely']],
  ])('mean %i: %j', (mean, expected) => {
    expect(flags(at(120, 80, { mean }))).toEqual(expected);
  });
  test('what the instrument or a person said is kept', () => {
    expect(flags(at(120, 80), { irregular: true, timeByPerson: true })).toEqual([
      'irregular',
      'time-by-person',
    ]);
  });
});

const take = (
  systolic: number,
  diastolic: number,
  flags: Parameters<typeof takesAsked>[0][number]['flags'] = [],
) => ({
  numbers: at(systolic, diastolic),
  flags,
});
test.each([
  [[], 3],
  [[take(120, 80)], 3],
  [[take(120, 80), take(129, 89)], 3],
  [[take(120, 80), take(130, 80)], 4],
  [[take(120, 80), take(120, 70)], 4],
  [[take(120, 80, ['irregular'])], 4],
  [[take(120, 80), take(121, 80), take(122, 80, ['pulse-differs'])], 4],
  [[take(120, 80), take(120, 80), take(120, 80), take(150, 80, ['irregular'])], 3],
])('asked for: %j', (takes, expected) => {
  expect(takesAsked(takes, 'full')).toBe(expected);
  expect(takesAsked(takes, 'quick')).toBe(1);
});

test('the mean lies between the two, whole, and keeps their order', () => {
  const one = fc
    .tuple(fc.integer({ min: 20, max: 180 }), fc.integer({ min: 10, max: 100 }))
    .map(([dia, more]) => at(dia + more, dia, { pulseRate: 70 }));
  fc.assert(
    fc.property(one, one, (a, b) => {
      const mean = meanPressures(a, b);
      expect(Number.isInteger(mean.systolic) && Number.isInteger(mean.diastolic)).toBe(true);
      expect(mean.systolic).toBeGreaterThanOrEqual(Math.min(a.systolic, b.systolic));
      expect(mean.systolic).toBeLessThanOrEqual(Math.max(a.systolic, b.systolic));
      expect(mean.systolic).toBeGreaterThan(mean.diastolic);
      expect(mean).toMatchObject({ mean: null, pulseRate: 70 });
    }),
    { seed: 72 },
  );
});
