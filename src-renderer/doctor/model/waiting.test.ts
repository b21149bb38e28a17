import { describe, expect, it } from 'vitest';
import type { Presence } from '../../../src-main/api/fleet-protocol.ts';
import { en } from '../texts/en.ts';
import { fr } from '../texts/fr.ts';
import { ageAt, elapsedText, notWaiting, waitingFirst } from './waiting.ts';

const box = (name: string, state: Presence['state'], since: number, place = name): Presence => ({
  v: 1,
  box: name,
  place,
  state,
  since,
  language: null,
});

describe('waiting room', () => {
  const boxes = [
    box('a', 'idle', 10),
    box('b', 'waiting', 300),
    box('c', 'offline', 5),
    box('d', 'waiting', 100),
    box('e', 'in-call', 200),
    box('f', 'waiting', 300, 'Ablis'),
  ];

  it('puts the longest wait first and breaks a tie by place', () => {
    expect(waitingFirst(boxes).map((one) => one.box)).toEqual(['d', 'f', 'b']);
  });

  it('lists the others from consultation to offline, each once', () => {
    expect(notWaiting(boxes).map((one) => one.box)).toEqual(['e', 'a', 'c']);
    expect(waitingFirst(boxes).length + notWaiting(boxes).length).toBe(boxes.length);
  });
});

describe('elapsed time', () => {
  it.each([
    [-5000, '0 s'],
    [59_999, '59 s'],
    [60_000, '1 min 00 s'],
    [3_599_000, '59 min 59 s'],
    [3_600_000, '1 h 00'],
    [47 * 3_600_000 + 59 * 60_000, '47 h 59'],
    [48 * 3_600_000, '2 jours'],
  ])('%d ms is "%s"', (ms, text) => expect(elapsedText(ms, fr)).toBe(text));

  it('speaks English too', () => expect(elapsedText(50 * 3_600_000, en)).toBe('2 days'));
});

describe('age', () => {
  it('counts completed years, the birthday included', () => {
    expect(ageAt('1947-03-18', new Date(2026, 2, 17))).toEqual({ years: 78, months: 947 });
    expect(ageAt('1947-03-18', new Date(2026, 2, 18))?.years).toBe(79);
  });

  it('counts months below one year and refuses the future', () => {
    expect(ageAt('2026-01-31', new Date(2026, 3, 1))).toEqual({ years: 0, months: 2 });
    expect(ageAt('2027-01-01', new Date(2026, 5, 1))).toBeNull();
  });
});
