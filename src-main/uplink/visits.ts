/** What was said in each visit so far, for events read in order; anything else is read again from the journal. */
import type { Cursor, Journal, JournalEvent } from '../journal/contract.ts';
import { cursorOf, isAfter, START } from './cursor.ts';
import { foldVisit, type VisitSoFar } from './fhir/visit.ts';

const PAGE = 500;
/** Visits follow each other; a late event of an older one is rare. */
const KEPT = 8;

export interface Visits {
  /** With `event` itself folded in; null: it belongs to no visit. */
  at(event: JournalEvent): Promise<VisitSoFar | null>;
}

interface Known {
  readonly upTo: Cursor;
  readonly so: VisitSoFar;
}

/** At its newest event; null: the journal has none. @throws JournalError */
export async function visitSoFar(journal: Pick<Journal, 'read'>, visit: string): Promise<VisitSoFar | null> {
  let so: VisitSoFar | null = null;
  for (let from: Cursor | null = START; from !== null; ) {
    const page: readonly JournalEvent[] = await journal.read(from, PAGE, visit);
    for (const one of page) so = foldVisit(so, one, visit);
    const last = page.at(-1);
    from = last === undefined || page.length < PAGE ? null : cursorOf(last);
  }
  return so;
}

export function createVisits(journal: Pick<Journal, 'read'>): Visits {
  const known = new Map<string, Known>();

  async function before(event: JournalEvent, visit: string): Promise<VisitSoFar | null> {
    const kept = known.get(visit);
    const usable = kept !== undefined && isAfter(event, kept.upTo);
    let so = usable ? kept.so : null;
    for (let from: Cursor | null = usable ? kept.upTo : START; from !== null; ) {
      const page: readonly JournalEvent[] = await journal.read(from, PAGE, visit);
      const earlier = page.filter((one) => isAfter(event, one));
      for (const one of earlier) so = foldVisit(so, one, visit);
      const last = earlier.at(-1);
      from = last === undefined || earlier.length < PAGE ? null : cursorOf(last);
    }
    return so;
  }

  return {
    async at(event) {
      const { visit } = event;
      if (visit === null) return null;
      const kept = known.get(visit);
      const next = kept !== undefined && kept.upTo.epoch === event.epoch && kept.upTo.seq + 1 === event.seq;
      const so = foldVisit(next ? kept.so : await before(event, visit), event, visit);
      known.delete(visit);
      known.set(visit, { upTo: cursorOf(event), so });
      for (const oldest of known.keys()) if (known.size > KEPT) known.delete(oldest);
      return so;
    },
  };
}
