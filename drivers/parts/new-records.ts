/** Which records of a memory cuff are of this measurement, and which were there before it. */
import type { MemoryBook, MemoryRecordEvent } from '../contract.ts';

export interface StoredRecord
  extends Pick<MemoryRecordEvent, 'at' | 'takenAt' | 'user' | 'irregular' | 'movement' | 'raw'> {
  /** The same at every reading of the record; another record that has it is its exact like. */
  readonly key: string;
  /** null: it has a place in the memory, and can be nobody's result. */
  readonly values: MemoryRecordEvent['values'] | null;
}

/** All that a memory keeps under one name (a user, a bank), newest first. */
export interface RecordList {
  readonly name: string;
  readonly records: readonly StoredRecord[];
}

interface Numbered {
  readonly name: string;
  readonly records: readonly { readonly record: StoredRecord; readonly id: string }[];
}

/** Says that the list was read, also when it is empty. */
const listId = (name: string) => `${name}/`;

/** Likes are counted from the oldest, so that a new one is the one with an unknown number. */
function numbered({ name, records }: RecordList): Numbered {
  const likes = new Map<string, number>();
  const oldestFirst = records.toReversed().map((record) => {
    const nth = (likes.get(record.key) ?? 0) + 1;
    likes.set(record.key, nth);
    return { record, id: `${listId(name)}${record.key}/${nth}` };
  });
  return { name, records: oldestFirst.reverse() };
}

/**
 * What came since the book was last told, oldest first, each once; tells the book of all. `lists`: read to their
 * ends. Nothing is new at the first reading, nor in a list that was not read then, nor behind a known record, nor in
 * a memory without any of those known: that is another monitor, or one that was cleared.
 */
export function takeNew(book: MemoryBook, lists: readonly RecordList[]): readonly StoredRecord[] {
  const known = book.known();
  const memory = lists.map(numbered);
  const ids = memory.flatMap(({ records }) => records.map(({ id }) => id));
  book.learn([...lists.map(({ name }) => listId(name)), ...ids]);
  if (known === null) return [];
  const hadRecords = [...known].some((id) => !id.endsWith('/'));
  if (hadRecords && !ids.some((id) => known.has(id))) return [];
  return memory.flatMap(({ name, records }) => {
    if (!known.has(listId(name))) return [];
    const old = records.findIndex(({ id }) => known.has(id));
    const fresh = old < 0 ? records : records.slice(0, old);
    return fresh.map(({ record }) => record).reverse();
  });
}
