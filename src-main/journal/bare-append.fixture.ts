/** For the bench: one durable insert of the same payload, with nothing of the journal around it. */
import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import Sqlite from 'better-sqlite3';

export interface BareAppend {
  /** Returns after the flush. */
  append(payload: string): void;
  close(): void;
}

export function openBareAppend(file: string): BareAppend {
  mkdirSync(dirname(file), { recursive: true });
  const database = new Sqlite(file);
  database.pragma('journal_mode = WAL');
  database.pragma('synchronous = FULL');
  database.exec('CREATE TABLE event (seq INTEGER PRIMARY KEY, payload BLOB NOT NULL)');
  const insert = database.prepare('INSERT INTO event (payload) VALUES (?)');
  return {
    append: (payload) => void insert.run(Buffer.from(payload)),
    close: () => void database.close(),
  };
}
