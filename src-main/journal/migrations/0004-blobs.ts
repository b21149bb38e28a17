import type { Migration } from './index.ts';

/**
 * Pictures and sounds of exams, in chunks sealed under the visit's key. `event.blobs` says how many an event names:
 * the chain covers it, so that none can be taken away unnoticed.
 */
export const blobs: Migration = {
  version: 4,
  sql: `
    ALTER TABLE event ADD COLUMN blobs INTEGER NOT NULL DEFAULT 0 CHECK (blobs >= 0);

    CREATE TABLE blob (
      id TEXT NOT NULL,
      chunk INTEGER NOT NULL CHECK (chunk >= 0),
      slot TEXT NOT NULL,
      sealed BLOB NOT NULL,
      UNIQUE (id, chunk)
    ) STRICT;
    CREATE INDEX blob_by_slot ON blob (slot);
  `,
};
