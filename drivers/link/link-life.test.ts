import { expect, test } from 'vitest';
import { createManualClock } from '../clock.ts';
import { createLinkLife } from './link-life.ts';

test('data is stamped as it comes, until the end; who comes later hears nothing', () => {
  const life = createLinkLife(createManualClock(500));
  const heard: number[] = [];
  life.onData((_chunk, at) => heard.push(at));
  life.arrived(Uint8Array.of(1));
  life.lost(null);
  life.onData((_chunk, at) => heard.push(at));
  life.arrived(Uint8Array.of(2));
  expect(heard).toEqual([500]);
});

test('a link has one end: the first, told once, and at once to who asks later', () => {
  const life = createLinkLife(createManualClock());
  const ends: unknown[] = [];
  life.onClosed((fault) => ends.push(fault?.code));
  expect(() => life.assertAlive()).not.toThrow();
  life.lost({ code: 'unplugged', detail: 'x' });
  life.lost(null);
  life.onClosed((fault) => ends.push(fault?.code));
  expect(ends).toEqual(['unplugged', 'unplugged']);
  expect(() => life.assertAlive()).toThrow();
});
