/**
 * Exam media on their way: screen → core (one upload for one capture that the core asked for) and cabinet → doctor
 * (`bulk` of the peer connection: asked for by id and offset, so that it goes on after any cut).
 */
import { z } from 'zod';
import {
  captureFailureSchema,
  clipMeasureSchema,
  MAX_MEDIUM_BYTES,
  MEDIA_NEEDS,
  mediaInputSchema,
  mediaKindSchema,
  mediaNeedSchema,
  mediumIdSchema,
  stillMeasureSchema,
} from '../../state-machines/media.ts';
import { sha256Schema } from '../../state-machines/vocabulary.ts';

/** Plain bytes of one message; base64 adds a third. */
export const CHUNK_BYTES = 16 * 1024;
const chunkText = z.base64().max(Math.ceil(CHUNK_BYTES / 3) * 4);
const offset = z.number().int().min(0).max(MAX_MEDIUM_BYTES);
const bytes = z.number().int().min(1).max(MAX_MEDIUM_BYTES);

/** What a camera or an audio input of the cabinet can be for. */
export const MEDIA_USES = [...MEDIA_NEEDS, 'face', 'voice'] as const;
export type MediaUse = (typeof MEDIA_USES)[number];

/**
 * Part of the name that the operating system gives a device, by what it is for; capitals do not count. A device that
 * is named for one use serves no other. Null: nothing serves this, whatever its name says.
 */
export const mediaLabelsSchema = z.partialRecord(
  z.enum(MEDIA_USES),
  z.string().trim().min(1).max(120).nullable(),
);
export type MediaLabels = z.infer<typeof mediaLabelsSchema>;

/** The journal's event type of a technician's choice; its payload is the labels. */
export const MEDIA_LABELS_CHOSEN = 'media.labels-chosen';

/** Screen → core. */
export const mediaFromClientSchemas = [
  z.object({ type: z.literal('media.inputs'), inputs: z.array(mediaInputSchema).max(8) }),
  z.object({
    type: z.literal('media.taken'),
    capture: z.uuid(),
    kind: mediaKindSchema,
    bytes,
    sha256: sha256Schema,
    source: z.string().max(120),
    still: stillMeasureSchema.nullable(),
    clip: clipMeasureSchema.nullable(),
  }),
  /** In order, without a gap; the last one completes what `media.taken` announced. */
  z.object({ type: z.literal('media.chunk'), capture: z.uuid(), offset, data: chunkText }),
  z.object({ type: z.literal('media.failed'), capture: z.uuid(), reason: captureFailureSchema }),
] as const;

/** Core → screen. A capture of an older connection is never taken up again: the core asks anew. */
export const mediaFromCoreSchemas = [
  z.object({
    type: z.literal('media.capture'),
    capture: z.uuid(),
    need: mediaNeedSchema,
    kind: mediaKindSchema,
    /** Of a clip; null: a still. */
    forMs: z.number().int().min(1000).max(60_000).nullable(),
  }),
  z.object({ type: z.literal('media.cancel'), capture: z.uuid() }),
  /** To technicians on each connection, and to every page when a technician chose others. */
  z.object({ type: z.literal('media.labels'), labels: mediaLabelsSchema }),
] as const;

/** Doctor → cabinet, on `bulk`. */
export const bulkFromDoctorSchemas = [
  z.object({ type: z.literal('bulk.get'), id: mediumIdSchema, offset }),
  /** Everything before `offset` has arrived; opens the window of the sender. */
  z.object({ type: z.literal('bulk.ack'), id: mediumIdSchema, offset }),
  z.object({ type: z.literal('bulk.stop'), id: mediumIdSchema }),
] as const;
export type BulkFromDoctor = z.infer<(typeof bulkFromDoctorSchemas)[number]>;

/** Cabinet → doctor, on `bulk`. */
export const bulkFromCabinetSchemas = [
  z.object({ type: z.literal('bulk.begin'), id: mediumIdSchema, bytes, sha256: sha256Schema, offset }),
  z.object({ type: z.literal('bulk.chunk'), id: mediumIdSchema, offset, data: chunkText }),
  z.object({
    type: z.literal('bulk.none'),
    id: mediumIdSchema,
    reason: z.enum(['unknown', 'forgotten', 'unreadable']),
  }),
] as const;
export type BulkFromCabinet = z.infer<(typeof bulkFromCabinetSchemas)[number]>;

/** Chunks under way without an acknowledgement; what `control` waits behind on a slow line stays small. */
export const BULK_WINDOW = 8;
