import Sqlite from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import { APPLICATION_ID, openWritable, type WritableDatabase } from '../database.ts';
import { readEvents, readHead, readRestored } from '../read.ts';
import { temporaryFile, transaction } from '../test-support.ts';
import { writeTransaction } from '../write.ts';
import { events } from './0001-events.ts';
import { state } from './0002-state.ts';
import { LATEST_VERSION, MIGRATIONS, migrate, versionOf } from './index.ts';

const schemaOf = (database: WritableDatabase): unknown[] =>
  database.prepare('SELECT type, name, sql FROM sqlite_schema ORDER BY name').all();
const tables = (database: WritableDatabase): unknown[] =>
  database.prepare(`SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name`).pluck().all();

function atVersion(version: number): { file: string; database: WritableDatabase } {
  const file = temporaryFile();
  const database = new Sqlite(file) as WritableDatabase;
  database.pragma(`application_id = ${APPLICATION_ID}`);
  migrate(database, version);
  return { file, database };
}

describe('migrations', () => {
  it('are numbered 1, 2, 3… in order', () => {
    expect(MIGRATIONS.map(({ version }) => version)).toEqual(MIGRATIONS.map((_, index) => index + 1));
    expect(MIGRATIONS).toEqual([events, state]);
  });

  it('0001 makes the events and the head', () => {
    const { database } = atVersion(1);
    expect(tables(database)).toEqual(['event', 'meta']);
    expect(readHead(database)).toEqual({ epoch: 1, seq: 0 });
    database.close();
  });

  it('0002 adds the state beside them', () => {
    const { database } = atVersion(2);
    expect(tables(database)).toEqual(['command', 'deadline', 'event', 'machine', 'meta', 'reader']);
    database.close();
  });

  it.each(MIGRATIONS.map(({ version }) => version - 1))(
    'bring version %i to the latest, same as new',
    (from) => {
      const { file, database } = atVersion(from);
      expect(versionOf(database)).toBe(from);
      if (from >= 1) {
        database
          .prepare(`INSERT INTO event VALUES (1, 1, 'urn:uuid:a', 'v', 'old', 1.5, 2, 0, ?)`)
          .run(Buffer.from('{"kept":true}'));
        database.exec(`UPDATE meta SET value = 1 WHERE key = 'seq'`);
      }
      database.close();
      const migrated = openWritable(file);
      const fresh = openWritable(temporaryFile());
      expect(versionOf(migrated)).toBe(LATEST_VERSION);
      expect(schemaOf(migrated)).toEqual(schemaOf(fresh));
      if (from >= 1) {
        expect(readEvents(migrated, { epoch: 0, seq: 0 }, 9)).toMatchObject([
          { id: 'urn:uuid:a', payload: { kept: true } },
        ]);
      }
      const [next] = writeTransaction(migrated, transaction({ records: [{ kind: 'new', payload: null }] }));
      expect(next?.seq).toBe(from >= 1 ? 2 : 1);
      expect(readRestored(migrated).machines).toEqual([]);
      migrated.close();
      fresh.close();
    },
  );

  it('leave nothing of one that fails half-way', () => {
    const { database } = atVersion(1);
    database.exec('CREATE TABLE reader (name TEXT)');
    expect(() => migrate(database)).toThrow(/already exists/);
    expect(versionOf(database)).toBe(1);
    expect(tables(database)).toEqual(['event', 'meta', 'reader']);
    database.close();
  });
});
