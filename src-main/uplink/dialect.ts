/** One way to speak to a record: which rows leave, as what, in how large transactions. */
import type { JournalEvent } from '../journal/contract.ts';
import { measuresOf } from './fhir/mesures.ts';
import { patientName } from './fhir/people.ts';
import { type Mapping, type Row, rowOf } from './fhir/rows.ts';
import type { VisitSoFar } from './fhir/visit.ts';
import { LIMITS, type Limits } from './packer.ts';
import type { Identities } from './qualified.ts';
import type { Sent } from './sender.ts';

/** Why a row is parked without having been sent. */
export type Held = 'unreadable' | 'no-consent' | 'identity-not-qualified' | 'media-lost' | 'media-damaged';

export type Mapped =
  | Extract<Row, { units: unknown }>
  | { readonly withheld: Held }
  /** What the row needs could not be asked; again, later. */
  | { readonly again: Extract<Sent, { kind: 'later' | 'unsent' }> };

export interface Dialect {
  readonly limits: Limits;
  map(event: JournalEvent, so: VisitSoFar | null, signal: AbortSignal): Promise<Mapped> | Mapped;
  /** Parked for a reason that may pass without a person: tried again from time to time. */
  readonly mayPass: (code: string) => boolean;
}

export const genericDialect = (mapping: Mapping, limits: Limits = LIMITS): Dialect => ({
  limits,
  map: (event, so) => rowOf(event, so, mapping),
  mayPass: () => false,
});

export interface Mesures {
  readonly mapping: Mapping;
  /** urn:oid: of the software's editor. */
  readonly source: string | null;
  readonly identities: Identities;
}

/** Measures only, and only of patients whose identity the record calls qualified; the others wait, parked. */
export const mesuresDialect = ({ mapping, source, identities }: Mesures): Dialect => ({
  // An instrument and its measure: two measures never share a transaction.
  limits: { ...LIMITS, entries: 2 },
  async map(event, so, signal) {
    if (event.kind !== 'reading.accepted') return { units: [] };
    const row = rowOf(event, so, mapping);
    if ('withheld' in row || row.units.length === 0 || so === null) return row;
    const asked = await identities.of(patientName(so), signal);
    if ('again' in asked) return asked;
    if (asked.identity === null) return { withheld: 'identity-not-qualified' };
    return { units: measuresOf(row.units, { subject: asked.identity, source }) };
  },
  mayPass: (code) => code === 'identity-not-qualified',
});
