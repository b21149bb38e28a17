import { expect, it } from 'vitest';
import { invertedSum8, sum8, zeroSum8 } from './checksums.ts';

it.each([
  [[], 0x00, 0xff, 0x00],
  [[0x01], 0x01, 0xfe, 0xff],
  [[0xff, 0x01], 0x00, 0xff, 0x00],
  [[0x80, 0x80, 0x05], 0x05, 0xfa, 0xfb],
])('%j', (bytes, sum, inverted, zero) => {
  expect([sum8(bytes), invertedSum8(bytes), zeroSum8(bytes)]).toEqual([sum, inverted, zero]);
});
