import { expect, it } from 'vitest';
import { padReport } from './hid-report.ts';
import { sum7 } from './sum7.ts';
import { xor } from './xor.ts';

it('pads a message to the size of a report, and never cuts one', () => {
  expect([...padReport(Uint8Array.of(1, 2), 4, 0xf4)]).toEqual([1, 2, 0xf4, 0xf4]);
  expect([...padReport(Uint8Array.of(1, 2), 2, 0)]).toEqual([1, 2]);
  expect(() => padReport(Uint8Array.of(1, 2, 3), 2, 0)).toThrow(RangeError);
});

it('sums to seven bits', () => {
  expect(sum7([])).toBe(0);
  expect(sum7([0x9b, 0x7f])).toBe(0x1a);
  expect(sum7(new Uint8Array(1000).fill(0xff))).toBe((255 * 1000) % 128);
});

it('gives 0 over data and their exclusive or', () => {
  expect(xor([])).toBe(0);
  expect(xor([0x12, 0x34, xor([0x12, 0x34])])).toBe(0);
});
