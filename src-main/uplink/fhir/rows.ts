/**
 * What leaves the cabinet, by kind of event: an allow-list. A kind that has no line here, known or not, is never
 * exported; what is discreet has none and never will.
 */
import type { Trouble } from '../../../state-machines/contract.ts';
import { type RecordKind, type RecordPayload, readRecord } from '../../../state-machines/records.ts';
import { SELFTEST_DONE, selftestResultSchema } from '../../api/selftest-protocol.ts';
import type { JournalEvent } from '../../journal/contract.ts';
import type { TemperatureSite } from './codes.ts';
import { deviceEntry, type Instruments, metricUnit } from './device.ts';
import { enteredObservation } from './entered.ts';
import { createOnce, type Entry, putByIdentifier, type Unit } from './entries.ts';
import { groupReadings, type ReadingGroup } from './groups.ts';
import { markUnits } from './identity-mark.ts';
import { documentOf, givenDocumentOf } from './media.ts';
import { noteComposition } from './note.ts';
import { observationOf } from './observations.ts';
import { consentOf, type Frame, finishedEncounter, frameOf, sharingOf } from './people.ts';
import { auditOf, provenanceOf, type Trace, type Traced } from './traces.ts';
import type { VisitSoFar } from './visit.ts';

export interface Mapping extends Instruments {
  readonly temperatureSite: TemperatureSite;
  /** The doctor's own documents leave too: his software has them already, so only where the operator says so. */
  readonly documents: boolean;
}

/** Why something that should leave does not; a person looks at it. */
export type Withheld =
  /** A kind of the list with another content. */
  | 'unreadable'
  /** Measured, and nobody said whether the patient agreed. */
  | 'no-consent';

export type Row = { readonly units: readonly Unit[] } | { readonly withheld: Withheld };

const NOTHING: Row = { units: [] };
const unit = (...entries: readonly Entry[]): Unit => ({ entries });

interface At {
  readonly event: JournalEvent;
  readonly so: VisitSoFar;
  readonly frame: Frame;
  readonly mapping: Mapping;
}
type InVisit<K extends RecordKind> = (payload: RecordPayload<K>, at: At) => readonly Unit[];

const doctorNow = ({ doctors }: VisitSoFar) => doctors.findLast(({ until }) => until === null) ?? null;

/** So many observations fit into one transaction with what they need. */
const OBSERVATIONS_A_UNIT = 4;

function accepted(payload: RecordPayload<'reading.accepted'>, at: At): readonly Unit[] {
  const { event, so, frame, mapping } = at;
  const { exam, readings, raw } = payload;
  const { temperatureSite, box } = mapping;
  const { observationOf: observed } = so;
  const units: Unit[] = [];
  const groups = groupReadings(readings);
  for (let part = 0; part * OBSERVATIONS_A_UNIT < groups.length; part += 1) {
    const some = groups.slice(part * OBSERVATIONS_A_UNIT, (part + 1) * OBSERVATIONS_A_UNIT);
    const device = instrumentOf(some, mapping);
    if (device === null) continue;
    const entries = some.flatMap((group) => {
      const observation = observationOf(group, {
        exam,
        temperatureSite,
        patient: frame.patient.fullUrl,
        encounter: frame.encounter.fullUrl,
        device: device.fullUrl,
        observationOf: observed,
      });
      return observation === null ? [] : [createOnce(observation, group.id)];
    });
    if (entries.length === 0) continue;
    const targets = entries.map(({ fullUrl }) => fullUrl);
    const origin = { event, box, doctor: doctorNow(so), device: device.fullUrl, raw: raw?.sha256 ?? null };
    units.push(
      unit(frame.patient, frame.encounter, device, ...entries, provenanceOf({ ...origin, targets, part })),
    );
  }
  return [...units, ...groups.flatMap((group) => metricUnit(group, mapping) ?? [])];
}

const instrumentOf = ([first]: readonly ReadingGroup[], mapping: Mapping): Entry | null => {
  const instrument = first?.readings[0]?.instrument;
  return instrument === undefined ? null : deviceEntry(instrument, mapping);
};

function documentUnit(id: string, { event, so, frame, mapping: { box } }: At): readonly Unit[] {
  const known = so.media.get(id);
  if (known === undefined || known.accepted === false) return [];
  const { medium, accepted: judged } = known;
  const entry = createOnce(documentOf(medium, frame, judged === true), id);
  const targets = [entry.fullUrl];
  const origin = { event, box, doctor: doctorNow(so), device: null, raw: medium.sha256, part: so.media.size };
  return [unit(frame.patient, frame.encounter, { ...entry, medium }, provenanceOf({ ...origin, targets }))];
}

/** What the doctor never judged leaves with the visit's end. */
const unjudged = (at: At): readonly Unit[] =>
  [...at.so.media].flatMap(([id, { accepted: judged }]) => (judged === null ? documentUnit(id, at) : []));

function entered(payload: RecordPayload<'value.entered'>, { so, frame }: At): readonly Unit[] {
  const fresh = createOnce(enteredObservation(payload, frame, false), payload.id);
  const before = payload.replaces === null ? undefined : so.entered.get(payload.replaces);
  const old =
    before === undefined ? [] : [putByIdentifier(enteredObservation(before, frame, true), before.id)];
  return [unit(frame.patient, frame.encounter, fresh, ...old)];
}

function noted(payload: RecordPayload<'note.written'>, { so, frame }: At): readonly Unit[] {
  const fresh = createOnce(noteComposition(payload, frame, false), payload.id);
  const before = payload.replaces === null ? undefined : so.notes.get(payload.replaces);
  const old = before === undefined ? [] : [putByIdentifier(noteComposition(before, frame, true), before.id)];
  return [unit(frame.patient, frame.encounter, fresh, ...old)];
}

function given({ document }: RecordPayload<'document.received'>, at: At): readonly Unit[] {
  const { event, so, frame, mapping } = at;
  if (!mapping.documents) return [];
  const entry = createOnce(givenDocumentOf(document, frame, event.at.wall), document.id);
  const about = { targets: [entry.fullUrl], device: null, raw: document.sha256, part: 0 };
  const origin = { event, box: mapping.box, doctor: doctorNow(so), ...about };
  return [unit(frame.patient, frame.encounter, { ...entry, medium: document }, provenanceOf(origin))];
}

function trace(
  { event, frame, mapping: { box } }: At,
  kind: Trace,
  details: Traced['details'],
  doctor?: Traced['doctor'],
): readonly Unit[] {
  return [unit(frame.patient, frame.encounter, auditOf({ trace: kind, event, box, frame, details, doctor }))];
}

/** Of the technique, not of the person. */
const TECHNICAL: readonly Trouble[] = ['not-plugged', 'unplugged', 'instrument-fault', 'silent'];

/** He took his agreement back: the record is told so, and that the visit is over; nothing else leaves any more. */
function withdrawn({ event, so, frame, mapping: { box } }: At): readonly Unit[] {
  if (event.kind === 'consent') {
    const taken = createOnce(consentOf(so, event.id, event.at.wall, box, false), event.id);
    return [unit(frame.patient, frame.encounter, taken)];
  }
  return event.kind === 'visit.ended' ? [unit(...finishedEncounter(so, event.at.wall, box))] : [];
}

/** Kinds that leave only once the patient agreed, and what of them does. */
const IN_VISIT: { readonly [K in RecordKind]?: InVisit<K> } = {
  consent: ({ granted }, { event, so, frame, mapping: { box } }) =>
    granted
      ? [
          unit(
            frame.patient,
            frame.encounter,
            createOnce(consentOf(so, event.id, event.at.wall, box), event.id),
          ),
        ]
      : [],
  'reading.accepted': accepted,
  'media.judged': ({ medium, accept }, at) => (accept ? documentUnit(medium, at) : []),
  'value.entered': entered,
  'document.received': given,
  'note.written': noted,
  'share.consent': ({ granted }, { event, so, frame, mapping: { box } }) => [
    unit(
      frame.patient,
      frame.encounter,
      createOnce(sharingOf(so, granted, event.id, event.at.wall, box), event.id),
    ),
  ],
  'identity.checked': ({ identifiers, by }, at) =>
    trace(
      at,
      identifiers.length === 0 ? 'identity-unchecked' : 'identity-checked',
      { identifiers: identifiers.join(' ') },
      by,
    ),
  'earlier.shown': ({ by, notes }, at) => trace(at, 'earlier-read', { notes: notes.length }, by),
  'earlier.refused': ({ by, why }, at) => trace(at, 'earlier-refused', { why }, by),
  'print.begun': ({ copy, by }, at) =>
    copy > 1 ? trace(at, 'document-reprinted', { copy, by }, doctorNow(at.so) ?? undefined) : [],
  'print.over': ({ why }, at) =>
    why === null || why === 'taken-back' ? [] : trace(at, 'document-not-printed', { why }),
  'visit.ended': (_, at) => [
    ...unjudged(at),
    unit(...finishedEncounter(at.so, at.event.at.wall, at.mapping.box)),
  ],
  'doctor.claimed': ({ doctor, call }, at) => trace(at, 'doctor-access', { call }, doctor),
  'doctor.link': ({ link, call }, at) => (link === 'lost' ? trace(at, 'link-lost', { call }) : []),
  'cuff.commanded': ({ exam, commandId, readyBy, patient }, at) =>
    trace(at, 'cuff-commanded', { exam, commandId, readyBy, patient }, doctorNow(at.so) ?? undefined),
  'cuff.refused': ({ exam, commandId }, at) => trace(at, 'cuff-refused', { exam, commandId }),
  'exam.trouble': ({ exam, step, attempt, trouble }, at) =>
    trouble !== null && TECHNICAL.includes(trouble)
      ? trace(at, 'instrument-trouble', { exam, step, attempt, trouble })
      : [],
  'reading.refused': ({ exam, refused: { attempt, reason } }, at) =>
    trace(at, 'attempt-refused', { exam, attempt, reason }),
  'media.refused': ({ exam, target, attempt, reason }, at) =>
    trace(at, 'attempt-refused', { exam, target, attempt, reason }),
  'exam.ended': ({ exam, result, reason, attempts }, at) =>
    result === 'failed' ? trace(at, 'exam-failed', { exam, reason, attempts }) : [],
  'core.restarted': (_, at) => trace(at, 'core-restarted', {}),
  'visit.interrupted': ({ why, machine }, at) => trace(at, 'visit-interrupted', { why, machine }),
};

/** Kinds of a visit that may leave; the self-test's is the only other one. */
export const EXPORTED_KINDS = Object.keys(IN_VISIT) as readonly RecordKind[];
/** A loss of these would be a loss of the patient's own results. */
const RESULTS: readonly string[] = ['reading.accepted', 'media.judged', 'value.entered', 'note.written'];

function mapInVisit<K extends RecordKind>(kind: K, make: InVisit<K>, at: At): Row {
  const payload = readRecord(at.event, kind);
  return payload === null ? { withheld: 'unreadable' } : { units: make(payload, at) };
}

function selftest(event: JournalEvent, { box }: Mapping): Row {
  const parsed = selftestResultSchema.safeParse(event.payload);
  if (!parsed.success) return { withheld: 'unreadable' };
  const bad = parsed.data.lines.filter(({ status }) => status === 'fail' || status === 'warn');
  const details = Object.fromEntries(bad.map(({ id, reason }) => [id, reason?.code ?? 'fail']));
  const failed = bad.some(({ status }) => status === 'fail');
  return { units: [unit(auditOf({ trace: 'self-test', event, box, frame: null, details, failed }))] };
}

const isKey = (kind: string): kind is RecordKind => Object.hasOwn(IN_VISIT, kind);

/** `so`: with this event folded in; null: the event belongs to no visit. Pure. */
export function rowOf(event: JournalEvent, so: VisitSoFar | null, mapping: Mapping): Row {
  if (event.kind === SELFTEST_DONE && so === null) return selftest(event, mapping);
  if (so === null || !isKey(event.kind)) return NOTHING;
  const at: At = { event, so, frame: frameOf(so, mapping.box), mapping };
  if (so.withdrawn) return { units: markUnits(withdrawn(at), so) };
  if (so.consent !== true) {
    const lost = so.consent === null && RESULTS.includes(event.kind);
    return lost ? { withheld: 'no-consent' } : NOTHING;
  }
  const make = IN_VISIT[event.kind] as InVisit<RecordKind> | undefined;
  if (make === undefined) return NOTHING;
  const row = mapInVisit(event.kind, make, at);
  return 'units' in row ? { units: markUnits(row.units, so) } : row;
}
