/** The visit as a FHIR document: the doctor's summary, and everything it rests on beside it. */
import type {
  Bundle,
  BundleEntry,
  Coding,
  Composition,
  CompositionSection,
  DocumentReference,
} from 'fhir/r4.js';
import type { Summary } from '../../../state-machines/closing.ts';
import { SYSTEM } from './codes.ts';
import { type Entry, fullUrlOf } from './entries.ts';
import { uriIdentifier } from './identifiers.ts';
import { iso } from './instants.ts';
import { narrative } from './narrative.ts';
import { doctorReference, type Frame } from './people.ts';
import type { Doctor } from './visit.ts';

export interface WrittenSummary {
  /** urn:uuid, of the document. */
  readonly id: string;
  readonly summary: Summary;
  readonly by: Pick<Doctor, 'id' | 'name'>;
  /** ms since 1970 UTC */
  readonly wall: number;
}

/** What a reader of the document needs; who looked when is the record's own. */
const KEPT: readonly string[] = [
  'Patient',
  'Encounter',
  'Observation',
  'Device',
  'DeviceMetric',
  'DocumentReference',
  'Provenance',
];
const RESULTS: readonly string[] = ['Observation', 'DocumentReference'];

function part(title: string, code: string, text: string): CompositionSection[] {
  if (text === '') return [];
  return [{ title, code: { coding: [{ system: SYSTEM.loinc, code }] }, text: narrative(text) }];
}

function compositionOf(
  written: WrittenSummary,
  frame: Frame,
  results: readonly Entry[],
  mark: Coding,
): Composition {
  const { id, summary, by, wall } = written;
  const { reason, conclusion, followUp, text } = summary;
  return {
    resourceType: 'Composition',
    meta: { tag: [mark] },
    identifier: uriIdentifier(id),
    status: 'final',
    type: { coding: [{ system: SYSTEM.loinc, code: '34133-9', display: 'Summary of episode note' }] },
    subject: { reference: frame.patient.fullUrl },
    encounter: { reference: frame.encounter.fullUrl },
    date: iso(wall),
    author: [doctorReference(by)],
    title: 'Compte rendu de téléconsultation',
    confidentiality: 'N',
    text: narrative(text),
    section: [
      ...part('Motif', '29299-5', reason),
      ...(results.length === 0
        ? []
        : [
            {
              title: 'Mesures, images et sons',
              code: { coding: [{ system: SYSTEM.loinc, code: '30954-2' }] },
              entry: results.map(({ fullUrl }) => ({ reference: fullUrl })),
            },
          ]),
      ...part('Conclusion', '51848-0', conclusion),
      ...part('Suite', '18776-5', followUp),
    ],
  };
}

/** By name instead of by bytes: the record and the cabinet's journal have them. */
function byReference(resource: DocumentReference): DocumentReference {
  const url = resource.masterIdentifier?.value ?? '';
  return {
    ...resource,
    content: resource.content.map((one) => ({ ...one, attachment: { ...one.attachment, url } })),
  };
}

const withoutBytes = ({ fullUrl, resource }: Entry): BundleEntry => ({
  fullUrl,
  resource: resource.resourceType === 'DocumentReference' ? byReference(resource) : resource,
});

/** `entries`: of the visit, each once, in its last content. `mark`: whether the doctor confirmed who it is about. */
export function summaryBundle(
  written: WrittenSummary,
  frame: Frame,
  entries: readonly Entry[],
  mark: Coding,
): Bundle {
  const others = [frame.patient, frame.encounter].filter(
    ({ fullUrl }) => !entries.some((one) => one.fullUrl === fullUrl),
  );
  const kept = [...others, ...entries].filter(({ resource }) => KEPT.includes(resource.resourceType));
  const results = kept.filter(({ resource }) => RESULTS.includes(resource.resourceType));
  const composition = compositionOf(written, frame, results, mark);
  return {
    resourceType: 'Bundle',
    identifier: uriIdentifier(written.id),
    type: 'document',
    timestamp: iso(written.wall),
    entry: [
      { fullUrl: fullUrlOf('Composition', written.id), resource: composition },
      ...kept.map(withoutBytes),
    ],
  };
}
