import { expect, test } from 'vitest';
import type { InstrumentData } from '../../drivers/contract.ts';
import { createLiveValues } from './live-values.ts';

const data = (at: number, value: number | null): InstrumentData => ({
  kind: 'reading',
  at,
  contact: 'present',
  quality: 'good',
  values: [{ quantity: 'spo2', value }],
  raw: new Uint8Array(),
});

test('a change goes out at once, the same number every 250 ms with its own time', () => {
  const live = createLiveValues();
  const at = (t: number, v: number | null) =>
    live.messages('oximetry', data(t, v), 3000).map((m) => m.sampledAt);
  expect(at(0, 97)).toEqual([0]);
  expect(at(16, 97)).toEqual([]);
  expect(at(33, 98)).toEqual([33]);
  expect(at(282, 98)).toEqual([]);
  expect(at(283, 98)).toEqual([283]);
});

test('a sentinel is told as no value with quality none, in UCUM', () => {
  const [message] = createLiveValues().messages('oximetry', data(5, null), 3000);
  expect(message).toEqual({
    type: 'live',
    quantity: 'spo2',
    value: null,
    unit: '%',
    quality: 'none',
    sampledAt: 5,
    quietMs: 3000,
  });
});
