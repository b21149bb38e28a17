import { mkdtempSync, openSync, rmSync, statSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { checkIntegrity, openJournal } from './index.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'integrity-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

it('a journal is sound beside its writer, who commits to WAL with FULL', async () => {
  const file = join(folder, 'journal.sqlite');
  const journal = await openJournal({ file });
  expect(await checkIntegrity(file, 10_000)).toEqual({ state: 'sound' });
  expect(await journal.settings()).toEqual({ journalMode: 'wal', synchronous: 2 });
  await journal.close();
});

it('finds pages that were overwritten', async () => {
  const file = join(folder, 'journal.sqlite');
  await (await openJournal({ file })).close();
  const fd = openSync(file, 'r+');
  // The first page tells whose file it is; all others are lost.
  const junk = Buffer.alloc(statSync(file).size - 4096, 0xa5);
  writeSync(fd, junk, 0, junk.length, 4096);
  expect(await checkIntegrity(file, 10_000)).toMatchObject({ state: 'damaged' });
});

it('says that it cannot look', async () => {
  expect(await checkIntegrity(join(folder, 'none.sqlite'), 10_000)).toMatchObject({ state: 'unreadable' });
});
