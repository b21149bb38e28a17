/** The only statements that change the database. The caller holds the transaction. */
import { randomUUID } from 'node:crypto';
import type { Cursor, JournalEvent, Transaction } from './contract.ts';
import type { WritableDatabase } from './database.ts';
import { JournalError, sqliteCode } from './errors.ts';
import { decodePayload, encodePayload } from './payload.ts';
import { hasCommand, readHead, requireCursor } from './read.ts';

const urnUuid = (): string => `urn:uuid:${randomUUID()}`;

/** Writes all of `transaction` inside the transaction that is open. Returns the events with their numbers. */
export function writeTransaction(
  database: WritableDatabase,
  transaction: Transaction,
  makeId: () => string = urnUuid,
): JournalEvent[] {
  const { visit, at } = transaction;
  const head = readHead(database);
  const insert = database.prepare(
    `INSERT INTO event (epoch, seq, id, visit, kind, mono, wall, clock_sure, payload)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  const events = transaction.records.map((record, index): JournalEvent => {
    if (record.kind === '') throw new JournalError('invalid', 'an event without a kind');
    const bytes = encodePayload(record.payload);
    const seq = head.seq + 1 + index;
    const id = makeId();
    unique('duplicate-event', () =>
      insert.run(head.epoch, seq, id, visit, record.kind, at.mono, at.wall, at.clockSure ? 1 : 0, bytes),
    );
    return { epoch: head.epoch, seq, id, visit, kind: record.kind, at, payload: decodePayload(bytes) };
  });
  setMeta(database, 'seq', head.seq + events.length);
  setMeta(database, 'visit', visit);
  writeMachines(database, transaction);
  writeDeadlines(database, transaction);
  const command = database.prepare('INSERT INTO command (id) VALUES (?)');
  for (const id of transaction.commandIds) {
    if (hasCommand(database, id)) throw new JournalError('duplicate-command', 'a command executed before');
    command.run(id);
  }
  return events;
}

/** A reader only moves forward; an older cursor is kept out, so a late save after a retry does no harm. */
export function writeReaderCursor(database: WritableDatabase, reader: string, cursor: Cursor): void {
  requireCursor(cursor);
  if (reader === '') throw new JournalError('invalid', 'a reader without a name');
  database
    .prepare(
      `INSERT INTO reader (name, epoch, seq) VALUES (?, ?, ?)
       ON CONFLICT (name) DO UPDATE SET epoch = excluded.epoch, seq = excluded.seq
       WHERE (excluded.epoch, excluded.seq) > (reader.epoch, reader.seq)`,
    )
    .run(reader, cursor.epoch, cursor.seq);
}

function writeMachines(database: WritableDatabase, transaction: Transaction): void {
  const drop = database.prepare('DELETE FROM machine WHERE machine = ?');
  for (const machine of transaction.dropMachines) drop.run(machine);
  const upsert = database.prepare(
    `INSERT INTO machine (machine, version, state) VALUES (?, ?, ?)
     ON CONFLICT (machine) DO UPDATE SET version = excluded.version, state = excluded.state`,
  );
  for (const { machine, version, state } of transaction.machines) {
    upsert.run(machine, version, encodePayload(state));
  }
}

function writeDeadlines(database: WritableDatabase, transaction: Transaction): void {
  const clear = database.prepare('DELETE FROM deadline WHERE name = ?');
  for (const name of transaction.clearDeadlines) clear.run(name);
  const set = database.prepare(
    `INSERT INTO deadline (name, boot_id, due_mono, due_wall) VALUES (?, ?, ?, ?)
     ON CONFLICT (name) DO UPDATE SET
       boot_id = excluded.boot_id, due_mono = excluded.due_mono, due_wall = excluded.due_wall`,
  );
  for (const { name, bootId, dueMono, dueWall } of transaction.setDeadlines) {
    if (!Number.isFinite(dueMono) || !Number.isFinite(dueWall)) {
      throw new JournalError('invalid', 'a deadline that is not a time');
    }
    set.run(name, bootId, dueMono, dueWall);
  }
}

function setMeta(database: WritableDatabase, key: 'seq' | 'visit', value: number | string | null): void {
  database.prepare('UPDATE meta SET value = ? WHERE key = ?').run(value, key);
}

function unique(code: 'duplicate-event', insert: () => void): void {
  try {
    insert();
  } catch (error) {
    if (sqliteCode(error) === 'SQLITE_CONSTRAINT_UNIQUE')
      throw new JournalError(code, 'the id exists already');
    throw error;
  }
}
