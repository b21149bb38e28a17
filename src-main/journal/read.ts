/** What can be asked of the journal. */
import { type EventHeader, headerBytes } from './chain.ts';
import {
  type ChainHead,
  type Cursor,
  FORGOTTEN,
  type JournalEvent,
  type JournalSettings,
  type Restored,
} from './contract.ts';
import type { ReadableDatabase } from './database.ts';
import { JournalError } from './errors.ts';
import { requireHead } from './head.ts';
import { decodeRecord } from './payload.ts';
import { placeOf } from './place.ts';
import { readStates } from './present.ts';
import { runsOf } from './run.ts';
import { unseal } from './seal.ts';
import { type ReadableStore, statement } from './store.ts';

/** A reader that asks for more gets this many and asks again. */
export const MAX_READ = 5000;

export interface EventRow {
  epoch: number;
  seq: number;
  id: string;
  slot: string;
  mono: number;
  wall: number;
  clock_sure: number;
  blobs: number;
  sealed: Buffer;
  link: Buffer;
}

export const EVENT_COLUMNS = 'epoch, seq, id, slot, mono, wall, clock_sure, blobs, sealed, link';

export function readHead(database: ReadableDatabase): Cursor {
  const { epoch, seq } = requireHead(database);
  return { epoch, seq };
}

export function readChainHead(database: ReadableDatabase): ChainHead {
  const { epoch, seq, link } = requireHead(database);
  return { epoch, seq, chain: link.toString('hex') };
}

export function readEvents(
  store: ReadableStore,
  cursor: Cursor,
  limit: number,
  visit?: string,
): JournalEvent[] {
  requireCursor(cursor);
  if (!Number.isInteger(limit) || limit < 1) throw new JournalError('invalid', 'a limit below 1');
  const most = Math.min(limit, MAX_READ);
  const from = placeOf(cursor);
  if (visit === undefined) {
    const sql = `SELECT ${EVENT_COLUMNS} FROM event WHERE place > ? ORDER BY place LIMIT ?`;
    const rows = statement(store.database, sql).all(from, most) as EventRow[];
    return rows.map((row) => toEvent(store, row));
  }
  const slot = store.keys.slotOf(visit);
  return slot === null ? [] : rowsOfSlot(store.database, slot, from, most).map((row) => toEvent(store, row));
}

function rowsOfSlot(database: ReadableDatabase, slot: string, from: number, most: number): EventRow[] {
  const sql = `SELECT ${EVENT_COLUMNS} FROM event WHERE place > ? AND place < ? AND slot = ? ORDER BY place LIMIT ?`;
  const rows: EventRow[] = [];
  for (const { place, until } of runsOf(database, slot, from)) {
    const more = most - rows.length;
    if (more === 0) break;
    const after = Math.max(from, place - 1);
    rows.push(...(statement(database, sql).all(after, until, slot, more) as EventRow[]));
  }
  return rows;
}

export function readRestored(store: ReadableStore): Restored {
  const { epoch, slot } = requireHead(store.database);
  const { machine, deadline } = readStates(store);
  return { epoch, machines: machine, deadlines: deadline, visit: store.keys.visitOf(slot) };
}

export function hasCommand({ database, keys }: ReadableStore, id: string): boolean {
  const tag = keys.tagOf('command', id);
  return statement(database, 'SELECT 1 FROM command WHERE tag = ?').get(tag) !== undefined;
}

export function readReaderCursor(database: ReadableDatabase, reader: string): Cursor | null {
  const row = statement(database, 'SELECT epoch, seq FROM reader WHERE name = ?').get(reader);
  return row === undefined ? null : (row as Cursor);
}

export function readSettings(database: ReadableDatabase): JournalSettings {
  return {
    journalMode: String(database.prepare('PRAGMA journal_mode').pluck().get()),
    synchronous: Number(database.prepare('PRAGMA synchronous').pluck().get()),
  };
}

/** `ok`, or the first damage found. Reads the whole file. */
export function quickCheck(database: ReadableDatabase): string {
  return String(database.prepare('PRAGMA quick_check(1)').pluck().get());
}

export function requireCursor(cursor: Cursor): void {
  const whole = Number.isSafeInteger(cursor.epoch) && Number.isSafeInteger(cursor.seq);
  if (!whole || cursor.epoch < 0 || cursor.seq < 0) throw new JournalError('invalid', 'a malformed cursor');
}

export function headerOf(row: EventRow): EventHeader {
  const { epoch, seq, id, slot, mono, wall, blobs } = row;
  return { epoch, seq, id, slot, mono, wall, clockSure: row.clock_sure === 1, blobs };
}

/** @throws JournalError `corrupt`: the key is there and does not open it */
export function toEvent({ keys }: ReadableStore, row: EventRow): JournalEvent {
  const header = headerOf(row);
  const { epoch, seq, id, mono, wall, clockSure } = header;
  const place = { epoch, seq, id, at: { mono, wall, clockSure }, chain: row.link.toString('hex') };
  const key = keys.keyOf(row.slot);
  if (key === null) return { ...place, visit: null, kind: FORGOTTEN, payload: null };
  const text = unseal(key, headerBytes(header), row.sealed);
  if (text === null) throw new JournalError('corrupt', `event ${epoch}:${seq} cannot be opened`);
  const { kind, payload, blobs } = decodeRecord(text);
  return { ...place, visit: keys.visitOf(row.slot), kind, payload, ...(blobs.length > 0 ? { blobs } : {}) };
}
