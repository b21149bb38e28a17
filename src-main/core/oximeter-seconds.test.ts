import { expect, test } from 'vitest';
import type { ReadingEvent } from '../../drivers/contract.ts';
import { createOximeterSeconds } from './oximeter-seconds.ts';

const frame = (
  at: number,
  spo2: number | null,
  contact: ReadingEvent['contact'] = 'present',
): ReadingEvent => ({
  kind: 'reading',
  at,
  contact,
  quality: spo2 === null ? 'none' : 'good',
  values: [
    { quantity: 'spo2', value: spo2 },
    { quantity: 'pulse-rate', value: spo2 === null ? null : 142 },
    { quantity: 'perfusion-index', value: null },
  ],
  raw: Uint8Array.of(at & 0xff),
});
const now = () => ({ mono: 0, wall: 0, clockSure: true });

test('sixty frames make one second with the median of what was there', () => {
  const seconds = createOximeterSeconds();
  const out = [];
  for (let i = 0; i <= 60; i += 1)
    out.push(seconds.add(frame(1000 + i * (1000 / 60), i < 20 ? 96 : 97), now));
  const made = out.filter((s) => s !== null);
  expect(made).toEqual([
    { at: now(), contact: 'present', spo2: 97, pulse: 142, perfusionIndex: null, good: 1 },
  ]);
});

test('a second in which the finger left carries no number', () => {
  const seconds = createOximeterSeconds();
  for (let i = 0; i < 10; i += 1)
    seconds.add(frame(i * 100, i === 4 ? null : 97, i === 4 ? 'absent' : 'present'), now);
  const second = seconds.add(frame(1000, 97), now);
  expect(second).toMatchObject({ contact: 'absent', spo2: null, pulse: null, good: 0.9 });
});
