import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createMemoryBook } from './memory-book.ts';
import { type RecordList, type StoredRecord, takeNew } from './new-records.ts';

const record = (key: string): StoredRecord => ({
  key,
  at: 0,
  values: [{ quantity: 'press-cuff-sys', value: 120 }],
  takenAt: null,
  user: null,
  irregular: null,
  movement: null,
  raw: Uint8Array.from(Buffer.from(key)),
});
/** `keys`: newest first. */
const list = (name: string, ...keys: string[]): RecordList => ({ name, records: keys.map(record) });
const keys = (records: readonly StoredRecord[]) => records.map(({ key }) => key);

describe('new records', () => {
  it('the first reading only learns, an empty memory too', () => {
    const book = createMemoryBook();
    expect(takeNew(book, [list('1', 'b', 'a')])).toEqual([]);
    expect(keys(takeNew(book, [list('1', 'c', 'b', 'a')]))).toEqual(['c']);
    const empty = createMemoryBook();
    expect(takeNew(empty, [list('1')])).toEqual([]);
    expect(keys(takeNew(empty, [list('1', 'a')]))).toEqual(['a']);
  });

  it('oldest first, each once, in every list', () => {
    const book = createMemoryBook();
    takeNew(book, [list('1', 'a'), list('2')]);
    const lists = [list('1', 'c', 'b', 'a'), list('2', 'x')];
    expect(keys(takeNew(book, lists))).toEqual(['b', 'c', 'x']);
    expect(takeNew(book, lists)).toEqual([]);
  });

  it('a full memory forgets its oldest', () => {
    const book = createMemoryBook();
    takeNew(book, [list('1', 'c', 'b', 'a')]);
    expect(keys(takeNew(book, [list('1', 'd', 'c', 'b')]))).toEqual(['d']);
  });

  it('the exact like of an older record is another record', () => {
    const book = createMemoryBook();
    takeNew(book, [list('1', 'a', 'a')]);
    expect(keys(takeNew(book, [list('1', 'a', 'a', 'a')]))).toEqual(['a']);
    expect(takeNew(book, [list('1', 'a', 'a')])).toEqual([]);
  });

  it('nothing behind a known record is new: the first reading was damaged, or the second is', () => {
    const book = createMemoryBook();
    takeNew(book, [list('1', 'c', 'B', 'a')]);
    expect(keys(takeNew(book, [list('1', 'd', 'c', 'b', 'a')]))).toEqual(['d']);
    expect(takeNew(book, [list('1', 'd', 'c', 'b', 'a')])).toEqual([]);
  });

  it('a list that was not read before has nothing new yet', () => {
    const book = createMemoryBook();
    takeNew(book, [list('1', 'a')]);
    expect(takeNew(book, [list('1', 'a'), list('2', 'y')])).toEqual([]);
    expect(keys(takeNew(book, [list('1', 'a'), list('2', 'z', 'y')]))).toEqual(['z']);
  });

  it('a memory without any known record is of another monitor, whose records are nobody’s here', () => {
    const book = createMemoryBook();
    takeNew(book, [list('1', 'b', 'a')]);
    expect(takeNew(book, [list('1', 'y', 'x')])).toEqual([]);
    expect(keys(takeNew(book, [list('1', 'z', 'y', 'x')]))).toEqual(['z']);
  });

  it('whatever is measured and read when: every record after the first reading once, none from before', () => {
    const step = fc.oneof(
      { weight: 3, arbitrary: fc.record({ user: fc.constantFrom('1', '2'), value: fc.nat({ max: 2 }) }) },
      { weight: 1, arbitrary: fc.constant('read' as const) },
    );
    fc.assert(
      fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
        const book = createMemoryBook();
        const memory: Record<string, string[]> = { '1': ['0'], '2': ['0'] };
        const told: string[] = [];
        let expected: string[] = [];
        let fresh: string[] = [];
        for (const one of [...steps, 'read' as const]) {
          if (one !== 'read') {
            memory[one.user] = [String(one.value), ...(memory[one.user] ?? [])];
            fresh.push(String(one.value));
            continue;
          }
          if (book.known() === null) fresh = [];
          expected = [...expected, ...fresh];
          fresh = [];
          const lists = Object.entries(memory).map(([name, all]) => list(name, ...all));
          told.push(...keys(takeNew(book, lists)));
        }
        expect(told.toSorted()).toEqual(expected.toSorted());
      }),
      { numRuns: 300, seed: 7 },
    );
  });
});
