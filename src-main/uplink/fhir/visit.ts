/** What the record must know of a visit to understand its next event: folded over the events before it. */
import type { WrittenNote } from '../../../state-machines/closing.ts';
import type { Identity, Language, Reading } from '../../../state-machines/contract.ts';
import { type DetailAnswer, LEAST_IDENTIFIERS } from '../../../state-machines/details.ts';
import type { Entered } from '../../../state-machines/entered.ts';
import type { Medium } from '../../../state-machines/media.ts';
import { readRecord } from '../../../state-machines/records.ts';
import type { JournalEvent } from '../../journal/contract.ts';
import { groupReadings, type ReadingGroup } from './groups.ts';

export interface Doctor {
  readonly id: string;
  readonly name: string;
  /** ms since 1970 UTC */
  readonly from: number;
  readonly until: number | null;
}

export interface VisitSoFar {
  readonly visit: string;
  /** ms since 1970 UTC of its first event. */
  readonly begunAt: number;
  readonly language: Language;
  /** `id`: of the event that gave it, urn:uuid. */
  readonly identity: { readonly id: string; readonly given: Identity } | null;
  readonly details: readonly DetailAnswer[];
  /** The doctor heard two identifiers. */
  readonly checked: boolean;
  /** Null: nobody was asked yet. */
  readonly consent: boolean | null;
  /** He agreed, and took it back. */
  readonly withdrawn: boolean;
  readonly doctors: readonly Doctor[];
  /** Which observation holds it, by reading. */
  readonly observationOf: ReadonlyMap<string, Observed>;
  /** What was taken, with the doctor's last word; null: he said none. */
  readonly media: ReadonlyMap<string, { readonly medium: Medium; readonly accepted: boolean | null }>;
  readonly entered: ReadonlyMap<string, Entered>;
  /** The doctors' notes for the next one. */
  readonly notes: ReadonlyMap<string, WrittenNote>;
}

export interface Observed {
  /** Of the reading that names the observation. */
  readonly name: string;
  readonly what: ReadingGroup['what'];
}

const beginning = (visit: string, begunAt: number): VisitSoFar => ({
  visit,
  begunAt,
  language: 'fr',
  identity: null,
  details: [],
  checked: false,
  consent: null,
  withdrawn: false,
  doctors: [],
  observationOf: new Map(),
  media: new Map(),
  entered: new Map(),
  notes: new Map(),
});

function withReadings(
  known: VisitSoFar['observationOf'],
  readings: readonly Reading[],
): Map<string, Observed> {
  const all = new Map(known);
  for (const { id: name, what, readings: members } of groupReadings(readings)) {
    for (const { id } of members) all.set(id, { name, what });
  }
  return all;
}

/** A wall clock set back in between never makes him leave before he came. */
const leave = (doctors: readonly Doctor[], at: number): readonly Doctor[] =>
  doctors.map((doctor) => (doctor.until === null ? { ...doctor, until: Math.max(at, doctor.from) } : doctor));

/** `before` null: the visit's first event. */
export function foldVisit(before: VisitSoFar | null, event: JournalEvent, visit: string): VisitSoFar {
  const so = before ?? beginning(visit, event.at.wall);
  const { wall } = event.at;
  switch (event.kind) {
    case 'language.chosen': {
      const chosen = readRecord(event, 'language.chosen');
      return chosen === null ? so : { ...so, language: chosen.language };
    }
    case 'identity.given': {
      const given = readRecord(event, 'identity.given');
      return given === null
        ? so
        : { ...so, identity: { id: event.id, given: given.identity }, details: [], checked: false };
    }
    case 'detail.given': {
      const given = readRecord(event, 'detail.given');
      if (given === null) return so;
      const others = so.details.filter(({ detail }) => detail !== given.answer.detail);
      return { ...so, details: [...others, given.answer] };
    }
    case 'identity.checked': {
      const said = readRecord(event, 'identity.checked');
      return said === null ? so : { ...so, checked: said.identifiers.length >= LEAST_IDENTIFIERS };
    }
    case 'consent': {
      const said = readRecord(event, 'consent');
      if (said === null) return so;
      return { ...so, consent: said.granted, withdrawn: !said.granted && (so.consent ?? false) };
    }
    case 'doctor.claimed': {
      const claimed = readRecord(event, 'doctor.claimed');
      if (claimed === null || (claimed.resumed && so.doctors.at(-1)?.id === claimed.doctor.id)) return so;
      const { id, name } = claimed.doctor;
      return { ...so, doctors: [...leave(so.doctors, wall), { id, name, from: wall, until: null }] };
    }
    case 'doctor.left':
    case 'visit.ended':
      return { ...so, doctors: leave(so.doctors, wall) };
    case 'reading.accepted': {
      const accepted = readRecord(event, 'reading.accepted');
      if (accepted === null) return so;
      return { ...so, observationOf: withReadings(so.observationOf, accepted.readings) };
    }
    case 'media.kept': {
      const kept = readRecord(event, 'media.kept');
      if (kept === null) return so;
      const { medium } = kept;
      return { ...so, media: new Map(so.media).set(medium.id, { medium, accepted: null }) };
    }
    case 'media.judged': {
      const judged = readRecord(event, 'media.judged');
      const known = judged === null ? undefined : so.media.get(judged.medium);
      if (judged === null || known === undefined) return so;
      const { target, targetConfirmed, accept } = judged;
      const medium = { ...known.medium, target, targetConfirmed };
      return { ...so, media: new Map(so.media).set(medium.id, { medium, accepted: accept }) };
    }
    case 'media.consent': {
      const said = readRecord(event, 'media.consent');
      if (said === null || said.granted) return so;
      // What nobody has confirmed goes with the agreement.
      return { ...so, media: new Map([...so.media].filter(([, { accepted }]) => accepted === true)) };
    }
    case 'value.entered': {
      const entered = readRecord(event, 'value.entered');
      return entered === null ? so : { ...so, entered: new Map(so.entered).set(entered.id, entered) };
    }
    case 'note.written': {
      const written = readRecord(event, 'note.written');
      return written === null ? so : { ...so, notes: new Map(so.notes).set(written.id, written) };
    }
    default:
      return so;
  }
}
