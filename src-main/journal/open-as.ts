/** Opens the journal in the degree that is asked for. */
import { existsSync } from 'node:fs';
import { dirname } from 'node:path';
import { listBackups } from './backup.ts';
import type { JournalCondition } from './contract.ts';
import { makePrivateFolder } from './durable-file.ts';
import { JournalOpenError } from './errors.ts';
import { mendStore } from './mend.ts';
import { openMemoryStore, openStore } from './open-store.ts';
import type { WritableStore } from './store.ts';
import type { WorkerOptions } from './worker-protocol.ts';
import { takeWriterLock, type WriterLock } from './writer-lock.ts';

export interface Opened {
  readonly store: WritableStore;
  /** Null: in memory, there is nothing to guard. */
  readonly lock: WriterLock | null;
  readonly condition: JournalCondition;
}

/** @throws JournalOpenError and what SQLite and the system throw */
export async function openAs(options: WorkerOptions): Promise<Opened> {
  const { file, backupFolder, mode, trouble } = options;
  if (mode === 'memory') {
    const store = openMemoryStore(file);
    return { store, lock: null, condition: { durable: false, protection: 'memory', trouble, mended: null } };
  }
  makePrivateFolder(dirname(file));
  const lock = takeWriterLock(file);
  try {
    if (mode === 'open' && !existsSync(file) && listBackups(backupFolder).length > 0)
      throw new JournalOpenError('missing', file, 'the journal is gone and its backups are there');
    const { store, mended } =
      mode === 'mend' ? await mendStore(options) : { store: await openStore(options), mended: null };
    const condition = { durable: true, protection: store.keys.protection(), trouble, mended };
    return { store, lock, condition };
  } catch (error) {
    lock.release();
    throw error;
  }
}
