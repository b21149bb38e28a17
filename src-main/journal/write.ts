/** The only statements that change what the journal holds. The caller has the transaction open. */
import { randomUUID } from 'node:crypto';
import { blobsOfRecords, describeBlob, requireSizes, writeBlob } from './blob.ts';
import { type EventHeader, type Head, headerBytes, nextLink } from './chain.ts';
import type { Cursor, JournalEvent, Transaction } from './contract.ts';
import { JournalError, sqliteCode } from './errors.ts';
import { requireHead, writeHead } from './head.ts';
import { decodeRecord, encodeRecord, type SealedRecord } from './payload.ts';
import { hasCommand, requireCursor } from './read.ts';
import { seal } from './seal.ts';
import { sealRow } from './sealed-row.ts';
import { statement, type WritableStore } from './store.ts';

const urnUuid = (): string => `urn:uuid:${randomUUID()}`;

/** Writes all of `transaction` inside the transaction that is open. Returns the events with their numbers. */
export function writeTransaction(
  store: WritableStore,
  transaction: Transaction,
  makeId: () => string = urnUuid,
): JournalEvent[] {
  const { visit, at, blobs = [] } = transaction;
  requireSizes(blobs);
  const named = blobsOfRecords(transaction.records, blobs.map(describeBlob));
  const slot = store.keys.takeSlot(visit);
  let head: Head = { ...requireHead(store.database), slot };
  const events = transaction.records.map(({ kind, payload }, index): JournalEvent => {
    const { epoch } = head;
    const place = { epoch, seq: head.seq + 1, id: makeId() };
    const refs = named[index] ?? [];
    const header = { ...place, slot, ...at, blobs: refs.length };
    const { link, text } = writeEvent(store, header, head.link, { kind, payload, blobs: refs });
    head = { epoch, seq: place.seq, slot, link };
    const written = { ...place, visit, kind, at, payload: decodeRecord(text).payload };
    return { ...written, chain: link.toString('hex'), ...(refs.length > 0 ? { blobs: refs } : {}) };
  });
  for (const blob of blobs) writeBlob(store, slot, blob);
  writeHead(store, head);
  writeMachines(store, transaction, slot);
  writeDeadlines(store, transaction, slot);
  for (const id of transaction.commandIds) {
    if (hasCommand(store, id)) throw new JournalError('duplicate-command', 'a command executed before');
    statement(store.database, 'INSERT INTO command (tag) VALUES (?)').run(store.keys.tagOf('command', id));
  }
  return events;
}

/** One event at the place its header says. Returns its link of the chain and the text that was sealed. */
export function writeEvent(
  { database, keys }: WritableStore,
  header: EventHeader,
  previous: Buffer,
  record: SealedRecord,
): { link: Buffer; text: Buffer } {
  if (record.kind === '') throw new JournalError('invalid', 'an event without a kind');
  if (!Number.isFinite(header.mono) || !Number.isFinite(header.wall)) {
    throw new JournalError('invalid', 'an event without a time');
  }
  const key = keys.keyOf(header.slot);
  if (key === null) throw new JournalError('keys', 'the key of the visit is gone');
  const text = encodeRecord(record);
  const about = headerBytes(header);
  const sealed = seal(key, about, text);
  const link = nextLink(keys.chainKey, previous, about, sealed);
  const { epoch, seq, id, slot, mono, wall, clockSure, blobs } = header;
  unique('duplicate-event', () =>
    statement(
      database,
      `INSERT INTO event (epoch, seq, id, slot, mono, wall, clock_sure, blobs, sealed, link)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    ).run(epoch, seq, id, slot, mono, wall, clockSure ? 1 : 0, blobs, sealed, link),
  );
  return { link, text };
}

/** A reader only moves forward; an older cursor is kept out, so a late save after a retry does no harm. */
export function writeReaderCursor({ database }: WritableStore, reader: string, cursor: Cursor): void {
  requireCursor(cursor);
  if (reader === '') throw new JournalError('invalid', 'a reader without a name');
  statement(
    database,
    `INSERT INTO reader (name, epoch, seq) VALUES (?, ?, ?)
     ON CONFLICT (name) DO UPDATE SET epoch = excluded.epoch, seq = excluded.seq
     WHERE (excluded.epoch, excluded.seq) > (reader.epoch, reader.seq)`,
  ).run(reader, cursor.epoch, cursor.seq);
}

function writeMachines(store: WritableStore, transaction: Transaction, slot: string): void {
  const { database, keys } = store;
  for (const machine of transaction.dropMachines) {
    statement(database, 'DELETE FROM machine WHERE tag = ?').run(keys.tagOf('machine', machine));
  }
  for (const snapshot of transaction.machines) {
    const { tag, sealed } = sealRow(store, 'machine', snapshot.machine, slot, snapshot);
    statement(
      database,
      `INSERT INTO machine (tag, slot, sealed) VALUES (?, ?, ?)
       ON CONFLICT (tag) DO UPDATE SET slot = excluded.slot, sealed = excluded.sealed`,
    ).run(tag, slot, sealed);
  }
}

function writeDeadlines(store: WritableStore, transaction: Transaction, slot: string): void {
  const { database, keys } = store;
  for (const name of transaction.clearDeadlines) {
    statement(database, 'DELETE FROM deadline WHERE tag = ?').run(keys.tagOf('deadline', name));
  }
  for (const deadline of transaction.setDeadlines) {
    if (!Number.isFinite(deadline.dueMono) || !Number.isFinite(deadline.dueWall)) {
      throw new JournalError('invalid', 'a deadline that is not a time');
    }
    const { tag, sealed } = sealRow(store, 'deadline', deadline.name, slot, deadline);
    statement(
      database,
      `INSERT INTO deadline (tag, slot, sealed) VALUES (?, ?, ?)
       ON CONFLICT (tag) DO UPDATE SET slot = excluded.slot, sealed = excluded.sealed`,
    ).run(tag, slot, sealed);
  }
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
