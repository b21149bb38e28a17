/** Opens database and keys together: do they belong to each other, can the state be read, is an epoch open. */
import { openInMemory, openWritable } from './database.ts';
import { type EpochReason, epochHolds, openEpoch, readEpochs } from './epoch.ts';
import { readEpochMark, writeEpochMark } from './epoch-mark.ts';
import { asOpenError, JournalOpenError } from './errors.ts';
import { headHolds, readHeadRow } from './head.ts';
import { memoryKeyring } from './keys/keyring.ts';
import { openKeyring } from './keys/open-keyring.ts';
import { createTpm, type TpmOptions } from './keys/tpm.ts';
import { readRestored } from './read.ts';
import type { ReadableStore, WritableStore } from './store.ts';

export interface StorePlaces {
  readonly file: string;
  readonly keyFolder: string;
  readonly tpm: TpmOptions | null;
}

/** The file, its keys and an open epoch; the caller has the writer's lock. @throws JournalOpenError */
export async function openStore(places: StorePlaces): Promise<WritableStore> {
  const { file, keyFolder, tpm } = places;
  const database = openWritable(file);
  try {
    const head = readHeadRow(database);
    const chip = tpm === null ? null : createTpm(tpm);
    const keys = await openKeyring({ folder: keyFolder, tpm: chip, mayCreate: head === null });
    const store = { database, keys };
    const mark = readEpochMark(file);
    if (head === null) beginEpoch(store, file, mark + 1, 'new');
    else {
      checkStore(store, file);
      if (mark > head.epoch) beginEpoch(store, file, mark + 1, 'resumed');
    }
    return store;
  } catch (error) {
    database.close();
    throw asOpenError(error, file);
  }
}

/** Marked first: after a cut between the two a number is left out, never used twice. */
export function beginEpoch(store: WritableStore, file: string, epoch: number, reason: EpochReason): void {
  writeEpochMark(file, epoch);
  openEpoch(store, epoch, reason, Date.now());
}

function checkStore(store: ReadableStore, file: string): void {
  if (!headHolds(store)) {
    const ours = readEpochs(store.database).some((row) => epochHolds(store, row));
    if (!ours) throw new JournalOpenError('keys-lost', file, 'the keys are of another journal');
    throw new JournalOpenError('corrupt', file, 'its head was changed');
  }
  readRestored(store);
}

/** A journal that ends with the process, in an epoch of its own where that can still be written down. */
export function openMemoryStore(file: string): WritableStore {
  const store = { database: openInMemory(), keys: memoryKeyring() };
  const epoch = readEpochMark(file) + 1;
  try {
    beginEpoch(store, file, epoch, 'new');
  } catch {
    openEpoch(store, epoch, 'new', Date.now());
  }
  return store;
}
