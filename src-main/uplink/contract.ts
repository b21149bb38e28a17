/** What the way to the record writes into the journal about itself, and what may be known of it. */
import { z } from 'zod';
import type { HttpFault } from './http.ts';

/** Readers of the journal; a second cursor, `NAME.settled`, stays before the oldest row that is parked. */
export const FEEDS = ['record', 'record.ans'] as const;
export const feedSchema = z.enum(FEEDS);
export type FeedName = z.infer<typeof feedSchema>;
export const settledReader = (feed: FeedName): string => `${feed}.settled`;

const place = z.object({ epoch: z.number().int().min(0), seq: z.number().int().min(0), id: z.string() });
export type Place = z.infer<typeof place>;

/** A row the record does not take, or that must not be sent. Written under the row's own visit, so sealed with it. */
export const parkedSchema = z.object({
  feed: feedSchema,
  row: place,
  /** Null: not sent at all. */
  status: z.number().int().nullable(),
  /** FHIR issue type, or why it was not sent. */
  code: z.string(),
  /** FHIRPath; empty: not told. */
  path: z.string(),
  /** The record's own words: for the operator's doctor, never for the technician. */
  diagnostics: z.string(),
  /** When it was parked first, ms since 1970 UTC. */
  since: z.number(),
});
export type Parked = z.infer<typeof parkedSchema>;

const act = z.object({
  feed: feedSchema,
  /** Id of the row's event. */
  row: z.string(),
  /** Who asked for it. */
  by: z.string().min(1).max(120),
});

export const uplinkSchemas = {
  'record.parked': parkedSchema,
  /** A parked row that was delivered after all. */
  'record.delivered': z.object({ feed: feedSchema, row: place }),
  /** Once more, please: written by a person's act. */
  'record.retry': act,
  /** Never to be sent; the row itself stays until it is forgotten. */
  'record.purged': act.extend({ reason: z.string().min(1).max(500) }),
  /** An operator without a record took everything up to here. */
  'record.exported': z.object({
    by: z.string().min(1).max(120),
    upTo: z.object({ epoch: z.number().int(), seq: z.number().int() }),
    /** Of the file, hex. */
    sha256: z.string(),
  }),
} as const;
export type UplinkKind = keyof typeof uplinkSchemas;
export type UplinkPayload<K extends UplinkKind> = z.infer<(typeof uplinkSchemas)[K]>;

/** The payload when `kind` is `wanted` and its payload is well-formed, else null. */
export function readUplink<K extends UplinkKind>(
  event: { readonly kind: string; readonly payload: unknown },
  wanted: K,
): UplinkPayload<K> | null {
  if (event.kind !== wanted) return null;
  const parsed = uplinkSchemas[wanted].safeParse(event.payload);
  return parsed.success ? (parsed.data as UplinkPayload<K>) : null;
}

/** Why nothing gets through at the moment. */
export type Trouble =
  | HttpFault['fault']
  | 'token'
  | 'server'
  | 'busy'
  | 'unauthorised'
  | 'address'
  | 'conflict'
  | 'garbled'
  /** So many rows are refused that it is hardly the rows' fault: nothing more is sent before a person looked. */
  | 'too-many-parked'
  /** The journal itself cannot be read or written. */
  | 'journal';

/** For the technician: numbers, codes and places, no content. */
export interface FeedState {
  readonly feed: FeedName;
  /** Null: all is well. */
  readonly trouble: Trouble | null;
  /** HTTP status or the system's code, beside a trouble. */
  readonly detail: string;
  readonly parked: readonly Omit<Parked, 'diagnostics' | 'feed'>[];
  /** ms since 1970 UTC; null: none since the start. */
  readonly lastSuccessAt: number | null;
  /** Rows delivered since the start. */
  readonly delivered: number;
}

export const PARKED_ALARM_MS = 7 * 24 * 60 * 60_000;

export const isOverdue = (parked: { readonly since: number }, now: number): boolean =>
  now - parked.since >= PARKED_ALARM_MS;
