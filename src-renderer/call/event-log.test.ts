import { expect, test } from 'vitest';
import { addEvent, EMPTY_LOG } from './event-log.ts';
import type { ReceivedEvent } from './session-contract.ts';

const event = (epoch: number, seq: number, id = `urn:uuid:${epoch}-${seq}`): ReceivedEvent => ({
  epoch,
  seq,
  id,
  kind: 'reading.accepted',
  at: { mono: 0, wall: 0, clockSure: true },
  payload: null,
});
const places = (log: { events: readonly ReceivedEvent[] }) => log.events.map((e) => `${e.epoch}.${e.seq}`);

test('in order of epoch and sequence, none twice', () => {
  const arrivals = [event(1, 3), event(1, 7), event(1, 3), event(2, 1), event(1, 5), event(1, 7)];
  const log = arrivals.reduce(addEvent, EMPTY_LOG);
  expect(places(log)).toEqual(['1.3', '1.5', '1.7', '2.1']);
  expect(log.cursor).toEqual({ epoch: 2, seq: 1 });
});

test('an event renumbered by a restored backup is kept once and acknowledged', () => {
  const log = [event(1, 3, 'urn:uuid:a'), event(2, 1, 'urn:uuid:a')].reduce(addEvent, EMPTY_LOG);
  expect(places(log)).toEqual(['1.3']);
  expect(log.cursor).toEqual({ epoch: 2, seq: 1 });
});

test('a repeated event leaves the log as it is', () => {
  const log = addEvent(EMPTY_LOG, event(1, 1));
  expect(addEvent(log, event(1, 1))).toBe(log);
});
