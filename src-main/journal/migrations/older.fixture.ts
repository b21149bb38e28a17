/** Journals as the software of older versions wrote them. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { APPLICATION_ID, type WritableDatabase } from '../database.ts';
import { keyFolderOf } from '../places.ts';
import { migrate } from './index.ts';

interface Kept {
  readonly rows: readonly string[];
  readonly keys: Readonly<Record<string, string>>;
}

const kept = (version: number): Kept =>
  JSON.parse(readFileSync(new URL(`./version-${version}.fixture.json`, import.meta.url), 'utf8')) as Kept;

/** Version 3: six events of two visits in turns. Version 4: of two visits and the cabinet, one with a picture. */
export function writeJournalOf(version: 3 | 4, file: string): void {
  const database = new Sqlite(file) as WritableDatabase;
  database.pragma(`application_id = ${APPLICATION_ID}`);
  migrate(database, version);
  for (const row of kept(version).rows) database.exec(row);
  database.close();
}

export function writeKeysOf(version: 3 | 4, file: string): void {
  mkdirSync(keyFolderOf(file));
  for (const [name, text] of Object.entries(kept(version).keys))
    writeFileSync(join(keyFolderOf(file), name), text);
}
