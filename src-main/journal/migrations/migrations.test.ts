import Sqlite from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import { APPLICATION_ID, openWritable, type WritableDatabase } from '../database.ts';
import { readEvents, readHead, readRestored } from '../read.ts';
import { temporaryFile, temporaryStore, writeAll } from '../test-support.ts';
import { sealed } from './0003-sealed.ts';
import { blobs } from './0004-blobs.ts';
import { onePlace } from './0005-one-place.ts';
import { LATEST_VERSION, MIGRATIONS, migrate, OLDEST_VERSION, versionOf } from './index.ts';

const schemaOf = (database: WritableDatabase): unknown[] =>
  database.prepare('SELECT type, name, sql FROM sqlite_schema ORDER BY name').all();
const tables = (database: WritableDatabase): unknown[] =>
  database.prepare(`SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name`).pluck().all();

function empty(): { file: string; database: WritableDatabase } {
  const file = temporaryFile();
  const database = new Sqlite(file) as WritableDatabase;
  database.pragma(`application_id = ${APPLICATION_ID}`);
  return { file, database };
}

describe('migrations', () => {
  it('are numbered in order, without a gap', () => {
    expect(MIGRATIONS).toEqual([sealed, blobs, onePlace]);
    expect(MIGRATIONS.map(({ version }) => version)).toEqual(
      MIGRATIONS.map((_, index) => OLDEST_VERSION + index),
    );
    expect(LATEST_VERSION).toBe(MIGRATIONS.at(-1)?.version);
  });

  it('0003 makes the sealed journal', () => {
    const { database } = empty();
    migrate(database, 3);
    expect(tables(database)).toEqual(['command', 'deadline', 'epoch', 'event', 'head', 'machine', 'reader']);
    database.close();
  });

  it('0004 adds the blobs', () => {
    const { database } = empty();
    migrate(database, 4);
    expect(tables(database)).toContain('blob');
    database.close();
  });

  it('bring an empty file to the latest, same as new', async () => {
    const { file, database } = empty();
    database.close();
    const store = await temporaryStore(file);
    const fresh = openWritable(temporaryFile());
    expect(versionOf(store.database)).toBe(LATEST_VERSION);
    expect(schemaOf(store.database)).toEqual(schemaOf(fresh));
    fresh.close();
    expect(readHead(store.database)).toEqual({ epoch: 1, seq: 0 });
    const [next] = writeAll(store, { records: [{ kind: 'new', payload: 1 }] });
    expect(next?.seq).toBe(1);
    expect(readEvents(store, { epoch: 0, seq: 0 }, 9)).toMatchObject([{ kind: 'new', payload: 1 }]);
    expect(readRestored(store).machines).toEqual([]);
  });

  it.each([1, 2])(
    'do not begin at the unsealed version %i: the file is refused and left alone',
    (version) => {
      const { file, database } = empty();
      database.exec(`CREATE TABLE event (payload BLOB); INSERT INTO event VALUES ('{"name":"x"}')`);
      database.pragma(`user_version = ${version}`);
      database.close();
      expect(() => openWritable(file)).toThrow(/older-version.*not sealed/);
      const after = new Sqlite(file) as WritableDatabase;
      expect(versionOf(after)).toBe(version);
      expect(after.prepare('SELECT count(*) FROM event').pluck().get()).toBe(1);
      after.close();
    },
  );

  it('leave nothing of one that fails half-way', () => {
    const { database } = empty();
    database.exec('CREATE TABLE reader (name TEXT)');
    expect(() => migrate(database)).toThrow(/already exists/);
    expect(versionOf(database)).toBe(0);
    expect(tables(database)).toEqual(['reader']);
    database.close();
  });
});
