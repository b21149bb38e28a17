import type { Migration } from './index.ts';

/**
 * Readable: places, times, lengths, identifiers made at random, and pseudonyms (`slot`) of visits. Everything else is
 * sealed or a keyed tag of 16 bytes. `head` is one row, so that purging old events never reuses a number.
 */
export const sealed: Migration = {
  version: 3,
  sql: `
    CREATE TABLE head (
      one INTEGER PRIMARY KEY CHECK (one = 1),
      epoch INTEGER NOT NULL CHECK (epoch >= 1),
      seq INTEGER NOT NULL CHECK (seq >= 0),
      slot TEXT NOT NULL,
      link BLOB NOT NULL,
      proof BLOB NOT NULL
    ) STRICT;

    CREATE TABLE epoch (
      epoch INTEGER PRIMARY KEY,
      wall REAL NOT NULL,
      reason TEXT NOT NULL,
      previous_epoch INTEGER NOT NULL,
      previous_seq INTEGER NOT NULL,
      previous_link BLOB NOT NULL,
      link BLOB NOT NULL
    ) STRICT;

    CREATE TABLE event (
      epoch INTEGER NOT NULL CHECK (epoch >= 1),
      seq INTEGER NOT NULL CHECK (seq >= 1),
      id TEXT NOT NULL UNIQUE,
      slot TEXT NOT NULL,
      mono REAL NOT NULL,
      wall REAL NOT NULL,
      clock_sure INTEGER NOT NULL CHECK (clock_sure IN (0, 1)),
      sealed BLOB NOT NULL,
      link BLOB NOT NULL,
      PRIMARY KEY (epoch, seq)
    ) STRICT;
    CREATE INDEX event_by_slot ON event (slot, epoch, seq);

    CREATE TABLE machine (
      tag BLOB PRIMARY KEY,
      slot TEXT NOT NULL,
      sealed BLOB NOT NULL
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE deadline (
      tag BLOB PRIMARY KEY,
      slot TEXT NOT NULL,
      sealed BLOB NOT NULL
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE command (
      tag BLOB PRIMARY KEY
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE reader (
      name TEXT PRIMARY KEY,
      epoch INTEGER NOT NULL CHECK (epoch >= 0),
      seq INTEGER NOT NULL CHECK (seq >= 0)
    ) STRICT, WITHOUT ROWID;
  `,
};
