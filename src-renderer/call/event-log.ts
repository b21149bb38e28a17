import type { Cursor } from '../../src-main/journal/contract.ts';
import type { ReceivedEvent } from './session-contract.ts';

export interface EventLog {
  /** In the order (epoch, seq), none twice. */
  readonly events: readonly ReceivedEvent[];
  /** The place up to which the journal has been received; null before the first event. */
  readonly cursor: Cursor | null;
}

export const EMPTY_LOG: EventLog = { events: [], cursor: null };

export function compare(a: Cursor, b: Cursor): number {
  return a.epoch - b.epoch || a.seq - b.seq;
}

/**
 * The same event is known by its place, or by its id when a restored backup renumbered it under a new epoch. The
 * cursor moves on in both cases, so that it is acknowledged and not sent a third time.
 */
export function addEvent(log: EventLog, event: ReceivedEvent): EventLog {
  const cursor =
    log.cursor === null || compare(event, log.cursor) > 0
      ? { epoch: event.epoch, seq: event.seq }
      : log.cursor;
  if (log.events.some((known) => known.id === event.id || compare(known, event) === 0)) {
    return cursor === log.cursor ? log : { events: log.events, cursor };
  }
  const last = log.events.at(-1);
  if (!last || compare(event, last) > 0) return { events: [...log.events, event], cursor };
  const place = log.events.findIndex((known) => compare(known, event) > 0);
  return { events: log.events.toSpliced(place, 0, event), cursor };
}
