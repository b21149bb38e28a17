import { describe, expect, it } from 'vitest';
import type { ReceivedEvent } from '../../call/session-contract.ts';
import { noArrivals, noteArrivals } from './arrivals.ts';

/** The cabinet's clocks are an hour behind this page's and boot-based. */
const event = (seq: number, second: number, wallStep = 0): ReceivedEvent => ({
  epoch: 1,
  seq,
  id: `e${seq}`,
  kind: 'reading.accepted',
  at: { mono: 5000 + second * 1000, wall: 1e12 - 3_600_000 + second * 1000 + wallStep, clockSure: true },
  payload: null,
});
const now = (second: number) => 1e12 + second * 1000;

describe('arrivals', () => {
  it('calls what it finds on joining "before", whatever the difference of clocks', () => {
    const found = noteArrivals(noArrivals, [event(1, 0), event(2, 100)], now(100));
    expect([...found.of]).toEqual([
      ['e1', 'before'],
      ['e2', 'prompt'],
    ]);
  });

  it('calls "late" only what a cut held back', () => {
    let arrivals = noteArrivals(noArrivals, [event(1, 10)], now(10));
    arrivals = noteArrivals(arrivals, [event(1, 10), event(2, 12)], now(12.2));
    arrivals = noteArrivals(arrivals, [event(1, 10), event(2, 12), event(3, 14), event(4, 26)], now(26.3));
    expect(arrivals.of.get('e2')).toBe('prompt');
    expect(arrivals.of.get('e3')).toBe('late');
    expect(arrivals.of.get('e4')).toBe('prompt');
  });

  it('is not misled by a step of the cabinet’s wall clock', () => {
    let arrivals = noteArrivals(noArrivals, [event(1, 10)], now(10));
    arrivals = noteArrivals(arrivals, [event(2, 20, -60_000)], now(20));
    expect(arrivals.of.get('e2')).toBe('prompt');
  });

  it('changes nothing without a new event', () => {
    const arrivals = noteArrivals(noArrivals, [event(1, 10)], now(10));
    expect(noteArrivals(arrivals, [event(1, 10)], now(99))).toBe(arrivals);
  });
});
