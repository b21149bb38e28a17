import { expect, test } from 'vitest';
import { isForbiddenKey } from './page-lock.ts';

const key = (name: string, held: Partial<Record<'control' | 'alt' | 'meta', boolean>> = {}) =>
  isForbiddenKey({ key: name, control: false, alt: false, meta: false, ...held });

test('reload, close, print, zoom and function keys do nothing', () => {
  for (const name of ['r', 'R', 'w', 'q', 'p', '+', '-', '0'])
    expect(key(name, { control: true })).toBe(true);
  expect(key('F5')).toBe(true);
  expect(key('F11')).toBe(true);
  expect(key('F4', { alt: true })).toBe(true);
  expect(key('ArrowLeft', { alt: true })).toBe(true);
});

test('typing, moving and editing a text stay possible', () => {
  for (const name of ['r', 'w', '0', '-', 'Tab', 'Enter', 'ArrowLeft', 'Backspace', 'F'])
    expect(key(name)).toBe(false);
  for (const name of ['c', 'v', 'a', 'z']) expect(key(name, { control: true })).toBe(false);
});
