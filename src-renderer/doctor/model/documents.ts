/** The doctor's documents: what a file is before it is sent, and those of the visit with those still on their way. */
import type { DoctorView, GivenDocument } from '../../../state-machines/contract.ts';
import { MAX_DOCUMENT_BYTES } from '../../../state-machines/documents.ts';
import type { SentDocument } from '../../call/document-sender.ts';

export type FileTrouble = 'notPdf' | 'tooLarge';

/** ISO 32000-2, 7.5: readers look for both marks within the file's first and last kilobyte. */
const MARK_WITHIN = 1024;

export function fileTrouble(bytes: Uint8Array): FileTrouble | null {
  if (bytes.length > MAX_DOCUMENT_BYTES) return 'tooLarge';
  const latin = new TextDecoder('latin1');
  const begins = latin.decode(bytes.subarray(0, MARK_WITHIN)).includes('%PDF-');
  const ends = latin.decode(bytes.subarray(-MARK_WITHIN)).includes('%%EOF');
  return begins && ends ? null : 'notPdf';
}

export type DocumentRow =
  | { readonly on: 'way'; readonly document: SentDocument; readonly percent: number }
  | { readonly on: 'visit'; readonly document: GivenDocument };

/** Newest first. What the cabinet has is shown as the cabinet says. */
export function documentRows(
  view: DoctorView | null,
  sending: readonly SentDocument[],
): readonly DocumentRow[] {
  const given = view?.documents ?? [];
  const here = new Set(given.map(({ id }) => id));
  const way = sending.filter(({ id, journey }) => !here.has(id) && journey.state !== 'kept');
  const onItsWay = way.map((document): DocumentRow => {
    const have = document.journey.state === 'going' ? document.journey.have : 0;
    return { on: 'way', document, percent: Math.floor((have * 100) / document.bytes) };
  });
  return [
    ...onItsWay.toReversed(),
    ...given.map((document): DocumentRow => ({ on: 'visit', document })).toReversed(),
  ];
}

/** Sent, and neither on paper nor read on the screen as the patient chose. */
export const notInHand = (rows: readonly DocumentRow[]): number =>
  rows.filter(
    (row) =>
      (row.on === 'way' && row.document.journey.state === 'going') ||
      (row.on === 'visit' &&
        row.document.hand.state !== 'handed-over' &&
        row.document.hand.state !== 'shown'),
  ).length;
