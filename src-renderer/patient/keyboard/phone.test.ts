import { expect, test } from 'vitest';
import { phoneDigits, readPhone, showPhone } from './phone.ts';

test('only what can be dialled stays, and no more than a number may have', () => {
  expect(phoneDigits('06 12.34-56 78')).toBe('0612345678');
  expect(phoneDigits('+33 (0)6 12')).toBe('+330612');
  expect(phoneDigits('1'.repeat(40))).toHaveLength(15);
  expect(phoneDigits('abc')).toBe('');
});

test('shown in pairs as it is read, an international one as typed', () => {
  expect(showPhone('0612345678').split('\u00a0')).toEqual(['06', '12', '34', '56', '78']);
  expect(showPhone('061')).toBe('06\u00a01');
  expect(showPhone('+33612')).toBe('+33612');
  expect(showPhone('')).toBe('');
});

test.each([
  ['0612345678', { number: '0612345678' }],
  ['+33612345678', { number: '+33612345678' }],
  ['3114', { number: '3114' }],
  ['', { problem: 'empty' }],
  ['+', { problem: 'empty' }],
  ['061234567', { problem: 'bad' }],
  ['12', { problem: 'bad' }],
])('%s', (typed, read) => {
  expect(readPhone(typed)).toEqual(read);
});
