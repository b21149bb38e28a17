/** Which pictures and sounds belong to a visit: nobody is sent anything of another one. */
import { readRecord } from '../../../state-machines/records.ts';
import type { BlobRef, Cursor, Journal, JournalEvent } from '../../journal/contract.ts';

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
  /** The doctor has not kept them yet. */
  let unjudged = new Set<string>();
  let tail: Promise<unknown> = Promise.resolve();

  /** A patient who takes his agreement back takes with it what nobody has confirmed. */
  function withdraw(event: JournalEvent): void {
    const kept = readRecord(event, 'media.kept');
    if (kept !== null) unjudged.add(kept.medium.id);
    const judged = readRecord(event, 'media.judged');
    if (judged?.accept === true) unjudged.delete(judged.medium);
    if (readRecord(event, 'media.consent')?.granted !== false) return;
    for (const id of unjudged) known.delete(id);
    unjudged = new Set();
  }

  async function readOn(visit: string): Promise<void> {
    if (visit !== of) {
      of = visit;
      seen = START;
      known = new Map();
      unjudged = new Set();
    }
    for (;;) {
      const events = await journal.read(seen, BATCH, visit);
      for (const event of events) {
        for (const blob of event.blobs ?? []) known.set(blob.id, blob);
        withdraw(event);
        seen = { epoch: event.epoch, seq: event.seq };
      }
      if (events.length < BATCH) return;
    }
  }

  return {
    find(visit, id) {
      const found = tail.then(async () => {
        await readOn(visit);
        return known.get(id) ?? null;
      });
      tail = found.catch(() => {});
      return found;
    },
  };
}
