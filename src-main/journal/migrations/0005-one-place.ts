import type { Migration } from './index.ts';

/**
 * As few pages a commit as can be: the event at the end of one table, head and state in one row of another. `place` is
 * the epoch and the number in one integer. Ids are made at random by the one writer, so that no index of them has to be
 * kept. A `run` begins where the events of another visit begin, and stands for an index by visit. `machine` and
 * `deadline` hold what another visit than that of the head left.
 */
export const onePlace: Migration = {
  version: 5,
  sql: `
    ALTER TABLE head ADD COLUMN state BLOB;

    CREATE TABLE event_at_place (
      place INTEGER PRIMARY KEY CHECK (place > 4294967296),
      epoch INTEGER NOT NULL GENERATED ALWAYS AS (place >> 32) VIRTUAL,
      seq INTEGER NOT NULL GENERATED ALWAYS AS (place & 4294967295) VIRTUAL,
      id TEXT NOT NULL,
      slot TEXT NOT NULL,
      mono REAL NOT NULL,
      wall REAL NOT NULL,
      clock_sure INTEGER NOT NULL CHECK (clock_sure IN (0, 1)),
      blobs INTEGER NOT NULL CHECK (blobs >= 0),
      sealed BLOB NOT NULL,
      link BLOB NOT NULL
    ) STRICT;
    INSERT INTO event_at_place (place, id, slot, mono, wall, clock_sure, blobs, sealed, link)
      SELECT (epoch << 32) | seq, id, slot, mono, wall, clock_sure, blobs, sealed, link
      FROM event ORDER BY epoch, seq;
    DROP TABLE event;
    ALTER TABLE event_at_place RENAME TO event;

    CREATE TABLE run (
      place INTEGER PRIMARY KEY,
      slot TEXT NOT NULL
    ) STRICT;
    CREATE INDEX run_by_slot ON run (slot);
    INSERT INTO run (place, slot)
      SELECT place, slot FROM (
        SELECT place, slot, lag(slot) OVER (ORDER BY place) AS before FROM event
      ) WHERE before IS NOT slot;
  `,
};
