import type { Migration } from './index.ts';

/** What is needed to go on after a crash, and the marks of commands and readers. */
export const state: Migration = {
  version: 2,
  sql: `
    CREATE TABLE machine (
      machine TEXT PRIMARY KEY,
      version INTEGER NOT NULL,
      state BLOB NOT NULL
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE deadline (
      name TEXT PRIMARY KEY,
      boot_id TEXT NOT NULL,
      due_mono REAL NOT NULL,
      due_wall REAL NOT NULL
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE command (
      id TEXT PRIMARY KEY
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE reader (
      name TEXT PRIMARY KEY,
      epoch INTEGER NOT NULL CHECK (epoch >= 0),
      seq INTEGER NOT NULL CHECK (seq >= 0)
    ) STRICT, WITHOUT ROWID;
  `,
};
