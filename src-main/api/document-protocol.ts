/**
 * A document of the doctor's own software on its way to the cabinet, over `bulk`: offered by id and hash, sent in
 * chunks from wherever the cabinet has got to, so that it goes on after any cut. Never altered on the way.
 */
import { z } from 'zod';
import { documentSchema, MAX_DOCUMENT_BYTES } from '../../state-machines/documents.ts';
import { mediumIdSchema } from '../../state-machines/media.ts';
import { CHUNK_BYTES } from './media-protocol.ts';

const offset = z.number().int().min(0).max(MAX_DOCUMENT_BYTES);

/** Doctor → cabinet, on `bulk`. */
export const documentFromDoctorSchemas = [
  /** Also after a cut and when nothing was heard: answered by how far the cabinet is. */
  z.object({ type: z.literal('document.offer'), ...documentSchema.shape }),
  z.object({
    type: z.literal('document.chunk'),
    id: mediumIdSchema,
    offset,
    data: z.base64().max(Math.ceil(CHUNK_BYTES / 3) * 4),
  }),
  z.object({ type: z.literal('document.drop'), id: mediumIdSchema }),
] as const;
export type DocumentFromDoctor = z.infer<(typeof documentFromDoctorSchemas)[number]>;

export const DOCUMENT_REFUSALS = ['not-a-pdf', 'altered', 'not-in-session', 'not-stored'] as const;
export type DocumentRefusal = (typeof DOCUMENT_REFUSALS)[number];

/** Cabinet → doctor, on `bulk`. */
export const documentFromCabinetSchemas = [
  /** Everything before `offset` has arrived; opens the sender's window. */
  z.object({ type: z.literal('document.have'), id: mediumIdSchema, offset }),
  /** Committed. */
  z.object({ type: z.literal('document.kept'), id: mediumIdSchema }),
  z.object({ type: z.literal('document.refused'), id: mediumIdSchema, reason: z.enum(DOCUMENT_REFUSALS) }),
] as const;
export type DocumentFromCabinet = z.infer<(typeof documentFromCabinetSchemas)[number]>;
