/** One way to speak to a record: which rows leave, as what, in how large transactions. */
import type { JournalEvent } from '../journal/contract.ts';
import { type Mapping, type Row, rowOf } from './fhir/rows.ts';
import type { VisitSoFar } from './fhir/visit.ts';
import { LIMITS, type Limits } from './packer.ts';
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
