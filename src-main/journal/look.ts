/** What lies in a journal, visit by visit, beside the running core. */
import type { JournalEvent } from './contract.ts';
import { JournalError } from './errors.ts';
import type { JournalReader } from './journal-reader.ts';
import { statement } from './store.ts';

/** Nothing of it says who the patient is. */
export interface VisitListed {
  /** Null: what belongs to no visit, or a visit that was forgotten. */
  readonly visit: string | null;
  readonly state: 'readable' | 'forgotten' | 'cabinet';
  readonly events: number;
  readonly blobs: number;
  /** Wall clock of its first and last event, ms since 1970 UTC. */
  readonly from: number;
  readonly to: number;
}

interface SlotRow {
  slot: string;
  events: number;
  blobs: number;
  first: number;
  last: number;
}

const AT_ONCE = 1000;

/** Oldest first. */
export function listVisits(reader: JournalReader): VisitListed[] {
  const { database, keys } = reader.store();
  const rows = statement(
    database,
    `SELECT slot, count(*) AS events, sum(blobs) AS blobs, min(wall) AS first, max(wall) AS last
     FROM event GROUP BY slot ORDER BY first`,
  ).all() as SlotRow[];
  return rows.map(({ slot, events, blobs, first, last }) => {
    const visit = keys.visitOf(slot);
    const state = keys.keyOf(slot) === null ? 'forgotten' : visit === null ? 'cabinet' : 'readable';
    return { visit, state, events, blobs, from: first, to: last };
  });
}

/** @param name the visit, or how it begins, 8 characters at least. @throws JournalError */
export function findVisit(reader: JournalReader, name: string): string {
  if (name.length < 8) throw new JournalError('invalid', 'a visit is named by 8 characters at least');
  const found = reader
    .store()
    .keys.visits()
    .filter(({ visit }) => visit?.startsWith(name));
  const [one, ...more] = found;
  if (one?.visit == null) throw new JournalError('invalid', `no readable visit begins with ${name}`);
  if (more.length > 0) throw new JournalError('invalid', `${found.length} visits begin with ${name}`);
  return one.visit;
}

/** In order; of all visits when none is given. */
export function* eventsOf(reader: JournalReader, visit?: string): Generator<JournalEvent> {
  for (let at = { epoch: 0, seq: 0 }; ; ) {
    const more = reader.read(at, AT_ONCE, visit);
    const last = more.at(-1);
    if (last === undefined) return;
    yield* more;
    at = { epoch: last.epoch, seq: last.seq };
  }
}
