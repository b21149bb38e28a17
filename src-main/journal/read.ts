/** What can be asked of the database. */
import type { MachineSnapshot } from '../../state-machines/contract.ts';
import type { Cursor, Deadline, JournalEvent, JournalSettings, Restored } from './contract.ts';
import type { ReadableDatabase } from './database.ts';
import { JournalError } from './errors.ts';
import { decodePayload } from './payload.ts';

/** A reader that asks for more gets this many and asks again. */
export const MAX_READ = 5000;

interface EventRow {
  epoch: number;
  seq: number;
  id: string;
  visit: string | null;
  kind: string;
  mono: number;
  wall: number;
  clock_sure: number;
  payload: Buffer;
}

export function readHead(database: ReadableDatabase): Cursor {
  return { epoch: Number(meta(database, 'epoch')), seq: Number(meta(database, 'seq')) };
}

export function readEvents(
  database: ReadableDatabase,
  cursor: Cursor,
  limit: number,
  visit?: string,
): JournalEvent[] {
  requireCursor(cursor);
  if (!Number.isInteger(limit) || limit < 1) throw new JournalError('invalid', 'a limit below 1');
  const sql = `SELECT epoch, seq, id, visit, kind, mono, wall, clock_sure, payload FROM event
    WHERE (epoch, seq) > (?, ?) ${visit === undefined ? '' : 'AND visit = ?'} ORDER BY epoch, seq LIMIT ?`;
  const bound = [
    cursor.epoch,
    cursor.seq,
    ...(visit === undefined ? [] : [visit]),
    Math.min(limit, MAX_READ),
  ];
  return (database.prepare(sql).all(...bound) as EventRow[]).map(toEvent);
}

export function readRestored(database: ReadableDatabase): Restored {
  const machines = database.prepare('SELECT machine, version, state FROM machine').all() as {
    machine: MachineSnapshot['machine'];
    version: number;
    state: Buffer;
  }[];
  const deadlines = database
    .prepare('SELECT name, boot_id AS bootId, due_mono AS dueMono, due_wall AS dueWall FROM deadline')
    .all() as Deadline[];
  const visit = meta(database, 'visit');
  return {
    epoch: readHead(database).epoch,
    machines: machines.map((row) => ({
      machine: row.machine,
      version: row.version,
      state: decodePayload(row.state) as MachineSnapshot['state'],
    })),
    deadlines,
    visit: typeof visit === 'string' ? visit : null,
  };
}

export function hasCommand(database: ReadableDatabase, id: string): boolean {
  return database.prepare('SELECT 1 FROM command WHERE id = ?').get(id) !== undefined;
}

export function readReaderCursor(database: ReadableDatabase, reader: string): Cursor | null {
  const row = database.prepare('SELECT epoch, seq FROM reader WHERE name = ?').get(reader);
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

function meta(database: ReadableDatabase, key: 'epoch' | 'seq' | 'visit'): unknown {
  const row = database.prepare('SELECT value FROM meta WHERE key = ?').get(key) as
    | { value: unknown }
    | undefined;
  if (row === undefined) throw new JournalError('corrupt', `meta.${key} is missing`);
  return row.value;
}

function toEvent(row: EventRow): JournalEvent {
  return {
    epoch: row.epoch,
    seq: row.seq,
    id: row.id,
    visit: row.visit,
    kind: row.kind,
    at: { mono: row.mono, wall: row.wall, clockSure: row.clock_sure === 1 },
    payload: decodePayload(row.payload),
  };
}
