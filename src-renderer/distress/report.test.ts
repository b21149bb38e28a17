import { expect, test } from 'vitest';
import { watchReportSchema } from '../../src-main/api/watch-protocol.ts';
import { makeReport } from './report.ts';
import { seenAt, statesWith } from './sample.fixture.ts';

const none = { now: 1000, seen: null, models: null, blind: ['starting'] } as const;

test('times become ages, scores are bounded, and the core accepts it', () => {
  const fall = { score: 1.7, startedAt: 400, confirmedAt: 1900 };
  const report = makeReport({
    now: 2000,
    seen: seenAt(1850, { n: 7, rate: 4.96, states: statesWith({ fall }) }),
    models: 'a'.repeat(64),
    blind: ['dark', 'dark'],
  });
  expect(report).toMatchObject({ n: 7, ageMs: 150, rate: 5, blind: ['dark'] });
  expect(report.signals.fall).toEqual({ score: 1, startedAgoMs: 1600, confirmedAgoMs: 100 });
  expect(watchReportSchema.safeParse(report).success).toBe(true);
});

test('has the same shape whatever was seen and before anything was', () => {
  const sign = { score: 1, startedAt: 5, confirmedAt: 900 };
  const quiet = makeReport({ now: 1000, seen: seenAt(900), models: null, blind: [] });
  const seen = seenAt(900, { states: statesWith({ 'signal-for-help': sign }) });
  const loud = makeReport({ now: 1000, seen, models: null, blind: [] });
  expect(Object.keys(loud)).toEqual(Object.keys(quiet));
  expect(Object.keys(loud.signals)).toEqual(Object.keys(quiet.signals));
  expect(watchReportSchema.safeParse(makeReport(none)).success).toBe(true);
});

test('ages far beyond what is told are cut, not refused', () => {
  const long = { score: 1, startedAt: 0, confirmedAt: 0 };
  const seen = seenAt(0, { states: statesWith({ absence: long }) });
  const report = makeReport({ now: 100_000_000, seen, models: null, blind: [] });
  expect(watchReportSchema.safeParse(report).success).toBe(true);
});
