import { existsSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { openJournal } from './open-journal.ts';
import { temporaryFile } from './test-support.ts';

const MAPS = '/proc/self/maps';

it.skipIf(!existsSync(MAPS))(
  'the library stays loaded when the last journal of a process is closed',
  async () => {
    const journal = await openJournal({ file: temporaryFile(), openTimeoutMs: 60_000 });
    await journal.close();
    expect(readFileSync(MAPS, 'utf8')).toMatch(/better-sqlite3.*\.node/);
  },
);
