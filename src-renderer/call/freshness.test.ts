import { expect, test } from 'vitest';
import type { Live } from '../../src-main/api/call-protocol.ts';
import { EMPTY_BOARD, hear, judge } from './freshness.ts';

const live = (sampledAt: number, value: number | null = 97): Live => ({
  type: 'live',
  quantity: 'spo2',
  value,
  unit: '%',
  quality: 'good',
  sampledAt,
  quietMs: 1000,
});

test('age is measured in the cabinet clock and goes fresh, stale, absent', () => {
  const heard = { live: live(50_000), arrivedAt: 1020 };
  const offset = 49_000;
  expect(judge(heard, 1020, offset)).toMatchObject({ ageMs: 20, freshness: 'fresh' });
  expect(judge(heard, 2000, offset).freshness).toBe('fresh');
  expect(judge(heard, 2001, offset).freshness).toBe('stale');
  expect(judge(heard, 11_000, offset).freshness).toBe('stale');
  expect(judge(heard, 11_001, offset)).toMatchObject({ ageMs: 10_001, freshness: 'absent' });
});

test('a sample that travelled for 4 s is stale when it arrives', () => {
  expect(judge({ live: live(50_000), arrivedAt: 5000 }, 5000, 49_000)).toMatchObject({
    ageMs: 4000,
    freshness: 'stale',
  });
});

test('a wrong offset never makes a value younger than its arrival', () => {
  const heard = { live: live(90_000), arrivedAt: 1000 };
  expect(judge(heard, 3000, 0)).toMatchObject({ ageMs: 2000, freshness: 'stale' });
});

test('without an offset nothing is fresh', () => {
  expect(judge({ live: live(50_000), arrivedAt: 1000 }, 1000, null).freshness).toBe('stale');
});

test('a sample older than the last one of its quantity is ignored', () => {
  const board = hear(EMPTY_BOARD, live(2000, 97), 10);
  expect(hear(board, live(1990, 88), 20)).toBe(board);
  const next = hear(board, live(2016, null), 30);
  expect(next.spo2?.live.value).toBeNull();
  const both = hear(next, { ...live(100, 70), quantity: 'pulse-rate', unit: '/min' }, 40);
  expect(both['pulse-rate']?.live.value).toBe(70);
});
