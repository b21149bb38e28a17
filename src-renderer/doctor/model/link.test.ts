import { describe, expect, it } from 'vitest';
import { readLink } from './link.ts';

describe('personal link', () => {
  it('reads id and secret, decoded', () => {
    expect(readLink('#doctor=dr-a&secret=a%26b%3Dc')).toEqual({ doctor: 'dr-a', secret: 'a&b=c' });
  });

  it.each([
    '',
    '#',
    '#doctor=dr-a',
    '#secret=x',
    '#doctor=&secret=x',
    '#main',
    `#doctor=${'a'.repeat(65)}&secret=x`,
  ])('is not one: %s', (fragment) => expect(readLink(fragment)).toBeNull());
});
