import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { createCheckpointer, truncateWal, walPages } from './checkpoint.ts';
import { BUSY_TIMEOUT_MS, openInMemory, openReadable } from './database.ts';
import { readEvents } from './read.ts';
import { temporaryFile, temporaryStore, writeAll } from './test-support.ts';

const big = { kind: 'x', payload: 'MARK'.repeat(5000) };

/** Nothing of what was written is in the log; the room it keeps are zeros. */
const isEmpty = (file: string): boolean => readFileSync(`${file}-wal`).every((byte) => byte === 0);

it('keeps the log short while commits go on', async () => {
  const file = temporaryFile();
  const store = await temporaryStore(file);
  const { database } = store;
  const checkpointer = createCheckpointer(database, { file, passiveAfterPages: 20, idleMs: 60_000 });
  let longest = 0;
  for (let n = 0; n < 40; n += 1) {
    database.transaction(() => writeAll(store, { records: [big] }))();
    longest = Math.max(longest, walPages(database, file));
    checkpointer.committed();
  }
  expect(longest).toBeGreaterThan(0);
  expect(longest).toBeLessThan(60);
  checkpointer.stop();
});

it('leaves no log behind when idle, so that deleted content does not linger', async () => {
  const file = temporaryFile();
  const store = await temporaryStore(file);
  const { database } = store;
  const checkpointer = createCheckpointer(database, { file, idleMs: 20 });
  writeAll(store, { records: [big] });
  checkpointer.committed();
  await expect.poll(() => isEmpty(file), { timeout: 8000 }).toBe(true);
  database.exec('DELETE FROM event');
  expect(isEmpty(file)).toBe(false);
  checkpointer.committed();
  await expect.poll(() => isEmpty(file), { timeout: 8000 }).toBe(true);
  expect(readFileSync(file).includes('MARKMARK')).toBe(false);
  checkpointer.stop();
});

it('waits for a reader that holds the log, and does not make the commits wait', async () => {
  const file = temporaryFile();
  const store = await temporaryStore(file);
  const { database } = store;
  const reader = openReadable(file);
  writeAll(store, { records: [big] });
  const held = reader.prepare('SELECT seq FROM event').iterate();
  held.next();
  const before = performance.now();
  writeAll(store, { records: [big] });
  expect(truncateWal(database)).toBe(false);
  expect(performance.now() - before).toBeLessThan(BUSY_TIMEOUT_MS);
  held.return?.();
  expect(truncateWal(database)).toBe(true);
  expect(walPages(database, file)).toBe(0);
  reader.close();
});

it('a disk that fails at a checkpoint stops nobody: the log stays and goes back when the disk can again', async () => {
  const file = temporaryFile();
  const store = await temporaryStore(file);
  const { database } = store;
  writeAll(store, { records: [big] });
  let fails = true;
  const pragma = (text: string, options?: { simple?: boolean }): unknown => {
    if (fails && text.startsWith('wal_checkpoint'))
      throw Object.assign(new Error('disk I/O error'), { code: 'SQLITE_IOERR_WRITE' });
    return database.pragma(text, options);
  };
  const failing = Object.create(database, { pragma: { value: pragma } }) as typeof database;
  const checkpointer = createCheckpointer(failing, { file, passiveAfterPages: 1, idleMs: 60_000 });
  checkpointer.committed();
  expect(isEmpty(file)).toBe(false);
  fails = false;
  writeAll(store, { records: [big] });
  checkpointer.committed();
  expect(isEmpty(file)).toBe(true);
  fails = true;
  expect(() => checkpointer.stop()).not.toThrow();
});

it('usual commits never make the log grow: it has its room from the start, and begins again in it', async () => {
  const file = temporaryFile();
  const store = await temporaryStore(file);
  const { database } = store;
  const checkpointer = createCheckpointer(database, { file, idleMs: 60_000 });
  const room = statSync(`${file}-wal`).size;
  expect(isEmpty(file)).toBe(true);
  for (let n = 0; n < 120; n += 1) {
    database.transaction(() => writeAll(store, { records: [{ kind: 'x', payload: n }] }))();
    checkpointer.committed();
  }
  expect(statSync(`${file}-wal`).size).toBe(room);
  expect(readEvents(store, { epoch: 0, seq: 0 }, 999)).toHaveLength(120);
  checkpointer.stop();
});

it('a journal in memory leaves the log alone that lies under its name', () => {
  const file = temporaryFile();
  writeFileSync(`${file}-wal`, '');
  const database = openInMemory();
  const checkpointer = createCheckpointer(database, { file, idleMs: 60_000 });
  checkpointer.committed();
  checkpointer.stop();
  expect(statSync(`${file}-wal`).size).toBe(0);
  expect(existsSync(file)).toBe(false);
  database.close();
});
