/** What a damaged journal still gives. Each event is authenticated by the seal of its own place before it is taken. */
import Sqlite from 'better-sqlite3';
import { copyBlob } from './blob.ts';
import { type Head, headerBytes } from './chain.ts';
import type { Cursor } from './contract.ts';
import { BUSY_TIMEOUT_MS, type ReadableDatabase } from './database.ts';
import { headHolds, readHeadRow, requireHead, writeHeadRow } from './head.ts';
import type { Keyring } from './keys/keyring.ts';
import { versionOf } from './migrations/index.ts';
import { decodeRecord, recordText } from './payload.ts';
import { placeOf } from './place.ts';
import { readHeadState, readStates, writePresent } from './present.ts';
import type { Progress } from './progress.ts';
import { EVENT_COLUMNS, type EventRow, headerOf } from './read.ts';
import { beginRun, lastRunSlot } from './run.ts';
import { unseal } from './seal.ts';
import { type ReadableStore, statement, type WritableStore } from './store.ts';
import { writeEvent } from './write.ts';

export interface Salvage {
  readonly salvaged: number;
  /** Null: the bad file does not tell how many there were. */
  readonly lost: number | null;
  readonly blobsLost: number;
}

/** Where a patient waits for it: what is not read by then stays in the file that was set aside. */
const LIMIT_MS = 8000;
const TELL_EVERY = 100;

/** Null: SQLite cannot even open it. */
export function openBadFile(file: string, keys: Keyring): ReadableStore | null {
  try {
    const database = new Sqlite(file, { readonly: true, fileMustExist: true, timeout: BUSY_TIMEOUT_MS });
    database.prepare('SELECT count(*) FROM sqlite_schema').get();
    return { database: database as Sqlite.Database & ReadableDatabase, keys };
  } catch {
    return null;
  }
}

function attempt<T>(read: () => T): T | null {
  try {
    return read();
  } catch {
    return null;
  }
}

/** The bad file is read as it is, and may be of an older version. */
function eventsOfBad({ database }: ReadableStore): (place: Cursor) => EventRow | undefined {
  const version = attempt(() => versionOf(database as Sqlite.Database & ReadableDatabase));
  const columns = version === 3 ? EVENT_COLUMNS.replace('blobs', '0 AS blobs') : EVENT_COLUMNS;
  const placed = version === null || version >= 5;
  const sql = `SELECT ${columns} FROM event WHERE ${placed ? 'place = ?' : 'epoch = ? AND seq = ?'}`;
  return (place) => {
    const bound = placed ? [placeOf(place)] : [place.epoch, place.seq];
    return statement(database, sql).get(...bound) as EventRow | undefined;
  };
}

interface Range {
  readonly epoch: number;
  readonly from: number;
  readonly to: number;
}

/** Numbers that were given after `after`, epoch by epoch. */
function missingRanges(bad: ReadableStore, after: { epoch: number; seq: number }): Range[] | null {
  const head = attempt(() => readHeadRow(bad.database));
  if (head === null) return null;
  const ends = attempt(
    () =>
      statement(
        bad.database,
        'SELECT previous_epoch AS epoch, previous_seq AS seq FROM epoch WHERE previous_epoch > 0',
      ).all() as { epoch: number; seq: number }[],
  );
  const all = [...(ends ?? []), { epoch: head.epoch, seq: head.seq }];
  return all
    .filter(({ epoch, seq }) => epoch > after.epoch || (epoch === after.epoch && seq > after.seq))
    .sort((a, b) => a.epoch - b.epoch)
    .map(({ epoch, seq }) => ({ epoch, from: epoch === after.epoch ? after.seq + 1 : 1, to: seq }));
}

export interface SalvageOptions {
  /** Told where a person at a terminal waits for it: nothing is left behind for want of time then. */
  readonly progress?: Progress | undefined;
}

/**
 * Writes after the head of `store` what `bad` has beyond the restored backup. The caller has the transaction open and
 * `store` has just begun its epoch.
 */
export function salvageEvents(
  bad: ReadableStore,
  store: WritableStore,
  { progress }: SalvageOptions = {},
): Salvage {
  const { database, keys } = store;
  const began = statement(
    database,
    'SELECT previous_epoch AS epoch, previous_seq AS seq FROM epoch WHERE epoch = ?',
  );
  let head: Head = requireHead(database);
  const ranges = missingRanges(bad, began.get(head.epoch) as { epoch: number; seq: number });
  const total = (ranges ?? []).reduce((sum, { from, to }) => sum + Math.max(0, to - from + 1), 0);
  const until = progress === undefined ? performance.now() + LIMIT_MS : Number.POSITIVE_INFINITY;
  let looked = 0;
  let salvaged = 0;
  let lost = 0;
  let blobsLost = 0;
  const rowAt = eventsOfBad(bad);
  const taken = new Set<string>();
  let run = lastRunSlot(database);

  for (const { epoch, from, to } of ranges ?? []) {
    for (let seq = from; seq <= to; seq += 1) {
      if (performance.now() > until) {
        lost += to - seq + 1;
        break;
      }
      looked += 1;
      if (looked % TELL_EVERY === 0 || looked === total) progress?.(looked, total, 'events');
      const row = attempt(() => rowAt({ epoch, seq }));
      const key = row == null ? null : keys.keyOf(row.slot);
      if (row != null && key === null) continue; // forgotten, not lost
      const text = row == null || key === null ? null : unseal(key, headerBytes(headerOf(row)), row.sealed);
      if (row == null || text === null) {
        lost += 1;
        continue;
      }
      // Ids are unique; a copy was slipped in.
      if (taken.has(row.id)) continue;
      taken.add(row.id);
      const record = decodeRecord(text);
      const place = { ...headerOf(row), epoch: head.epoch, seq: head.seq + 1 };
      const link = writeEvent(store, place, head.link, recordText(record), record.blobs);
      if (run !== row.slot) beginRun(store, place, row.slot);
      run = row.slot;
      for (const ref of record.blobs) if (attempt(() => copyBlob(bad, store, ref)) !== true) blobsLost += 1;
      head = { epoch: place.epoch, seq: place.seq, slot: row.slot, link };
      salvaged += 1;
    }
  }
  writeHeadRow(store, head, null);
  return { salvaged, lost: ranges === null ? null : lost, blobsLost };
}

/** State, commands and readers of the last transaction, if all of it can be read and is authentic. */
export function salvageState(bad: ReadableStore, store: WritableStore): boolean {
  const whole = attempt(() => {
    if (!headHolds(bad)) return false;
    readStates(bad);
    return true;
  });
  if (whole !== true) return false;
  const copy = (table: string, columns: string, onConflict: string): void => {
    const marks = columns.replaceAll(/\w+/g, '?');
    const rows = statement(bad.database, `SELECT ${columns} FROM ${table}`).raw().all() as unknown[][];
    const insert = statement(
      store.database,
      `INSERT INTO ${table} (${columns}) VALUES (${marks}) ON CONFLICT ${onConflict}`,
    );
    for (const row of rows) insert.run(...row);
  };
  const replace = '(tag) DO UPDATE SET slot = excluded.slot, sealed = excluded.sealed';
  copy('machine', 'tag, slot, sealed', replace);
  copy('deadline', 'tag, slot, sealed', replace);
  copy('command', 'tag', '(tag) DO NOTHING');
  copy(
    'reader',
    'name, epoch, seq',
    `(name) DO UPDATE SET epoch = excluded.epoch, seq = excluded.seq
     WHERE (excluded.epoch, excluded.seq) > (reader.epoch, reader.seq)`,
  );
  const { head, state } = readHeadState(bad);
  writePresent(store, { head: { ...requireHead(store.database), slot: head.slot }, state });
  return true;
}
