/** Everything that may leave, as one readable FHIR bundle: for an operator without a record, and for a patient. */
import type { Journal, JournalEvent } from '../journal/contract.ts';
import { readUplink } from './contract.ts';
import { cursorOf, START } from './cursor.ts';
import type { Held } from './dialect.ts';
import type { Entry } from './fhir/entries.ts';
import { type Mapping, rowOf } from './fhir/rows.ts';
import { foldVisit, type VisitSoFar } from './fhir/visit.ts';
import { fill, type MediaTrouble } from './transaction.ts';

export type ExportStore = Pick<Journal, 'read' | 'readBlob'>;

export interface Exported {
  readonly resources: number;
  readonly visits: number;
  /** Rows that should leave and are not in it, but those that a person has purged. */
  readonly held: readonly HeldRow[];
}

export interface HeldRow {
  /** Of its event. */
  readonly id: string;
  readonly visit: string | null;
  readonly code: Held | MediaTrouble;
}

export interface ExportOptions {
  readonly mapping: Mapping;
  /** Only this one. */
  readonly visit?: string;
  readonly write: (text: string) => Promise<void> | void;
  readonly progress?: (visits: number, of: number) => void;
}

const PAGE = 1000;

async function* eventsOf(journal: Pick<Journal, 'read'>, visit?: string): AsyncGenerator<JournalEvent> {
  for (let from = START; ; ) {
    const page = await journal.read(from, PAGE, visit);
    yield* page;
    const last = page.at(-1);
    if (last === undefined) return;
    from = cursorOf(last);
  }
}

async function visitsIn(journal: Pick<Journal, 'read'>): Promise<(string | null)[]> {
  const found = new Set<string | null>();
  for await (const { visit } of eventsOf(journal)) found.add(visit);
  return [...found];
}

/** A visit at a time is held, never more. @throws JournalError and what `write` throws */
export async function exportBundle(journal: ExportStore, options: ExportOptions): Promise<Exported> {
  const { mapping, write, progress } = options;
  const visits = options.visit === undefined ? await visitsIn(journal) : [options.visit];
  const held: HeldRow[] = [];
  // Instruments serve many visits; everything else belongs to one.
  const written = new Set<string>();
  let resources = 0;
  await write('{"resourceType":"Bundle","type":"collection","entry":[');
  for (const [index, visit] of visits.entries()) {
    const { entries, bad, purged } = await entriesOf(journal, visit, mapping);
    for (const { entry, row } of entries.values()) {
      if (written.has(entry.fullUrl)) continue;
      const filled = await fill(entry, journal);
      if ('trouble' in filled) {
        bad.push({ id: row, visit, code: filled.trouble });
        continue;
      }
      const { resource } = filled;
      await write(`${resources === 0 ? '' : ','}\n${JSON.stringify({ fullUrl: entry.fullUrl, resource })}`);
      resources += 1;
      if (resource.resourceType.startsWith('Device')) written.add(entry.fullUrl);
    }
    held.push(...bad.filter(({ id }) => !purged.has(id)));
    progress?.(index + 1, visits.length);
  }
  await write(']}\n');
  return { resources, visits: visits.filter((visit) => visit !== null).length, held };
}

/** The last content of each, in the order they came first. `so`: the visit at its last event. @throws JournalError */
export async function entriesOf(journal: ExportStore, visit: string | null, mapping: Mapping) {
  const entries = new Map<string, { readonly entry: Entry; readonly row: string }>();
  const bad: HeldRow[] = [];
  const purged = new Set<string>();
  let so: VisitSoFar | null = null;
  for await (const event of eventsOf(journal, visit ?? undefined)) {
    if (event.visit !== visit) continue;
    if (visit !== null) so = foldVisit(so, event, visit);
    const act = readUplink(event, 'record.purged');
    if (act?.feed === 'record') purged.add(act.row);
    const row = rowOf(event, so, mapping);
    if ('withheld' in row) {
      bad.push({ id: event.id, visit, code: row.withheld });
      continue;
    }
    for (const entry of row.units.flatMap((unit) => unit.entries)) {
      if (entry.request.method === 'PUT' || !entries.has(entry.fullUrl))
        entries.set(entry.fullUrl, { entry, row: event.id });
    }
  }
  return { entries, bad, purged, so };
}
