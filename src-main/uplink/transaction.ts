/** Entries as the text of a FHIR transaction, with the bytes of their media put in. */
import type { DocumentReference } from 'fhir/r4.js';
import { isJournalError, type Journal } from '../journal/index.ts';
import type { Entry } from './fhir/entries.ts';
import { attach } from './fhir/media.ts';

/** The bytes are not there, or are not those that were taken. */
export type MediaTrouble = 'media-lost' | 'media-damaged';

const PIECE = 1024 * 1024;

async function bytesOf(
  journal: Pick<Journal, 'readBlob'>,
  id: string,
  length: number,
): Promise<Uint8Array | null> {
  const pieces: Uint8Array[] = [];
  try {
    for (let from = 0; from < length; from += PIECE)
      pieces.push(await journal.readBlob(id, from, Math.min(PIECE, length - from)));
  } catch (error) {
    if (isJournalError(error) && (error.code === 'unknown-blob' || error.code === 'forgotten')) return null;
    throw error;
  }
  return Buffer.concat(pieces);
}

/** Null members: nothing to fill. @throws JournalError */
export async function fill(
  entry: Entry,
  journal: Pick<Journal, 'readBlob'>,
): Promise<{ readonly resource: Entry['resource'] } | { readonly trouble: MediaTrouble }> {
  const { medium, resource } = entry;
  if (medium === undefined) return { resource };
  const bytes = await bytesOf(journal, medium.id, medium.bytes);
  if (bytes === null) return { trouble: 'media-lost' };
  const filled = attach(resource as DocumentReference, bytes, medium);
  return filled === null ? { trouble: 'media-damaged' } : { resource: filled };
}

/** @throws JournalError */
export async function transactionText(
  entries: readonly Entry[],
  journal: Pick<Journal, 'readBlob'>,
): Promise<string | { readonly trouble: MediaTrouble }> {
  const entry: unknown[] = [];
  for (const one of entries) {
    const filled = await fill(one, journal);
    if ('trouble' in filled) return filled;
    entry.push({ fullUrl: one.fullUrl, resource: filled.resource, request: one.request });
  }
  return JSON.stringify({ resourceType: 'Bundle', type: 'transaction', entry });
}
