/** For tests: a visit as the journal tells it. */
import type { Reading } from '../../../state-machines/contract.ts';
import { type RecordKind, type RecordPayload, record } from '../../../state-machines/records.ts';
import type { JournalEvent } from '../../journal/contract.ts';
import type { Unit } from './entries.ts';
import { type Mapping, type Row, rowOf } from './rows.ts';
import { foldVisit, type VisitSoFar } from './visit.ts';

export const uuid = (n: number): string => `00000000-0000-4000-8000-${n.toString(16).padStart(12, '0')}`;
export const urn = (n: number): string => `urn:uuid:${uuid(n)}`;
export const VISIT = uuid(1);
export const BEGUN = Date.UTC(2026, 10, 22, 9, 0, 0);
export const SURNAME = 'Zzbirthname';
export const DOCTOR = { id: 'doctor-a', name: 'Dr A' };

export const MAPPING: Mapping = {
  box: 'cabinet-1',
  deviceTypes: 'phd1',
  temperatureSite: 'mouth',
  documents: true,
  capabilitiesOf: (model) =>
    model === 'oximeter'
      ? ['oximetry']
      : model === 'cuff'
        ? ['blood-pressure']
        : model === 'scale'
          ? ['weight']
          : ['temperature'],
};

export const at = (seconds: number) => ({
  mono: seconds * 1000,
  wall: BEGUN + seconds * 1000,
  clockSure: true,
});

export function eventOf(
  seq: number,
  kind: string,
  payload: unknown,
  visit: string | null = VISIT,
): JournalEvent {
  return {
    epoch: 1,
    seq,
    id: urn(0x1000 + seq),
    visit,
    kind,
    at: at(seq),
    payload,
    chain: 'c'.repeat(64),
  };
}
export const told = <K extends RecordKind>(seq: number, kind: K, payload: RecordPayload<K>): JournalEvent =>
  eventOf(seq, kind, record(kind, payload).payload);

export const OXIMETER = { model: 'oximeter', label: 'Oxymètre', serial: 'SN1' };
export const CUFF = { model: 'cuff', label: 'Tensiomètre', serial: null };

export function reading(n: number, part: Partial<Reading> & Pick<Reading, 'quantity' | 'value'>): Reading {
  const units: Partial<Record<Reading['quantity'], string>> = {
    spo2: '%',
    'pulse-rate': '/min',
    'perfusion-index': '%',
    'body-temperature': 'Cel',
    'mass-body': 'kg',
  };
  return {
    id: urn(n),
    unit: units[part.quantity] ?? 'mm[Hg]',
    quality: 'good',
    confirmedExtreme: false,
    at: at(100),
    instrument: OXIMETER,
    atRest: true,
    ...part,
  };
}

export const IDENTITY = {
  birthName: SURNAME,
  firstName: 'Zzfirstname',
  birthDate: '1950-02-03',
  status: 'provisional',
  source: 'typed',
} as const;

/** Up to the doctor's coming. */
export const BEFORE: readonly JournalEvent[] = [
  told(1, 'visit.begun', { visit: VISIT }),
  told(2, 'language.chosen', { language: 'fr' }),
  told(3, 'identity.given', { identity: IDENTITY }),
  told(4, 'consent', { granted: true }),
  told(5, 'doctor.claimed', { doctor: DOCTOR, claim: uuid(2), call: 1, resumed: false }),
];

export function soFar(events: readonly JournalEvent[], visit = VISIT): VisitSoFar | null {
  return events.reduce<VisitSoFar | null>((so, event) => foldVisit(so, event, visit), null);
}

/** What leaves of the last event, after all the others. */
export function rowAfter(
  events: readonly JournalEvent[],
  event: JournalEvent,
  mapping: Mapping = MAPPING,
): Row {
  return rowOf(event, soFar([...events, event]), mapping);
}

export function unitsAfter(events: readonly JournalEvent[], event: JournalEvent, mapping?: Mapping) {
  const row = rowAfter(events, event, mapping);
  if ('withheld' in row) throw new Error(row.withheld);
  return row.units;
}

/** Of all units, each once. */
export function resourcesIn(units: readonly Unit[]) {
  const entries = new Map(units.flatMap((unit) => unit.entries).map((entry) => [entry.fullUrl, entry]));
  return [...entries.values()].map(({ resource }) => resource);
}
