import { mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { Journal, JournalEvent } from './contract.ts';
import { isJournalError } from './errors.ts';
import { openJournalReader } from './journal-reader.ts';
import { LATEST_VERSION } from './migrations/index.ts';
import { openJournalInDegrees } from './open-in-degrees.ts';
import { openJournal } from './open-journal.ts';
import { keyFolderOf } from './places.ts';
import { temporaryFile, transaction } from './test-support.ts';
import { verifyJournal } from './verify.ts';

const START = { epoch: 0, seq: 0 };

const commit = async (journal: Journal, n: number, filler = ''): Promise<JournalEvent> => {
  const [event] = await journal.commit(
    transaction({
      visit: `visit-${n % 3}`,
      records: [{ kind: 'counted', payload: { n, filler } }],
      machines: [{ machine: 'visit', version: 1, state: { value: 'on', context: { n } } }],
      setDeadlines: [{ name: 'visit.idle', bootId: 'b', dueMono: n, dueWall: n }],
      commandIds: [`command-${n}`],
    }),
  );
  if (event === undefined) throw new Error('nothing was written');
  return event;
};

async function inDegrees(file: string): Promise<Journal> {
  const journal = await openJournalInDegrees({ file });
  onTestFinished(() => journal.close());
  return journal;
}

/** Events 1…10, a backup after the sixth, closed. */
async function leftBehind(filler = ''): Promise<{ file: string; ids: string[] }> {
  const file = temporaryFile();
  const journal = await openJournal({ file });
  const ids: string[] = [];
  for (let n = 1; n <= 10; n += 1) {
    ids.push((await commit(journal, n, filler)).id);
    if (n === 6) await journal.backup();
  }
  await journal.saveReaderCursor('record', { epoch: 1, seq: 8 });
  await journal.close();
  return { file, ids };
}

const numbersOf = async (journal: Journal): Promise<number[]> =>
  (await journal.read(START, 99)).map(({ payload }) => (payload as { n: number }).n);
const upTo = (n: number): number[] => Array.from({ length: n }, (_, index) => index + 1);

function verified(file: string): unknown {
  const reader = openJournalReader(file);
  try {
    return verifyJournal(reader.store()).problems;
  } finally {
    reader.close();
  }
}

describe('a journal that opens', () => {
  it('is durable and has nothing to tell', async () => {
    const journal = await inDegrees(temporaryFile());
    expect(journal.condition()).toEqual({
      durable: true,
      protection: 'file',
      trouble: null,
      mended: null,
    });
  });
});

describe('a damaged journal', () => {
  it('with a readable content loses nothing: backup, then the rest under a new epoch with the old ids', async () => {
    const { file, ids } = await leftBehind();
    // The content is whole; its head is not what its key says.
    const raw = new Sqlite(file);
    raw.exec('UPDATE head SET proof = zeroblob(32)');
    raw.close();
    const journal = await inDegrees(file);
    const { trouble, durable, mended } = journal.condition();
    expect({ trouble, durable }).toEqual({ trouble: 'corrupt', durable: true });
    expect(mended).toMatchObject({ salvaged: 4, lost: 0, stateKept: false });
    expect(mended?.backup).toMatch(/journal-000001-000000000006\.sqlite$/);
    const events = await journal.read(START, 99);
    expect(events.map(({ id }) => id)).toEqual(ids);
    expect(events.map(({ epoch, seq }) => `${epoch}:${seq}`)).toEqual([
      ...upTo(6).map((n) => `1:${n}`),
      ...upTo(4).map((n) => `2:${n}`),
    ]);
    // The reader had dealt with 1:8; from there it meets 7 to 10 again, two of which it knows by their ids.
    expect(await journal.read({ epoch: 1, seq: 8 }, 99)).toHaveLength(4);
    expect(verified(file)).toEqual([]);
    expect(readdirSync(join(file, '..'))).toContain(basename(mended?.quarantined ?? ''));
  });

  it('with broken pages goes on from the backup and says how many are lost', async () => {
    const { file, ids } = await leftBehind('z'.repeat(6000));
    const { size } = statSync(file);
    const bytes = readFileSync(file);
    // The head and the tables stay in the first pages; what was written last is overwritten.
    bytes.fill(0x5a, size - 3 * 8192);
    writeFileSync(file, bytes);
    const journal = await inDegrees(file);
    const { trouble, mended } = journal.condition();
    expect(trouble).toBe('corrupt');
    expect((mended?.salvaged ?? 0) + (mended?.lost ?? 0)).toBe(4);
    expect(mended?.lost).toBeGreaterThan(0);
    const kept = (await journal.read(START, 99)).map(({ id }) => id);
    expect(kept.slice(0, 6)).toEqual(ids.slice(0, 6));
    expect(kept.every((id) => ids.includes(id))).toBe(true);
    expect(readFileSync(mended?.quarantined ?? '').equals(bytes)).toBe(true);
    expect(verified(file)).toEqual([]);
    expect((await commit(journal, 11)).epoch).toBe(2);
  });

  it('that is no database any more goes on from the backup alone, the cabinet begins anew', async () => {
    const { file } = await leftBehind();
    writeFileSync(file, Buffer.alloc(50_000, 0x5a));
    const journal = await inDegrees(file);
    expect(journal.condition()).toMatchObject({
      durable: true,
      trouble: 'not-a-database',
      mended: { salvaged: 0, lost: null, stateKept: false },
    });
    expect(await numbersOf(journal)).toEqual(upTo(6));
    // The state of the backup is of another moment, perhaps of another patient.
    expect(await journal.restore()).toMatchObject({ epoch: 2, machines: [], deadlines: [] });
    expect(await journal.knowsCommand('command-6')).toBe(true);
    expect(await journal.head()).toEqual({ epoch: 2, seq: 0 });
  });

  it('without a backup begins anew with what can be read', async () => {
    const { file, ids } = await leftBehind();
    rmSync(`${file}.backups`, { recursive: true });
    const raw = new Sqlite(file);
    raw.exec('UPDATE head SET proof = zeroblob(32)');
    raw.close();
    const journal = await inDegrees(file);
    expect(journal.condition().mended).toMatchObject({ backup: null, salvaged: 10, lost: 0 });
    expect((await journal.read(START, 99)).map(({ id }) => id)).toEqual(ids);
    expect((await journal.head()).epoch).toBeGreaterThan(1);
    expect(verified(file)).toEqual([]);
  });

  it('takes the next older backup when the newest is bad too', async () => {
    const file = temporaryFile();
    const first = await openJournal({ file });
    for (let n = 1; n <= 4; n += 1) {
      await commit(first, n);
      if (n % 2 === 0) await first.backup();
    }
    await first.close();
    const backups = join(`${file}.backups`);
    writeFileSync(join(backups, 'journal-000001-000000000004.sqlite'), 'nothing');
    writeFileSync(file, Buffer.alloc(50_000, 0x5a));
    expect(await numbersOf(await inDegrees(file))).toEqual([1, 2]);
  });

  it('whose keys are gone is set aside, with what is left of the keys', async () => {
    const { file } = await leftBehind();
    const names = readdirSync(keyFolderOf(file)).filter((name) => name.endsWith('.keys'));
    for (const name of names) rmSync(join(keyFolderOf(file), name));
    const journal = await inDegrees(file);
    expect(journal.condition()).toMatchObject({
      durable: true,
      trouble: 'keys-lost',
      mended: { backup: null },
    });
    expect(await numbersOf(journal)).toEqual([]);
    expect((await commit(journal, 1)).epoch).toBe(2);
    const left = readdirSync(join(file, '..')).filter((name) => name.includes('.bad-'));
    expect(left.some((name) => name.includes('.keys.bad-'))).toBe(true);
    expect(left.length).toBeGreaterThanOrEqual(2);
  });
});

describe('a journal that is gone', () => {
  it('comes back from its backup', async () => {
    const { file } = await leftBehind();
    rmSync(file);
    const journal = await inDegrees(file);
    expect(journal.condition()).toMatchObject({
      durable: true,
      trouble: 'missing',
      mended: { quarantined: null, salvaged: 0, lost: null },
    });
    expect(await numbersOf(journal)).toEqual(upTo(6));
  });
});

describe('a journal that cannot be had at all', () => {
  it('goes on in memory, says so, and touches nothing', async () => {
    const { file } = await leftBehind();
    const raw = new Sqlite(file);
    raw.pragma('user_version = 999');
    raw.close();
    const before = readFileSync(file);
    const journal = await inDegrees(file);
    expect(journal.condition()).toEqual({
      durable: false,
      protection: 'memory',
      trouble: 'newer-version',
      mended: null,
    });
    const event = await commit(journal, 1);
    expect(event).toMatchObject({ epoch: 2, seq: 1 });
    expect(await numbersOf(journal)).toEqual([1]);
    expect((await journal.restore()).machines).toHaveLength(1);
    for (const refused of [journal.backup(), journal.forget({ retentionMs: 0, now: 1, readers: [] })]) {
      const error: unknown = await refused.catch((reason: unknown) => reason);
      expect(isJournalError(error) && error.code).toBe('not-durable');
    }
    await journal.close();
    expect(readFileSync(file).equals(before)).toBe(true);
    // Its epoch was used in memory and is not used again on the disk.
    const back = new Sqlite(file);
    back.pragma(`user_version = ${LATEST_VERSION}`);
    back.close();
    const again = await inDegrees(file);
    expect(await numbersOf(again)).toEqual(upTo(10));
    expect(await again.head()).toEqual({ epoch: 3, seq: 0 });
    expect(verified(file)).toEqual([]);
  });

  it('goes on in memory where a folder has its name, and leaves the folder', async () => {
    const file = temporaryFile();
    mkdirSync(join(file, 'something'), { recursive: true });
    const journal = await inDegrees(file);
    expect(journal.condition().durable).toBe(false);
    expect((await commit(journal, 1)).seq).toBe(1);
    expect(readdirSync(file)).toEqual(['something']);
  });

  it('while another process writes it: refused, since a second core would take its ports', async () => {
    const file = temporaryFile();
    const first = await openJournal({ file });
    onTestFinished(() => first.close());
    await commit(first, 1);
    await expect(inDegrees(file)).rejects.toMatchObject({ code: 'locked' });
    await commit(first, 2);
    expect(await numbersOf(first)).toEqual([1, 2]);
  });
});
