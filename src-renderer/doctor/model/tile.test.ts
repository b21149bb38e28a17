import { describe, expect, it } from 'vitest';
import { ageText, hintOf, numberText } from './tile.ts';

const french = { decimal: ',', none: '—' };

describe('numbers on a tile', () => {
  it('shows what was measured, and a dash for no value', () => {
    expect(numberText('spo2', 97, french)).toBe('97');
    expect(numberText('perfusion-index', 4, french)).toBe('4,0');
    expect(numberText('perfusion-index', 4.25, { decimal: '.', none: '—' })).toBe('4.3');
    expect(numberText('spo2', 97.5, french)).toBe('97,5');
    expect(numberText('spo2', null, french)).toBe('—');
  });

  it('never reads an absent value as zero', () => expect(numberText('pulse-rate', 0, french)).toBe('0'));

  it('counts age in tenths, then in seconds', () => {
    expect(ageText(310, ',')).toBe('0,3');
    expect(ageText(-20, '.')).toBe('0.0');
    expect(ageText(12_900, ',')).toBe('12');
  });
});

describe('hints', () => {
  it.each([
    ['spo2', 69, 'under'],
    ['spo2', 70, 'outside'],
    ['spo2', 84, 'outside'],
    ['spo2', 85, 'none'],
    ['spo2', null, 'none'],
    ['pulse-rate', 39, 'outside'],
    ['pulse-rate', 40, 'none'],
    ['pulse-rate', 141, 'outside'],
    ['perfusion-index', 0.1, 'none'],
  ] as const)('%s %s is %s', (quantity, value, hint) => expect(hintOf(quantity, value)).toBe(hint));
});
