/** For the bench: durable inserts with nothing of the journal around them. */
import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import Sqlite from 'better-sqlite3';

export interface BareAppend {
  /** Returns after the flush. */
  append(payload: string): void;
  /** One commit of what the journal keeps of a step: the event with its unique id, the state, a deadline, the head. */
  appendStep(id: string, payload: string, state: string, deadline: string): void;
  close(): void;
}

export function openBareAppend(file: string): BareAppend {
  mkdirSync(dirname(file), { recursive: true });
  const database = new Sqlite(file);
  database.pragma('journal_mode = WAL');
  database.pragma('synchronous = FULL');
  database.exec('CREATE TABLE event (seq INTEGER PRIMARY KEY, payload BLOB NOT NULL)');
  const insert = database.prepare('INSERT INTO event (payload) VALUES (?)');
  database.exec(`
    CREATE TABLE step (seq INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, visit TEXT NOT NULL, payload BLOB NOT NULL);
    CREATE INDEX step_by_visit ON step (visit);
    CREATE TABLE machine (name TEXT PRIMARY KEY, state BLOB NOT NULL) WITHOUT ROWID;
    CREATE TABLE deadline (name TEXT PRIMARY KEY, due BLOB NOT NULL) WITHOUT ROWID;
    CREATE TABLE head (one INTEGER PRIMARY KEY, seq INTEGER NOT NULL);
  `);
  const step = database.prepare("INSERT INTO step (id, visit, payload) VALUES (?, 'visit', ?)");
  const machine = database.prepare("INSERT OR REPLACE INTO machine VALUES ('oximetry', ?)");
  const due = database.prepare("INSERT OR REPLACE INTO deadline VALUES ('exam.measure', ?)");
  const head = database.prepare('INSERT OR REPLACE INTO head VALUES (1, ?)');
  const appendStep = database.transaction((id: string, payload: string, state: string, deadline: string) => {
    const { lastInsertRowid } = step.run(id, Buffer.from(payload));
    machine.run(Buffer.from(state));
    due.run(Buffer.from(deadline));
    head.run(lastInsertRowid);
  });
  return {
    appendStep: (id, payload, state, deadline) => void appendStep.immediate(id, payload, state, deadline),
    append: (payload) => void insert.run(Buffer.from(payload)),
    close: () => void database.close(),
  };
}
