import { describe, expect, it, onTestFinished } from 'vitest';
import type { Journal } from './contract.ts';
import { isJournalError } from './errors.ts';
import { openJournalReader } from './journal-reader.ts';
import { openJournal } from './open-journal.ts';
import { temporaryFile, transaction, VISIT } from './test-support.ts';

async function open(file = temporaryFile()): Promise<Journal> {
  const journal = await openJournal({ file });
  onTestFinished(() => journal.close());
  return journal;
}
const record = (n: number) => ({ kind: 'test.counted', payload: { n } });
const START = { epoch: 1, seq: 0 };

async function codeOf(promise: Promise<unknown>): Promise<string> {
  const error: unknown = await promise.then(
    () => null,
    (reason: unknown) => reason,
  );
  return isJournalError(error) ? error.code : `not a JournalError: ${String(error)}`;
}

describe('a journal', () => {
  it('begins empty', async () => {
    const journal = await open();
    expect(await journal.restore()).toEqual({ epoch: 1, machines: [], deadlines: [], visit: null });
    expect(await journal.head()).toEqual(START);
    expect(await journal.read(START, 10)).toEqual([]);
  });

  it('gives back events as written, numbered without a gap, with an identifier of their own', async () => {
    const journal = await open();
    const payload = { spo2: 97, note: 'é€😀', nested: [{ empty: null }] };
    const written = await journal.commit(
      transaction({ records: [{ kind: 'reading.accepted', payload }, record(2)] }),
    );
    expect(written.map(({ epoch, seq }) => [epoch, seq])).toEqual([
      [1, 1],
      [1, 2],
    ]);
    expect(written[0]).toMatchObject({ visit: VISIT, kind: 'reading.accepted', payload, at: { mono: 12.5 } });
    expect(new Set(written.map(({ id }) => id)).size).toBe(2);
    for (const { id } of written) expect(id).toMatch(/^urn:uuid:[0-9a-f-]{36}$/);
    expect(await journal.read(START, 10)).toEqual(written);
  });

  it('reads from a cursor, with a limit, of one visit', async () => {
    const journal = await open();
    const other = '00000000-0000-4000-8000-000000000001';
    for (let n = 1; n <= 6; n += 1) {
      await journal.commit(transaction({ visit: n % 2 === 0 ? other : VISIT, records: [record(n)] }));
    }
    const seqs = async (...args: Parameters<Journal['read']>): Promise<number[]> =>
      (await journal.read(...args)).map(({ seq }) => seq);
    expect(await seqs(START, 2)).toEqual([1, 2]);
    expect(await seqs({ epoch: 1, seq: 2 }, 2)).toEqual([3, 4]);
    expect(await seqs({ epoch: 0, seq: 99 }, 1)).toEqual([1]);
    expect(await seqs({ epoch: 2, seq: 0 }, 9)).toEqual([]);
    expect(await seqs(START, 9, other)).toEqual([2, 4, 6]);
    expect(await seqs({ epoch: 1, seq: 2 }, 1, other)).toEqual([4]);
    expect(await codeOf(journal.read({ epoch: 1, seq: -1 }, 1))).toBe('invalid');
    expect(await codeOf(journal.read(START, 0))).toBe('invalid');
  });

  it('restores machines, deadlines and visit where the last commit left them', async () => {
    const file = temporaryFile();
    const first = await openJournal({ file });
    const visit = { machine: 'visit', version: 1, state: { value: 'waiting', context: { n: 1 } } } as const;
    const exam = {
      machine: 'oximetry',
      version: 3,
      state: { value: { measure: 'x' }, context: {} },
    } as const;
    const idle = { name: 'visit.idle', bootId: 'b', dueMono: 1000.5, dueWall: 2000 };
    await first.commit(
      transaction({ machines: [visit, exam], setDeadlines: [idle, { ...idle, name: 'exam.step' }] }),
    );
    const next = { ...visit, version: 2, state: { value: 'inCall', context: null } };
    await first.commit(
      transaction({
        machines: [next],
        dropMachines: ['oximetry'],
        setDeadlines: [{ ...idle, dueMono: 5 }],
        clearDeadlines: ['exam.step'],
      }),
    );
    await first.close();
    const again = await open(file);
    expect(await again.restore()).toEqual({
      epoch: 1,
      machines: [next],
      deadlines: [{ ...idle, dueMono: 5 }],
      visit: VISIT,
    });
    await again.commit(transaction({ visit: null }));
    expect((await again.restore()).visit).toBeNull();
  });

  it('keeps the cursor of each reader, forward only', async () => {
    const journal = await open();
    expect(await journal.readerCursor('doctor')).toBeNull();
    await journal.saveReaderCursor('doctor', { epoch: 1, seq: 7 });
    await journal.saveReaderCursor('doctor', { epoch: 1, seq: 3 });
    await journal.saveReaderCursor('record', { epoch: 1, seq: 1 });
    expect(await journal.readerCursor('doctor')).toEqual({ epoch: 1, seq: 7 });
    await journal.saveReaderCursor('doctor', { epoch: 2, seq: 0 });
    expect(await journal.readerCursor('doctor')).toEqual({ epoch: 2, seq: 0 });
    expect(await codeOf(journal.saveReaderCursor('', START))).toBe('invalid');
  });
});

describe('a transaction that fails', () => {
  it('writes nothing when a command was executed before', async () => {
    const journal = await open();
    const idle = { name: 'visit.idle', bootId: 'b', dueMono: 1, dueWall: 2 };
    await journal.commit(transaction({ records: [record(1)], commandIds: ['c1'], setDeadlines: [idle] }));
    const before = await journal.restore();
    const again = transaction({
      records: [record(2), record(3)],
      machines: [{ machine: 'visit', version: 9, state: { value: 'x', context: {} } }],
      clearDeadlines: ['visit.idle'],
      commandIds: ['c2', 'c1'],
    });
    expect(await codeOf(journal.commit(again))).toBe('duplicate-command');
    expect(await journal.restore()).toEqual(before);
    expect(await journal.head()).toEqual({ epoch: 1, seq: 1 });
    expect(await journal.knowsCommand('c1')).toBe(true);
    expect(await journal.knowsCommand('c2')).toBe(false);
    const twice = transaction({ records: [record(4)], commandIds: ['c3', 'c3'] });
    expect(await codeOf(journal.commit(twice))).toBe('duplicate-command');
    expect((await journal.commit(transaction({ records: [record(5)] })))[0]?.seq).toBe(2);
  });

  it('refuses what would not come back as it went in', async () => {
    const journal = await open();
    const cycle: { self?: unknown } = {};
    cycle.self = cycle;
    for (const payload of [{ spo2: Number.NaN }, { age: Infinity }, cycle, 10n, { f: () => 1 }]) {
      const bad = transaction({ records: [record(1), { kind: 'bad', payload }] });
      expect(await codeOf(journal.commit(bad))).toBe('invalid');
    }
    expect(await codeOf(journal.commit(transaction({ records: [{ kind: '', payload: 1 }] })))).toBe(
      'invalid',
    );
    const never = { name: 'n', bootId: 'b', dueMono: Number.NaN, dueWall: 1 };
    expect(await codeOf(journal.commit(transaction({ setDeadlines: [never] })))).toBe('invalid');
    expect(await journal.head()).toEqual(START);
  });

  it('takes nothing else of its group with it', async () => {
    const journal = await open();
    await journal.commit(transaction({ commandIds: ['used'] }));
    const results = await Promise.allSettled(
      Array.from({ length: 50 }, (_, n) =>
        journal.commit(transaction({ records: [record(n)], commandIds: n % 10 === 3 ? ['used'] : [] })),
      ),
    );
    expect(results.filter(({ status }) => status === 'rejected')).toHaveLength(5);
    const events = await journal.read(START, 100);
    expect(events.map(({ seq }) => seq)).toEqual(Array.from({ length: 45 }, (_, i) => i + 1));
    const kept = Array.from({ length: 50 }, (_, n) => n).filter((n) => n % 10 !== 3);
    expect(events.map(({ payload }) => (payload as { n: number }).n)).toEqual(kept);
  });
});

describe('the handle', () => {
  it('finishes what was asked before close, refuses what comes after, closes twice in peace', async () => {
    const file = temporaryFile();
    const journal = await openJournal({ file });
    const asked = journal.commit(transaction({ records: [record(1)] }));
    const closing = journal.close();
    expect(await codeOf(journal.head())).toBe('closed');
    expect(await asked).toHaveLength(1);
    await closing;
    await journal.close();
    expect(await codeOf(journal.commit(transaction()))).toBe('closed');
  });

  it('is dead once an answer is late, since nobody knows what was written', async () => {
    const lines: string[] = [];
    const logger = { info: () => {}, error: (_: object, message: string) => lines.push(message) };
    const journal = await openJournal({ file: temporaryFile(), timeoutMs: 1, logger });
    const all = await Promise.allSettled(
      Array.from({ length: 300 }, () => journal.commit(transaction({ records: [record(1)] }))),
    );
    const rejected = all.find(({ status }) => status === 'rejected');
    const error: unknown = rejected?.status === 'rejected' ? rejected.reason : null;
    expect(isJournalError(error) && error.fatal && error.code).toBe('timeout');
    expect(await codeOf(journal.head())).toBe('timeout');
    expect(lines).toEqual(['journal handle lost']);
    await journal.close();
  });

  it('lets a reader look on, and only look', async () => {
    const file = temporaryFile();
    const journal = await open(file);
    await journal.commit(transaction({ records: [record(1)] }));
    const reader = openJournalReader(file);
    onTestFinished(() => reader.close());
    await journal.commit(transaction({ records: [record(2)] }));
    expect(reader.head()).toEqual({ epoch: 1, seq: 2 });
    expect(reader.read(START, 10)).toEqual(await journal.read(START, 10));
    expect(reader.restored()).toEqual(await journal.restore());
  });
});
