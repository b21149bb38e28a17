/** A database with its keys: what every reading and writing function takes. */
import type Sqlite from 'better-sqlite3';
import type { ReadableDatabase, WritableDatabase } from './database.ts';
import type { Keyring } from './keys/keyring.ts';

export interface ReadableStore {
  readonly database: ReadableDatabase;
  readonly keys: Keyring;
}

export interface WritableStore extends ReadableStore {
  readonly database: WritableDatabase;
}

const prepared = new WeakMap<object, Map<string, Sqlite.Statement<unknown[]>>>();

/** Compiled once a database. Not for statements that are iterated: one iteration at a time. */
export function statement(database: ReadableDatabase, sql: string): Sqlite.Statement<unknown[]> {
  let known = prepared.get(database);
  if (known === undefined) {
    known = new Map();
    prepared.set(database, known);
  }
  const before = known.get(sql);
  if (before !== undefined) return before;
  const fresh = database.prepare<unknown[]>(sql);
  known.set(sql, fresh);
  return fresh;
}
