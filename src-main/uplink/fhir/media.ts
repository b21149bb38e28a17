/** Pictures and sounds of an exam as DocumentReference. The bytes are put in when the transaction is written. */
import { createHash } from 'node:crypto';
import type { Attachment, DocumentReference } from 'fhir/r4.js';
import type { DocumentKind, OfferedDocument } from '../../../state-machines/documents.ts';
import type { MediaTarget, Medium } from '../../../state-machines/media.ts';
import { SYSTEM } from './codes.ts';
import { uriIdentifier } from './identifiers.ts';
import { iso } from './instants.ts';
import type { Frame } from './people.ts';

const TARGETS: Readonly<Record<MediaTarget, string>> = {
  'ear-left': 'Oreille gauche',
  'ear-right': 'Oreille droite',
  throat: 'Gorge',
  'skin-far': 'Peau, de loin',
  'skin-middle': 'Peau, à mi-distance',
  'skin-close': 'Peau, de près avec échelle',
  'heart-aortic': 'Cœur, foyer aortique',
  'heart-pulmonary': 'Cœur, foyer pulmonaire',
  'heart-tricuspid': 'Cœur, foyer tricuspide',
  'heart-mitral': 'Cœur, foyer mitral',
  'lung-front-left-upper': 'Poumon gauche, avant, haut',
  'lung-front-right-upper': 'Poumon droit, avant, haut',
  'lung-front-left-lower': 'Poumon gauche, avant, bas',
  'lung-front-right-lower': 'Poumon droit, avant, bas',
  'lung-side-left': 'Poumon gauche, côté',
  'lung-side-right': 'Poumon droit, côté',
  'lung-back-left-upper': 'Poumon gauche, arrière, haut',
  'lung-back-right-upper': 'Poumon droit, arrière, haut',
  'lung-back-left-middle': 'Poumon gauche, arrière, milieu',
  'lung-back-right-middle': 'Poumon droit, arrière, milieu',
  'lung-back-left-lower': 'Poumon gauche, arrière, bas',
  'lung-back-right-lower': 'Poumon droit, arrière, bas',
};

/** `judged`: the doctor said that it counts. */
export function documentOf(medium: Medium, frame: Frame, judged: boolean): DocumentReference {
  const { id, target, kind, contentType, bytes, sha256, at, source, quality, targetConfirmed } = medium;
  const doubt = targetConfirmed ? '' : ' (endroit non confirmé par le médecin)';
  const poor = quality === 'poor' ? ' — qualité médiocre' : '';
  return {
    resourceType: 'DocumentReference',
    masterIdentifier: uriIdentifier(id),
    identifier: [uriIdentifier(id)],
    status: 'current',
    docStatus: judged ? 'final' : 'preliminary',
    type: {
      coding: [
        kind === 'still'
          ? {
              system: SYSTEM.loinc,
              code: '72170-4',
              display: 'Photographic image Unspecified body region Document',
            }
          : { system: `${SYSTEM.own}:medium`, code: 'auscultation', display: 'Son d’auscultation' },
      ],
    },
    subject: { reference: frame.patient.fullUrl },
    date: iso(at.wall),
    description: `${TARGETS[target]}${doubt}${poor}`,
    content: [
      {
        attachment: {
          contentType,
          size: bytes,
          title: TARGETS[target],
          creation: iso(at.wall),
          extension: [{ url: `${SYSTEM.own}:sha256`, valueString: sha256 }],
        },
      },
    ],
    context: {
      encounter: [{ reference: frame.encounter.fullUrl }],
      period: { start: iso(at.wall) },
      related: [{ display: source }],
    },
  };
}

const KINDS: Readonly<Record<DocumentKind, string>> = {
  prescription: 'Ordonnance',
  certificate: 'Certificat',
  letter: 'Courrier',
  other: 'Document',
  sheet: 'Feuille remise au patient',
};

/** What the doctor sent, unaltered. Its code is our own: the one who made it says what it is, in the file. */
export function givenDocumentOf(document: OfferedDocument, frame: Frame, wall: number): DocumentReference {
  const { id, kind, title, bytes, sha256 } = document;
  return {
    resourceType: 'DocumentReference',
    masterIdentifier: uriIdentifier(id),
    identifier: [uriIdentifier(id)],
    status: 'current',
    docStatus: 'final',
    type: { coding: [{ system: `${SYSTEM.own}:document`, code: kind, display: KINDS[kind] }] },
    subject: { reference: frame.patient.fullUrl },
    date: iso(wall),
    description: title,
    content: [
      {
        attachment: {
          contentType: 'application/pdf',
          size: bytes,
          title,
          extension: [{ url: `${SYSTEM.own}:sha256`, valueString: sha256 }],
        },
      },
    ],
    context: { encounter: [{ reference: frame.encounter.fullUrl }] },
  };
}

/** `hash` is SHA-1 in R4; ours is the SHA-256 beside it. Null: these are not the bytes that were taken. */
export function attach(
  document: DocumentReference,
  bytes: Uint8Array,
  medium: Pick<Medium, 'bytes' | 'sha256'>,
): DocumentReference | null {
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  if (bytes.length !== medium.bytes || sha256 !== medium.sha256) return null;
  const data = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64');
  const hash = createHash('sha1').update(bytes).digest('base64');
  const filled = ({ attachment }: { attachment: Attachment }) => ({
    attachment: { ...attachment, data, hash },
  });
  return { ...document, content: document.content.map(filled) };
}
