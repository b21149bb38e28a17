/** Who, with what, when: Provenance of what is measured, AuditEvent of what happened (CSP R6316-4). */
import type { AuditEvent, CodeableConcept, Coding, Provenance, ProvenanceAgent } from 'fhir/r4.js';
import type { JournalEvent } from '../../journal/contract.ts';
import { SYSTEM } from './codes.ts';
import { cabinetReference } from './device.ts';
import { type Entry, putById } from './entries.ts';
import { derivedUuid } from './identifiers.ts';
import { iso } from './instants.ts';
import { doctorReference, type Frame } from './people.ts';
import type { Doctor } from './visit.ts';

const agentType = (code: 'assembler' | 'performer'): CodeableConcept => ({
  coding: [{ system: 'http://terminology.hl7.org/CodeSystem/provenance-participant-type', code }],
});

/** Where it stands in the journal: with it `npm run journal -- verify --head` proves that nothing was changed. */
const journalHead = ({ epoch, seq, chain }: JournalEvent) => ({
  identifier: { system: `${SYSTEM.own}:journal-head`, value: `${epoch}:${seq}:${chain}` },
  display: 'journal',
});

export interface Origin {
  readonly event: JournalEvent;
  readonly box: string;
  /** Who was in the call. */
  readonly doctor: Pick<Doctor, 'id' | 'name'> | null;
  /** Full URLs of what this is about. */
  readonly targets: readonly string[];
  /** Full URL of the instrument; null: there was none. */
  readonly device: string | null;
  /** SHA-256 of the bytes it was read from, hex; null: none were kept. */
  readonly raw: string | null;
  /** Tells apart several of one event. */
  readonly part: number;
}

export function provenanceOf({ event, box, doctor, targets, device, raw, part }: Origin): Entry {
  const agents: ProvenanceAgent[] = [
    { type: agentType('assembler'), who: cabinetReference(box) },
    ...(device === null ? [] : [{ type: agentType('performer'), who: { reference: device } }]),
    ...(doctor === null ? [] : [{ type: agentType('performer'), who: doctorReference(doctor) }]),
  ];
  const provenance: Provenance = {
    resourceType: 'Provenance',
    target: targets.map((reference) => ({ reference })),
    occurredDateTime: iso(event.at.wall),
    recorded: iso(event.at.wall),
    agent: agents,
    entity: [
      { role: 'source', what: journalHead(event) },
      ...(raw === null
        ? []
        : [
            {
              role: 'source' as const,
              what: {
                identifier: { system: `${SYSTEM.own}:raw-sha256`, value: raw },
                display: 'octets reçus',
              },
            },
          ]),
    ],
  };
  return putById(provenance, `urn:uuid:${derivedUuid('provenance', event.id, String(part))}`);
}

/** Kinds of trace; the code is what a reader of the record branches on. */
export const TRACES = {
  'doctor-access': { what: 'Un médecin a pris la consultation', type: 'access' },
  'cuff-commanded': { what: 'Gonflage du brassard commandé', type: 'act' },
  'cuff-refused': { what: 'Gonflage refusé par le cabinet', type: 'incident' },
  'link-lost': { what: 'Liaison avec le médecin perdue', type: 'incident' },
  'instrument-trouble': { what: "Incident d'un appareil", type: 'incident' },
  'attempt-refused': { what: 'Mesure non retenue', type: 'incident' },
  'exam-failed': { what: 'Examen sans résultat', type: 'incident' },
  'document-not-printed': { what: 'Document non remis sur papier', type: 'incident' },
  'document-reprinted': { what: 'Document réimprimé', type: 'act' },
  'identity-checked': { what: 'Deux éléments d’identité comparés à voix haute', type: 'act' },
  'identity-unchecked': { what: 'Confirmation de l’identité annulée', type: 'act' },
  'earlier-read': { what: 'Notes de médecins précédents lues', type: 'access' },
  'earlier-refused': { what: 'Notes de médecins précédents non montrées', type: 'access' },
  'core-restarted': { what: 'Le logiciel du cabinet a redémarré', type: 'incident' },
  'visit-interrupted': { what: 'Consultation interrompue', type: 'incident' },
  'self-test': { what: 'Autotest du cabinet', type: 'act' },
} as const satisfies Record<string, { what: string; type: 'access' | 'act' | 'incident' }>;
export type Trace = keyof typeof TRACES;

const DICOM = 'http://dicom.nema.org/resources/ontology/DCM';
const TYPES: Readonly<Record<(typeof TRACES)[Trace]['type'], Coding>> = {
  access: { system: DICOM, code: '110110', display: 'Patient Record' },
  act: { system: DICOM, code: '110100', display: 'Application Activity' },
  incident: { system: DICOM, code: '110100', display: 'Application Activity' },
};

export interface Traced {
  readonly trace: Trace;
  readonly event: JournalEvent;
  readonly box: string;
  /** Null: it happened to the cabinet, not in a visit. */
  readonly frame: Frame | null;
  readonly doctor?: Pick<Doctor, 'id' | 'name'> | undefined;
  /** Short codes, never a clinical value. */
  readonly details: Readonly<Record<string, string | number>>;
  /** Self-test only: something failed. */
  readonly failed?: boolean;
}

export function auditOf({ trace, event, box, frame, doctor, details, failed }: Traced): Entry {
  const { what, type } = TRACES[trace];
  const entity =
    frame === null ? [] : [{ reference: frame.patient.fullUrl }, { reference: frame.encounter.fullUrl }];
  const detail = Object.entries(details).map(([name, value]) => ({ type: name, valueString: String(value) }));
  const audit: AuditEvent = {
    resourceType: 'AuditEvent',
    type: TYPES[type],
    subtype: [{ system: `${SYSTEM.own}:trace`, code: trace, display: what }],
    action: type === 'access' ? 'R' : 'E',
    recorded: iso(event.at.wall),
    outcome: failed === true || type === 'incident' ? '4' : '0',
    outcomeDesc: what,
    agent: [
      { who: cabinetReference(box), requestor: doctor === undefined },
      ...(doctor === undefined ? [] : [{ who: doctorReference(doctor), name: doctor.name, requestor: true }]),
    ],
    source: { observer: cabinetReference(box) },
    entity: [
      ...entity.map((reference) => ({ what: reference })),
      { what: journalHead(event), ...(detail.length === 0 ? {} : { detail }) },
    ],
  };
  return putById(audit, event.id);
}
