/** The thread of `checkIntegrity`: the whole file is read, which may take seconds. */
import { parentPort, workerData } from 'node:worker_threads';
import { isJournalOpenError } from './errors.ts';
import type { Integrity } from './integrity.ts';
import { openJournalReader } from './journal-reader.ts';

const { file } = workerData as { file: string };

function check(): Integrity {
  try {
    const reader = openJournalReader(file);
    try {
      const found = reader.quickCheck();
      return found === 'ok' ? { state: 'sound' } : { state: 'damaged', detail: found };
    } finally {
      reader.close();
    }
  } catch (error) {
    const detail = error instanceof Error ? error.message : 'unknown';
    const damaged = isJournalOpenError(error) && error.code === 'corrupt';
    return { state: damaged ? 'damaged' : 'unreadable', detail };
  }
}

parentPort?.postMessage(check());
