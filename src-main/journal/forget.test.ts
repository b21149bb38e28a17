import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { Journal } from './contract.ts';
import { FORGOTTEN } from './contract.ts';
import { isJournalError } from './errors.ts';
import { openJournalReader } from './journal-reader.ts';
import { openKeyring } from './keys/open-keyring.ts';
import { openJournal } from './open-journal.ts';
import { keyFolderOf } from './places.ts';
import { temporaryFile, transaction } from './test-support.ts';
import { verifyJournal } from './verify.ts';

const DAY_MS = 24 * 60 * 60_000;
const LONG_AGO = 1_800_000_000_000;
/** Keys are dated by the wall clock of the machine. */
const LATER = Math.max(Date.now(), LONG_AGO) + 400 * DAY_MS;
const forgetting = { retentionMs: 180 * DAY_MS, now: LATER, readers: [] };

async function journalWith(visits: readonly (string | null)[], file = temporaryFile()) {
  const journal = await openJournal({ file });
  onTestFinished(() => journal.close());
  for (const visit of visits) await commit(journal, visit);
  return { file, journal };
}

function commit(journal: Journal, visit: string | null, wall = LONG_AGO) {
  return journal.commit(
    transaction({
      visit,
      at: { mono: 1, wall, clockSure: true },
      records: [{ kind: 'said', payload: { by: visit } }],
      machines: [{ machine: 'visit', version: 1, state: { value: 'x', context: { visit } } }],
    }),
  );
}

const kindsOf = async (journal: Journal): Promise<string[]> =>
  (await journal.read({ epoch: 0, seq: 0 }, 99)).map(({ kind, visit }) => `${kind} ${visit}`);

const wrappedOf = (file: string): Map<string, string> => {
  const folder = keyFolderOf(file);
  const name = readdirSync(folder).find((one) => one.endsWith('.keys')) ?? '';
  const [, ...lines] = readFileSync(join(folder, name), 'utf8').trim().split('\n');
  return new Map(
    lines
      .map((line) => JSON.parse(line) as { slot: string; wrapped: string })
      .map((l) => [l.slot, l.wrapped]),
  );
};

const allBytes = (folder: string): Buffer =>
  Buffer.concat(
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => readFileSync(join(entry.parentPath, entry.name))),
  );

describe('forgetting', () => {
  it('leaves no key of the visit anywhere, the others readable and the chain whole', async () => {
    const { file, journal } = await journalWith(['a', 'b', 'a', null]);
    const backup = await journal.backup();
    const before = wrappedOf(file);
    const oldEpochKey = JSON.parse(readFileSync(join(keyFolderOf(file), 'epoch-1.json'), 'utf8'))
      .key as string;
    await commit(journal, 'b', LATER - DAY_MS);
    await commit(journal, null, LATER - DAY_MS);
    expect(await journal.forget(forgetting)).toEqual({
      forgotten: 1,
      waiting: 0,
      kept: 1,
      oldKeyDestroyed: true,
    });
    expect(await kindsOf(journal)).toEqual([
      `${FORGOTTEN} null`,
      'said b',
      `${FORGOTTEN} null`,
      'said null',
      'said b',
      'said null',
    ]);
    expect(await journal.read({ epoch: 0, seq: 0 }, 9, 'a')).toEqual([]);

    const after = wrappedOf(file);
    const bytes = allBytes(join(file, '..'));
    expect(before.size).toBe(4);
    expect(after.size).toBe(3);
    for (const wrapped of [...before.values(), oldEpochKey]) {
      expect(bytes.includes(wrapped)).toBe(false);
      expect(bytes.includes(Buffer.from(wrapped, 'base64'))).toBe(false);
    }
    expect(bytes.includes([...after.values()][0] ?? '')).toBe(true);

    const reader = openJournalReader(file);
    expect(verifyJournal(reader.store()).problems).toEqual([]);
    reader.close();
    const old = openJournalReader(backup.file, { keyFolder: keyFolderOf(file) });
    expect(old.read({ epoch: 0, seq: 0 }, 9).map(({ kind }) => kind)).toEqual([
      FORGOTTEN,
      'said',
      FORGOTTEN,
      'said',
    ]);
    old.close();
  });

  it('survives a restart, and goes on sealing and forgetting after it', async () => {
    const { file, journal } = await journalWith(['a', 'b', null]);
    await journal.forget(forgetting);
    await commit(journal, 'c');
    await journal.close();
    const { journal: again } = await journalWith(['c', null], file);
    expect(await kindsOf(again)).toEqual([
      `${FORGOTTEN} null`,
      `${FORGOTTEN} null`,
      'said null',
      'said c',
      'said c',
      'said null',
    ]);
    expect((await again.forget(forgetting)).forgotten).toBe(1);
    expect(readdirSync(keyFolderOf(file)).sort()).toEqual(['epoch-3.json', 'visits-3.keys']);
  });

  it('waits for every reader, known or only named, and for retention', async () => {
    const { journal } = await journalWith(['a', 'b', null]);
    const named = { ...forgetting, readers: ['record'] };
    expect(await journal.forget(named)).toMatchObject({ forgotten: 0, waiting: 2 });
    await journal.saveReaderCursor('record', { epoch: 1, seq: 1 });
    await journal.saveReaderCursor('archive', { epoch: 1, seq: 0 });
    expect(await journal.forget(named)).toMatchObject({ forgotten: 0, waiting: 2 });
    await journal.saveReaderCursor('archive', { epoch: 1, seq: 9 });
    expect(await journal.forget({ ...named, retentionMs: 1000 * DAY_MS })).toMatchObject({ kept: 2 });
    expect(await journal.forget(named)).toMatchObject({ forgotten: 1, waiting: 1 });
    await journal.saveReaderCursor('record', { epoch: 2, seq: 0 });
    expect(await journal.forget(named)).toMatchObject({ forgotten: 1, waiting: 0 });
  });

  it('never takes the visit whose state the cabinet would restart from', async () => {
    const { journal } = await journalWith(['a']);
    expect(await journal.forget(forgetting)).toMatchObject({ forgotten: 0, waiting: 1 });
    expect((await journal.restore()).visit).toBe('a');
    expect((await journal.restore()).machines).toHaveLength(1);
  });

  it('goes on with commits beside it', async () => {
    const { journal } = await journalWith(['a', 'b', null]);
    const [result, ...events] = await Promise.all([
      journal.forget(forgetting),
      ...Array.from({ length: 20 }, (_, n) => commit(journal, `new-${n}`, LATER)),
    ]);
    expect(result.forgotten).toBe(2);
    expect(events).toHaveLength(20);
    expect((await kindsOf(journal)).slice(3)).toEqual(Array.from({ length: 20 }, (_, n) => `said new-${n}`));
  });

  it('refuses a retention that is not a time', async () => {
    const { journal } = await journalWith(['a', null]);
    for (const retentionMs of [-1, Number.NaN]) {
      const error = await journal.forget({ ...forgetting, retentionMs }).catch((reason: unknown) => reason);
      expect(isJournalError(error) && error.code).toBe('invalid');
    }
    expect(await kindsOf(journal)).toEqual(['said a', 'said null']);
  });
});

describe('a forgetting that is cut', () => {
  /** The key folder before and after, as two copies. */
  async function beforeAndAfter() {
    const { file, journal } = await journalWith(['a', 'b', null]);
    const folder = keyFolderOf(file);
    cpSync(folder, `${file}.before`, { recursive: true });
    await commit(journal, 'b', LATER);
    await commit(journal, null, LATER);
    await journal.forget(forgetting);
    await journal.close();
    cpSync(folder, `${file}.after`, { recursive: true });
    const put = (...copies: readonly [from: string, name: string][]): void => {
      rmSync(folder, { recursive: true });
      mkdirSync(folder);
      for (const [from, name] of copies) cpSync(join(`${file}.${from}`, name), join(folder, name));
    };
    return { file, folder, put };
  }
  const visitsOf = async (folder: string): Promise<(string | null)[]> => {
    const keys = await openKeyring({ folder, tpm: null, mayCreate: false });
    return keys.visits().map(({ visit }) => visit);
  };

  it('before the new key file is in place has forgotten nothing, and the new epoch key is gone', async () => {
    const { folder, put } = await beforeAndAfter();
    put(['before', 'epoch-1.json'], ['before', 'visits-1.keys'], ['after', 'epoch-2.json']);
    expect(await visitsOf(folder)).toEqual(['a', 'b']);
    expect(readdirSync(folder).sort()).toEqual(['epoch-1.json', 'visits-1.keys']);
  });

  it('after it is finished at the next opening: nothing of the old keys is left', async () => {
    const { file, folder, put } = await beforeAndAfter();
    put(
      ['before', 'epoch-1.json'],
      ['before', 'visits-1.keys'],
      ['after', 'epoch-2.json'],
      ['after', 'visits-2.keys'],
    );
    const reader = openJournalReader(file);
    expect(reader.read({ epoch: 0, seq: 0 }, 9).map(({ visit }) => visit)).toEqual([
      null,
      'b',
      null,
      'b',
      null,
    ]);
    reader.close();
    expect(await visitsOf(folder)).toEqual(['b']);
    expect(readdirSync(folder).sort()).toEqual(['epoch-2.json', 'visits-2.keys']);
  });
});
