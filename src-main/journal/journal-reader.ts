/** A read-only handle for tools, drills and tests; the core keeps writing beside it. */
import type { Cursor, JournalEvent, Restored } from './contract.ts';
import { openReadable } from './database.ts';
import { quickCheck, readEvents, readHead, readReaderCursor, readRestored } from './read.ts';

export interface JournalReader {
  head(): Cursor;
  read(cursor: Cursor, limit: number, visit?: string): readonly JournalEvent[];
  readerCursor(reader: string): Cursor | null;
  restored(): Restored;
  /** `ok`, or the first damage found. Reads the whole file. */
  quickCheck(): string;
  close(): void;
}

/** Synchronous: never in the core's loop. @throws JournalOpenError */
export function openJournalReader(file: string): JournalReader {
  const database = openReadable(file);
  return {
    head: () => readHead(database),
    read: (cursor, limit, visit) => readEvents(database, cursor, limit, visit),
    readerCursor: (reader) => readReaderCursor(database, reader),
    restored: () => readRestored(database),
    quickCheck: () => quickCheck(database),
    close: () => {
      database.close();
    },
  };
}
