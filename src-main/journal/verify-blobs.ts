/** Are the pictures and sounds that events name still there, and as they were? */
import { checkBlob } from './blob.ts';
import type { BlobRef } from './contract.ts';
import { type ReadableStore, statement } from './store.ts';
import type { Problem } from './verify.ts';

interface Place {
  readonly epoch: number;
  readonly seq: number;
}

export interface BlobWatch {
  /** What an event that can be opened names. */
  named(place: Place, blobs: readonly BlobRef[]): void;
  /** Blobs that no event names. Forgotten ones wait for their deletion: nobody can say what names them. */
  end(): void;
}

export function createBlobWatch(store: ReadableStore, note: (problem: Problem) => void): BlobWatch {
  const known = new Set<string>();
  return {
    named({ epoch, seq }, blobs) {
      for (const ref of blobs) {
        known.add(ref.id);
        const state = checkBlob(store, ref);
        if (state === 'good') continue;
        const missing = state === 'missing';
        const detail = missing
          ? 'a blob that is not whole any more'
          : 'a blob that is not what was committed';
        note({ fault: missing ? 'blob-missing' : 'blob-changed', epoch, seq, id: ref.id, detail });
      }
    },
    end() {
      const rows = statement(store.database, 'SELECT DISTINCT id, slot FROM blob').all() as {
        id: string;
        slot: string;
      }[];
      for (const { id, slot } of rows) {
        if (known.has(id) || store.keys.keyOf(slot) === null) continue;
        note({ fault: 'blob-inserted', epoch: 0, seq: 0, id, detail: 'a blob that no event names' });
      }
    },
  };
}
