/** Which pictures and sounds belong to a visit: nobody is sent anything of another one. */
import type { BlobRef, Cursor, Journal } from '../../journal/contract.ts';

const BATCH = 256;
const START: Cursor = { epoch: 0, seq: 0 };

export interface MediaIndex {
  /** Null: the visit has no such medium. */
  find(visit: string, id: string): Promise<BlobRef | null>;
}

/** Reads each event of a visit once. */
export function createMediaIndex(journal: Pick<Journal, 'read'>): MediaIndex {
  let of: string | null = null;
  let seen = START;
  let known = new Map<string, BlobRef>();
  let tail: Promise<unknown> = Promise.resolve();

  async function readOn(visit: string): Promise<void> {
    if (visit !== of) {
      of = visit;
      seen = START;
      known = new Map();
    }
    for (;;) {
      const events = await journal.read(seen, BATCH, visit);
      for (const event of events) {
        for (const blob of event.blobs ?? []) known.set(blob.id, blob);
        seen = { epoch: event.epoch, seq: event.seq };
      }
      if (events.length < BATCH) return;
    }
  }

  return {
    find(visit, id) {
      const found = tail.then(async () => {
        if (visit !== of || !known.has(id)) await readOn(visit);
        return known.get(id) ?? null;
      });
      tail = found.catch(() => {});
      return found;
    },
  };
}
