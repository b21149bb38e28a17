import { describe, expect, it } from 'vitest';
import { fallAndUp, fallStanding } from '../../../fixtures/distress/figure/acts.ts';
import { everyday } from '../../../fixtures/distress/figure/everyday.ts';
import { makeVariant } from '../../../fixtures/distress/figure/variants.ts';
import { eventsOf, tally } from './testing.ts';
import { createWatcher } from './watcher.ts';

describe('fall', () => {
  it.each([2, 5, 10, 30])('is found at %i frames a second, with its start', (rate) => {
    const { found, startRight } = tally(fallStanding, 6, rate);
    expect(found).toBeGreaterThanOrEqual(5);
    expect(startRight).toBe(found);
  });

  it('is mostly found on a machine too busy for two frames a second, and nothing else is', () => {
    expect(tally(fallStanding, 10, 1.7).found).toBeGreaterThanOrEqual(6);
    for (const name of ['sittingDownHard', 'pickingUp', 'crouching'])
      expect(tally(everyday[name] ?? fail(), 6, 1.7).wrong, name).toEqual([]);
  });

  it('is over once the person stands again', () => {
    const { act, frames } = makeVariant(fallAndUp, 7919, 5);
    const [event, ...more] = eventsOf(frames);
    expect(more).toEqual([]);
    expect(event?.signal).toBe('fall');
    expect(event?.end).not.toBeNull();
    expect(event?.end).toBeGreaterThan((act.start ?? 0) + 4);
  });

  it('counts as a fall where the person is lost in the drop, and not as an absence', () => {
    const { act, frames } = makeVariant(fallStanding, 3 * 7919, 10);
    const from = ((act.start ?? 0) + 0.75) * 1000;
    const lost = frames.map((frame) => (frame.atMs > from ? { ...frame, poses: [] } : frame));
    const longer = lost.concat(
      Array.from({ length: 80 }, (_, i) => ({
        ...(lost.at(-1) ?? fail()),
        atMs: (lost.at(-1)?.atMs ?? 0) + (i + 1) * 100,
      })),
    );
    expect(eventsOf(longer).map(({ signal }) => signal)).toEqual(['fall']);
  });

  it.each([
    'crouching',
    'pickingUp',
    'pickingUpSquatting',
    'sittingDown',
    'sittingDownHard',
    'puttingOnACoat',
  ])('is not %s', (name) => {
    expect(tally(everyday[name] ?? fail(), 6).wrong).toEqual([]);
  });

  it('leaves a bounded score behind, whatever comes', () => {
    const watcher = createWatcher({ room: null });
    const mark = { x: Number.NaN, y: 2, z: 0, visibility: 1 };
    const poses = [Array.from({ length: 33 }, () => mark), [], [mark]];
    for (let i = 0; i < 100; i++) {
      const { fall } = watcher.step({
        atMs: i * 100,
        width: 640,
        height: 480,
        brightness: null,
        contrast: null,
        poses,
        hands: null,
      });
      expect(fall.score).toBe(0);
    }
  });
});

function fail(): never {
  throw new Error('nothing there');
}
