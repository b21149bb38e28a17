import { expect, it } from 'vitest';
import { match } from './stamps.ts';

it('pairs each written value with its first sight, in order', () => {
  const stamps = [
    { value: 60, at: 100 },
    { value: 61, at: 200 },
    { value: 60, at: 300 },
  ];
  const seen = [
    { text: '60', at: 104 },
    { text: '61', at: 203 },
    { text: '60', at: 309 },
  ];
  expect(match(stamps, seen)).toEqual({ ms: [4, 3, 9], lost: 0 });
});

it('counts a value that never came, and does not take a later turn of the same value for it', () => {
  const stamps = [
    { value: 60, at: 100 },
    { value: 61, at: 200 },
  ];
  expect(match(stamps, [{ text: '61', at: 205 }])).toEqual({ ms: [5], lost: 1 });
  expect(match([{ value: 60, at: 100 }], [{ text: '60', at: 9000 }])).toEqual({ ms: [], lost: 1 });
});
