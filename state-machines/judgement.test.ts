/** Every edge of every band of every quantity: the numbers stand here once more, by hand (STANDARDS 4.2). */
import { describe, expect, test } from 'vitest';
import { judgePressures } from './blood-pressure/judge.ts';
import { PRESSURE_LIMITS } from './blood-pressure/limits.ts';
import type { Second } from './contract.ts';
import { type AgeBand, ageBand, type CuffPatient } from './exam/age.ts';
import { judgeScalar, type ScalarLimits } from './exam/scalar.ts';
import { TEMPERATURE_LIMITS } from './exams/temperature.ts';
import { WEIGHT_LIMITS } from './exams/weight.ts';
import { judge } from './oximetry/judge.ts';
import { LIMITS } from './oximetry/limits.ts';

/** Refused below `plausible[0]`, asked for again below `usual[0]`, and so on upwards; the edges themselves are inside. */
interface Edges {
  readonly plausible: readonly [number, number];
  readonly usual: readonly [number, number];
}
type Judged = 'accept' | 'repeat' | 'refuse';

function rows({ plausible, usual }: Edges, step: number): readonly (readonly [number, Judged])[] {
  const near = (value: number) => Number(value.toFixed(1));
  const [least, most] = plausible;
  const [low, high] = usual;
  return [
    [near(least - step), 'refuse'],
    [least, least < low ? 'repeat' : 'accept'],
    ...(least < low ? ([[near(low - step), 'repeat']] as const) : []),
    [low, 'accept'],
    [high, 'accept'],
    ...(high < most ? ([[near(high + step), 'repeat']] as const) : []),
    [most, high < most ? 'repeat' : 'accept'],
    [near(most + step), 'refuse'],
  ];
}

const BORN: readonly (readonly [string | null, AgeBand])[] = [
  ['2026-11-21', 'infant'],
  ['2025-11-22', 'infant'],
  ['2025-11-21', 'child'],
  ['2014-11-22', 'child'],
  ['2014-11-21', 'adult'],
  ['1920-01-01', 'adult'],
  [null, 'adult'],
];
test.each(BORN)('born %s: judged as %s', (birthDate, band) => {
  expect(ageBand(birthDate, Date.parse('2026-11-21T09:00:00Z'))).toBe(band);
});

const scalar = (value: number, limits: ScalarLimits): Judged => judgeScalar(value, limits, [], false).kind;

const CELSIUS: Readonly<Record<AgeBand, Edges>> = {
  infant: { plausible: [30, 43.5], usual: [35.5, 39] },
  child: { plausible: [30, 43.5], usual: [35, 40] },
  adult: { plausible: [30, 43.5], usual: [35, 40] },
};
const KILOS: Readonly<Record<AgeBand, Edges>> = {
  infant: { plausible: [2, 300], usual: [2, 15] },
  child: { plausible: [2, 300], usual: [6, 90] },
  adult: { plausible: [2, 300], usual: [30, 200] },
};
const PULSE: Readonly<Record<AgeBand, Edges>> = {
  infant: { plausible: [25, 250], usual: [80, 190] },
  child: { plausible: [25, 250], usual: [55, 160] },
  adult: { plausible: [25, 250], usual: [40, 140] },
};
const SPO2: Edges = { plausible: [50, 100], usual: [85, 100] };
const BANDS = ['infant', 'child', 'adult'] as const;

const seconds = (spo2: number, pulse: number): Second[] =>
  Array.from({ length: 5 }, (_, n) => ({
    at: { mono: n * 1000, wall: 0, clockSure: true },
    contact: 'present',
    spo2,
    pulse,
    perfusionIndex: 3,
    good: 1,
  }));

describe.each(BANDS)('%s', (band) => {
  test.each(rows(CELSIUS[band], 0.1))('temperature %d Cel: %s', (value, judged) => {
    expect(scalar(value, TEMPERATURE_LIMITS[band])).toBe(judged);
  });
  test.each(rows(KILOS[band], 0.1))('weight %d kg: %s', (value, judged) => {
    expect(scalar(value, WEIGHT_LIMITS[band])).toBe(judged);
  });
  test.each(rows(PULSE[band], 1))('pulse %d /min: %s', (value, judged) => {
    expect(judge(seconds(97, value), LIMITS[band]).kind).toBe(judged);
  });
  test.each(rows(SPO2, 1))('SpO2 %d %%: %s', (value, judged) => {
    expect(judge(seconds(value, 100), LIMITS[band]).kind).toBe(judged);
  });
});

const SYSTOLIC: Readonly<Record<CuffPatient, Edges>> = {
  child: { plausible: [40, 220], usual: [75, 140] },
  adult: { plausible: [50, 280], usual: [80, 200] },
};
const DIASTOLIC: Readonly<Record<CuffPatient, Edges>> = {
  child: { plausible: [20, 150], usual: [35, 95] },
  adult: { plausible: [20, 180], usual: [40, 120] },
};
const CUFF_PULSE: Readonly<Record<CuffPatient, readonly [number, number]>> = {
  child: [40, 250],
  adult: [25, 250],
};
const NOTHING_BESIDE = { irregular: false, timeByPerson: false, oximeterPulse: null };

describe.each(['child', 'adult'] as const)('the cuff of a %s', (patient) => {
  const pressure = (systolic: number, diastolic: number, pulseRate: number | null = null): Judged =>
    judgePressures(
      { systolic, diastolic, mean: null, pulseRate },
      PRESSURE_LIMITS[patient],
      'quick',
      [],
      NOTHING_BESIDE,
    ).kind;
  // The other one stays usual where it can, and 10 mm[Hg] away.
  test.each(rows(SYSTOLIC[patient], 1))('systolic %d mm[Hg]: %s', (value, judged) => {
    const least = DIASTOLIC[patient].usual[0];
    expect(pressure(value, Math.min(value - 10, least))).toBe(judged);
  });
  test.each(rows(DIASTOLIC[patient], 1))('diastolic %d mm[Hg]: %s', (value, judged) => {
    const most = SYSTOLIC[patient].usual[1];
    expect(pressure(Math.max(most, value + 10), value)).toBe(judged);
  });
  test('pulse: the edges count, one beyond is refused', () => {
    const [least, most] = CUFF_PULSE[patient];
    expect([least - 1, least, most, most + 1].map((pulse) => pressure(110, 70, pulse))).toEqual([
      'refuse',
      'accept',
      'accept',
      'refuse',
    ]);
  });
  test('systolic lies 10 mm[Hg] above diastolic, or it is none', () => {
    expect([pressure(90, 80), pressure(90, 81)]).toEqual(['accept', 'refuse']);
  });
});
