/** Slump, stillness, floor, absence: what a person does, or no longer does, where he sits. */
import { describe, expect, it } from 'vitest';
import { absence, floor, slump, stillness } from '../../../fixtures/distress/figure/acts.ts';
import { everyday } from '../../../fixtures/distress/figure/everyday.ts';
import { makeVariant } from '../../../fixtures/distress/figure/variants.ts';
import { coveredOrDark } from './absence.ts';
import { breathes } from './stillness.ts';
import { eventsOf, tally } from './testing.ts';

const act = (name: string) => everyday[name] ?? absence;

describe('slump', () => {
  it('is found forward and to the side, from its beginning', () => {
    const { found, startRight } = tally(slump, 8);
    expect(found).toBe(8);
    expect(startRight).toBeGreaterThanOrEqual(7);
  });
  it.each([
    'tyingShoes',
    'leaningAside',
    'leaningOnTheArmrest',
    'lookingAtAPhone',
    'coughing',
    'pickingUpSeated',
  ])('is not %s', (name) => expect(tally(act(name), 5).wrong).toEqual([]));
});

describe('stillness', () => {
  it('is found from the last movement on', () => {
    const { found, startRight } = tally(stillness, 4, 5);
    expect(found).toBeGreaterThanOrEqual(3);
    expect(startRight).toBeGreaterThanOrEqual(3);
  });
  it('is not somebody who sits and breathes', () =>
    expect(tally(act('sittingAndBreathing'), 4, 5).wrong).toEqual([]));
  it.each([0.12, 0.25, 0.5])('sees a shallow breath at %f Hz', (hz) => {
    const at = (i: number, breath: number) => ({
      atMs: i * 200,
      shoulders: 2 + breath * Math.sin(0.4 * Math.PI * hz * i),
    });
    expect(breathes(Array.from({ length: 100 }, (_, i) => at(i, 0.009)))).toBe(true);
    expect(breathes(Array.from({ length: 100 }, (_, i) => at(i, 0.0005)))).toBe(false);
  });
});

describe('floor', () => {
  it('finds a person on the taught floor, and nobody where none was taught', () => {
    expect(tally(floor, 8).found).toBeGreaterThanOrEqual(7);
    expect(eventsOf(makeVariant(floor, 7919).frames, null)).toEqual([]);
  });
  it('leaves the chair alone', () => {
    const { frames, room } = makeVariant(act('sittingAndBreathing'), 7919, 5);
    expect(eventsOf(frames, { ...room, floorY: 0 })).toEqual([]);
  });
});

describe('absence', () => {
  it('begins when the person is last seen, and ends when he is back', () => {
    expect(tally(absence, 6).startRight).toBeGreaterThanOrEqual(5);
    const { frames } = makeVariant(act('sittingAndBreathing'), 7919, 5);
    const away = frames.map((frame) =>
      frame.atMs > 10_000 && frame.atMs < 18_000 ? { ...frame, poses: [] } : frame,
    );
    expect(eventsOf(away)).toMatchObject([{ signal: 'absence', start: 10, confirmed: 15.2, end: 18 }]);
  });
  it('is a covered or a dark camera as well, whatever the tracker still dreams of', () => {
    const { frames } = makeVariant(act('sittingAndBreathing'), 7919, 5);
    const covered = frames.map((frame) =>
      frame.atMs > 20_000 ? { ...frame, brightness: 0.3, contrast: 0.005 } : frame,
    );
    expect(eventsOf(covered).map(({ signal }) => signal)).toContain('absence');
    const [frame] = frames;
    expect(frame && coveredOrDark({ ...frame, brightness: 0.01, contrast: 0.01 })).toBe('dark');
    expect(frame && coveredOrDark({ ...frame, brightness: null, contrast: null })).toBeNull();
  });
});
