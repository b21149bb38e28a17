import { expect, test } from 'vitest';
import type { ReadingEvent } from '../../drivers/contract.ts';
import { createScalarSeconds } from './scalar-seconds.ts';

const now = () => ({ mono: 0, wall: 0, clockSure: true });
const frame = (
  at: number,
  value: number | null,
  quality: ReadingEvent['quality'] = 'poor',
): ReadingEvent => ({
  kind: 'reading',
  at,
  contact: value === null ? 'absent' : 'present',
  quality: value === null ? 'none' : quality,
  values: [{ quantity: 'body-temperature', value }],
  raw: Uint8Array.of(1),
});

function secondOf(...frames: ReadingEvent[]) {
  const seconds = createScalarSeconds('body-temperature');
  for (const each of frames) expect(seconds.add(each, now)).toBeNull();
  return seconds.add(frame((frames[0]?.at ?? 0) + 1000, null), now);
}

test('the settled frame counts, even when the probe was out a moment later', () => {
  expect(secondOf(frame(0, 36.1), frame(300, 36.8, 'good'), frame(600, null))).toEqual({
    at: now(),
    contact: 'present',
    value: 36.8,
    settled: true,
    outside: null,
  });
});

test('nothing settled: the last number; no number: how the sensor lies', () => {
  expect(secondOf(frame(0, 30.2), frame(500, 31.4))).toMatchObject({ value: 31.4, settled: false });
  expect(secondOf(frame(0, null), frame(500, null))).toMatchObject({
    value: null,
    contact: 'absent',
    settled: false,
  });
});

test('no number, and the instrument says on which side', () => {
  const above = {
    ...frame(500, null),
    values: [{ quantity: 'body-temperature', value: null, outside: 'above' }],
  };
  expect(secondOf(frame(0, null), above as ReadingEvent)).toMatchObject({ value: null, outside: 'above' });
});

test('another quantity is no number, and nothing survives a reset', () => {
  const seconds = createScalarSeconds('mass-body');
  seconds.add(frame(0, 36.8, 'good'), now);
  expect(seconds.add(frame(1000, 36.8, 'good'), now)).toMatchObject({ value: null, settled: false });
  seconds.reset();
  expect(seconds.add(frame(5000, null), now)).toBeNull();
});
