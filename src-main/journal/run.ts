/** Where the events of a visit lie: a run begins with each event whose visit is another than that of the one before. */
import type { Cursor } from './contract.ts';
import type { ReadableDatabase } from './database.ts';
import { END, placeOf } from './place.ts';
import { statement, type WritableStore } from './store.ts';

export interface Run {
  /** Of its first event. */
  readonly place: number;
  /** Of the next run, or the end. */
  readonly until: number;
}

/** Visit of the last event; null: there is none. */
export function lastRunSlot(database: ReadableDatabase): string | null {
  const slot = statement(database, 'SELECT slot FROM run ORDER BY place DESC LIMIT 1').pluck().get();
  return slot === undefined ? null : String(slot);
}

/** The caller writes an event of `slot` at `place`, the first of its run. */
export function beginRun({ database }: WritableStore, place: Cursor, slot: string): void {
  statement(database, 'INSERT INTO run (place, slot) VALUES (?, ?)').run(placeOf(place), slot);
}

/** Oldest first, without those that end before `from`. */
export function runsOf(database: ReadableDatabase, slot: string, from: number): Run[] {
  const sql = `SELECT place, until FROM (
      SELECT place, coalesce((SELECT min(next.place) FROM run AS next WHERE next.place > run.place), ?) AS until
      FROM run WHERE slot = ?
    ) WHERE until > ? ORDER BY place`;
  return statement(database, sql).all(END, slot, from + 1) as Run[];
}
