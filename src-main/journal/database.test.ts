import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import Sqlite from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import { assertDurable, openReadable, openWritable } from './database.ts';
import { isJournalOpenError } from './errors.ts';
import { LATEST_VERSION } from './migrations/index.ts';
import { openJournal } from './open-journal.ts';
import { temporaryFile, temporaryFolder, transaction } from './test-support.ts';

async function refusal(file: string): Promise<string> {
  const error: unknown = await openJournal({ file }).then(
    () => null,
    (reason: unknown) => reason,
  );
  return isJournalOpenError(error) ? error.code : `not a JournalOpenError: ${String(error)}`;
}

describe('durability', () => {
  it('has WAL, FULL, foreign keys and secure delete, and the file is private', () => {
    const file = temporaryFile();
    const database = openWritable(file);
    const values = ['journal_mode', 'synchronous', 'foreign_keys', 'secure_delete'].map((name) =>
      database.pragma(name, { simple: true }),
    );
    expect(values).toEqual(['wal', 2, 1, 1]);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    database.close();
  });

  it('refuses to go on with anything less', () => {
    const file = temporaryFile();
    const database = openWritable(file);
    for (const [set, back] of [
      ['synchronous = NORMAL', 'synchronous = FULL'],
      ['secure_delete = FAST', 'secure_delete = ON'],
      ['foreign_keys = OFF', 'foreign_keys = ON'],
      ['journal_mode = DELETE', 'journal_mode = WAL'],
    ] as const) {
      database.pragma(set);
      expect(() => assertDurable(database, file)).toThrow(/not-durable/);
      database.pragma(back);
      assertDurable(database, file);
    }
    database.close();
  });

  it('refuses a database that cannot have a WAL', async () => {
    expect(await refusal(':memory:')).toBe('not-durable');
    rmSync(':memory:.lock', { force: true });
  });
});

describe('a file that is not our journal', () => {
  it('is refused with a code and left as it was', async () => {
    const folder = temporaryFolder();
    const text = join(folder, 'text');
    writeFileSync(text, 'visit;reading\n'.repeat(100));
    const short = join(folder, 'short');
    writeFileSync(short, 'SQLite format 3\0');
    const foreign = join(folder, 'foreign');
    const stranger = new Sqlite(foreign);
    stranger.exec('CREATE TABLE holiday (day TEXT)');
    stranger.close();
    const cases = [
      [text, 'not-a-database'],
      [short, 'not-a-database'],
      [foreign, 'foreign-database'],
    ] as const;
    for (const [file, code] of cases) {
      const before = readFileSync(file);
      expect(await refusal(file)).toBe(code);
      expect(readFileSync(file).equals(before)).toBe(true);
      expect(statSync(`${file}-wal`, { throwIfNoEntry: false })).toBeUndefined();
    }
    expect(await refusal(folder)).toBe('not-a-database');
  });

  it('is refused when a newer version wrote it, in the file or still in its log', async () => {
    const file = temporaryFile();
    const database = openWritable(file);
    database.pragma(`user_version = ${LATEST_VERSION + 1}`);
    expect(await refusal(file)).toBe('newer-version');
    database.close();
    const before = readFileSync(file);
    expect(await refusal(file)).toBe('newer-version');
    expect(readFileSync(file).equals(before)).toBe(true);
  });

  it('is refused when damaged', async () => {
    const file = temporaryFile();
    const journal = await openJournal({ file });
    await journal.commit(transaction({ records: [{ kind: 'x', payload: 'y'.repeat(20_000) }] }));
    await journal.close();
    const bytes = readFileSync(file);
    bytes.fill(0xa5, 4096);
    writeFileSync(file, bytes);
    expect(await refusal(file)).toBe('corrupt');
    expect(readFileSync(file).equals(bytes)).toBe(true);
  });
});

describe('a place that cannot be written', () => {
  const script = fileURLToPath(new URL('./open-once.fixture.ts', import.meta.url));
  // Root writes everywhere: the child becomes nobody first.
  const open = (file: string): string =>
    spawnSync(process.execPath, [script, file], { encoding: 'utf8', timeout: 10_000 }).stdout.trim();

  it('is refused as read-only, new file or old', () => {
    const folder = temporaryFolder();
    chmodSync(folder, 0o755);
    const closed = join(folder, 'closed');
    mkdirSync(closed);
    const old = join(closed, 'journal.db');
    openWritable(old).close();
    chmodSync(old, 0o666);
    chmodSync(closed, 0o555);
    expect(open(join(closed, 'new.db'))).toBe('read-only');
    expect(open(old)).toBe('read-only');
    chmodSync(closed, 0o777);
    expect(open(old)).toBe('opened');
    chmodSync(old, 0o444);
    expect(open(old)).toBe('read-only');
  });
});

describe('a reading handle', () => {
  it('is refused by SQLite itself when it tries to write', () => {
    const file = temporaryFile();
    const writer = openWritable(file);
    const reader = openReadable(file);
    expect(() => reader.prepare('DELETE FROM event').run()).toThrow(/readonly/);
    reader.close();
    writer.close();
  });

  it('needs a journal that is there', () => {
    expect(() => openReadable(temporaryFile())).toThrow(/cannot-open/);
  });
});
