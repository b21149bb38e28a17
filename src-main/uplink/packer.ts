/** Fills transactions: in order, each complete in itself, none too large for a record. */
import type { JournalEvent } from '../journal/contract.ts';
import type { Entry, Unit } from './fhir/entries.ts';

export interface Limits {
  /** Entries of one transaction; Medplum takes 8 where some are conditional. */
  readonly entries: number;
  /** Of the media in it, bytes; a single larger one travels alone. */
  readonly mediaBytes: number;
  /** Rows of one transaction. */
  readonly rows: number;
}
export const LIMITS: Limits = { entries: 8, mediaBytes: 1024 * 1024, rows: 50 };

export interface Packed {
  readonly entries: readonly Entry[];
  /** The rows it is made of, whole or in part. */
  readonly rows: readonly JournalEvent[];
}

export interface Packer {
  fits(unit: Unit, row: JournalEvent): boolean;
  put(unit: Unit, row: JournalEvent): void;
  /** What was put since the last time; null: nothing. */
  take(): Packed | null;
}

const same = (a: Entry, b: Entry): boolean =>
  a.request.method === b.request.method && JSON.stringify(a.resource) === JSON.stringify(b.resource);

export function createPacker(limits: Limits): Packer {
  let entries = new Map<string, Entry>();
  let rows = new Map<string, JournalEvent>();
  const fresh = (unit: Unit): Entry[] => unit.entries.filter(({ fullUrl }) => !entries.has(fullUrl));
  const mediaBytes = (some: Iterable<Entry>): number =>
    [...some].reduce((sum, { medium }) => sum + (medium?.bytes ?? 0), 0);

  return {
    fits(unit, row) {
      if (entries.size === 0) return true;
      // Twice the same resource in one transaction is an error unless it is one and the same entry.
      const contradicts = unit.entries.some((entry) => {
        const mine = entries.get(entry.fullUrl);
        return mine !== undefined && !same(mine, entry);
      });
      const added = fresh(unit);
      return (
        !contradicts &&
        entries.size + added.length <= limits.entries &&
        mediaBytes(entries.values()) + mediaBytes(added) <= limits.mediaBytes &&
        (rows.has(row.id) || rows.size < limits.rows)
      );
    },
    put(unit, row) {
      for (const entry of fresh(unit)) entries.set(entry.fullUrl, entry);
      rows.set(row.id, row);
    },
    take() {
      if (entries.size === 0) return null;
      const packed = { entries: [...entries.values()], rows: [...rows.values()] };
      entries = new Map();
      rows = new Map();
      return packed;
    },
  };
}
