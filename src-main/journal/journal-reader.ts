/** A read-only handle for tools, drills and tests; the core keeps writing beside it. */
import { readBlob } from './blob.ts';
import type { ChainHead, Cursor, JournalEvent, Protection, Restored } from './contract.ts';
import { openReadable } from './database.ts';
import { asOpenError } from './errors.ts';
import { openReadableKeyring } from './keys/open-keyring.ts';
import { createTpm, type TpmOptions } from './keys/tpm.ts';
import { keyFolderOf } from './places.ts';
import { quickCheck, readChainHead, readEvents, readHead, readReaderCursor, readRestored } from './read.ts';
import type { ReadableStore } from './store.ts';

export interface JournalReaderOptions {
  /** Default: beside the file. */
  readonly keyFolder?: string;
  readonly tpm?: TpmOptions;
}

export interface JournalReader {
  head(): Cursor;
  chainHead(): ChainHead;
  read(cursor: Cursor, limit: number, visit?: string): readonly JournalEvent[];
  /** As the journal's. @throws JournalError */
  readBlob(id: string, offset: number, length: number): Uint8Array;
  readerCursor(reader: string): Cursor | null;
  restored(): Restored;
  protection(): Protection;
  /** `ok`, or the first damage found. Reads the whole file. */
  quickCheck(): string;
  /** For what needs database and keys at once. */
  store(): ReadableStore;
  close(): void;
}

/** Synchronous: never in the core's loop. The keys are opened when first needed. @throws JournalOpenError */
export function openJournalReader(file: string, options: JournalReaderOptions = {}): JournalReader {
  const { keyFolder = keyFolderOf(file), tpm } = options;
  const database = openReadable(file);
  let opened: ReadableStore | null = null;
  const store = (): ReadableStore => {
    try {
      const chip = tpm === undefined ? null : createTpm(tpm);
      opened ??= { database, keys: openReadableKeyring({ folder: keyFolder, tpm: chip }) };
      return opened;
    } catch (error) {
      throw asOpenError(error, file);
    }
  };
  return {
    head: () => readHead(database),
    chainHead: () => readChainHead(database),
    read: (cursor, limit, visit) => readEvents(store(), cursor, limit, visit),
    readBlob: (id, offset, length) => readBlob(store(), id, offset, length),
    readerCursor: (reader) => readReaderCursor(database, reader),
    restored: () => readRestored(store()),
    protection: () => store().keys.protection(),
    quickCheck: () => quickCheck(database),
    store,
    close: () => {
      database.close();
    },
  };
}
