/** Makes the FHIR document of a visit out of its journal, around the summary that the doctor is about to leave. */
import type { Summary } from '../../../state-machines/closing.ts';
import type { Journal } from '../../journal/contract.ts';
import { entriesOf } from '../../uplink/export.ts';
import { identityMark } from '../../uplink/fhir/identity-mark.ts';
import { frameOf } from '../../uplink/fhir/people.ts';
import type { Mapping } from '../../uplink/fhir/rows.ts';
import { summaryBundle } from '../../uplink/fhir/summary.ts';

export interface SummaryOrder {
  readonly visit: string;
  /** uuid of the command that leaves it. */
  readonly id: string;
  readonly summary: Summary;
  readonly by: { readonly id: string; readonly name: string };
}

export interface SummaryParts {
  readonly journal: Pick<Journal, 'read' | 'readBlob'>;
  readonly mapping: Mapping;
  readonly nowWall: () => number;
}

/** @throws JournalError; an Error where the journal has nothing of the visit. */
export async function bundleOf(order: SummaryOrder, parts: SummaryParts): Promise<Buffer> {
  const { visit, id, summary, by } = order;
  const { journal, mapping, nowWall } = parts;
  const { entries, so } = await entriesOf(journal, visit, mapping);
  if (so === null) throw new Error('a visit without an event');
  const all = [...entries.values()].map(({ entry }) => entry);
  const written = { id: `urn:uuid:${id}`, summary, by, wall: nowWall() };
  return Buffer.from(JSON.stringify(summaryBundle(written, frameOf(so, mapping.box), all, identityMark(so))));
}
