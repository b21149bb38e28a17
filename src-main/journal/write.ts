/** The only statements that change what the journal holds. The caller has the transaction open. */
import { randomUUID } from 'node:crypto';
import { blobsOfTexts, describeBlob, requireSizes, writeBlob } from './blob.ts';
import { type EventHeader, headerBytes, nextLink } from './chain.ts';
import type { BlobRef, Cursor } from './contract.ts';
import type { Decoded, Written } from './encoded.ts';
import { JournalError } from './errors.ts';
import { encodeRecord } from './payload.ts';
import { placeOf } from './place.ts';
import { leaveTo, type Present, type State, without } from './present.ts';
import { hasCommand, requireCursor } from './read.ts';
import { beginRun } from './run.ts';
import { seal } from './seal.ts';
import { statement, type WritableStore } from './store.ts';

/**
 * Writes events, blobs and commands of `transaction`. The caller writes the head and the state it returns before it
 * commits: once for as many transactions as share the commit.
 */
export function writeTransaction(
  store: WritableStore,
  present: Present,
  transaction: Decoded,
): { present: Present; written: Written[] } {
  const { visit, at, blobs, records } = transaction;
  requireSizes(blobs);
  const named = blobsOfTexts(records, blobs.map(describeBlob));
  const slot = store.keys.takeSlot(visit);
  let next = moveOn(store, present, transaction, slot);
  const written = records.map((text, index): Written => {
    const { head } = next;
    const place = { epoch: head.epoch, seq: head.seq + 1, id: `urn:uuid:${randomUUID()}` };
    const refs = named[index] ?? [];
    const header = { ...place, slot, ...at, blobs: refs.length };
    const link = writeEvent(store, header, head.link, text, refs);
    if (next.run !== slot) beginRun(store, place, slot);
    next = { ...next, head: { ...head, seq: place.seq, link }, run: slot };
    return { ...place, chain: link.toString('hex'), ...(refs.length > 0 ? { blobs: refs } : {}) };
  });
  for (const blob of blobs) writeBlob(store, slot, blob);
  for (const id of transaction.commandIds) {
    if (hasCommand(store, id)) throw new JournalError('duplicate-command', 'a command executed before');
    statement(store.database, 'INSERT INTO command (tag) VALUES (?)').run(store.keys.tagOf('command', id));
  }
  return { present: next, written };
}

function moveOn(store: WritableStore, present: Present, transaction: Decoded, slot: string): Present {
  const { machines, deadlines, dropMachines, clearDeadlines } = transaction;
  let next = without(store, present, 'machine', [...dropMachines, ...machines.keys()]);
  next = without(store, next, 'deadline', [...clearDeadlines, ...deadlines.keys()]);
  next = leaveTo(store, next, slot);
  const state: State = {
    machine: new Map([...next.state.machine, ...machines]),
    deadline: new Map([...next.state.deadline, ...deadlines]),
  };
  return { ...next, state };
}

/** One event at the place its header says; `text` of `recordText`. Returns its link of the chain. */
export function writeEvent(
  { database, keys }: WritableStore,
  header: EventHeader,
  previous: Buffer,
  text: string,
  refs: readonly BlobRef[],
): Buffer {
  const key = keys.keyOf(header.slot);
  if (key === null) throw new JournalError('keys', 'the key of the visit is gone');
  const about = headerBytes(header);
  const sealed = seal(key, about, encodeRecord(text, refs));
  const link = nextLink(keys.chainKey, previous, about, sealed);
  const { id, slot, mono, wall, clockSure, blobs } = header;
  statement(
    database,
    `INSERT INTO event (place, id, slot, mono, wall, clock_sure, blobs, sealed, link)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  ).run(placeOf(header), id, slot, mono, wall, clockSure ? 1 : 0, blobs, sealed, link);
  return link;
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
