import type { Migration } from './index.ts';

/** `meta` holds the head (epoch, seq), so that purging old events never reuses a number. */
export const events: Migration = {
  version: 1,
  sql: `
    CREATE TABLE meta (
      key TEXT PRIMARY KEY,
      value ANY
    ) STRICT, WITHOUT ROWID;
    INSERT INTO meta (key, value) VALUES ('epoch', 1), ('seq', 0), ('visit', NULL);

    CREATE TABLE event (
      epoch INTEGER NOT NULL CHECK (epoch >= 1),
      seq INTEGER NOT NULL CHECK (seq >= 1),
      id TEXT NOT NULL UNIQUE,
      visit TEXT,
      kind TEXT NOT NULL CHECK (kind <> ''),
      mono REAL NOT NULL,
      wall REAL NOT NULL,
      clock_sure INTEGER NOT NULL CHECK (clock_sure IN (0, 1)),
      payload BLOB NOT NULL,
      PRIMARY KEY (epoch, seq)
    ) STRICT;
    CREATE INDEX event_by_visit ON event (visit, epoch, seq);
  `,
};
