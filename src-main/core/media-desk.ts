/**
 * Exam media on their way from the cabinet's screen into the journal. One capture at a time, asked for by a machine;
 * what arrives late, broken or unasked is kept nowhere.
 */
import { createHash } from 'node:crypto';
import type { Clock } from '../../drivers/contract.ts';
import type { Instant } from '../../state-machines/contract.ts';
import {
  type CaptureFailure,
  MEDIA_TYPES,
  type MediaKind,
  type MediaNeed,
  type Taken,
} from '../../state-machines/media.ts';
import type { FromClient, FromCore } from '../api/core-api.ts';
import type { Blob } from '../journal/contract.ts';
import { looksLike } from './media-content.ts';

/** A camera takes seconds to open, a long clip seconds to come over. Beside the length of the clip itself. */
export const CAPTURE_SPARE_MS = 15_000;

export interface CaptureOrder {
  readonly capture: string;
  readonly need: MediaNeed;
  readonly kind: MediaKind;
  /** Of a clip; null: a still. */
  readonly forMs: number | null;
}

export type UploadMessage = Extract<FromClient, { type: 'media.taken' | 'media.chunk' | 'media.failed' }>;

export type MediaOutcome =
  | { readonly type: 'media.captured'; readonly capture: string; readonly taken: Taken }
  | { readonly type: 'media.failed'; readonly capture: string; readonly reason: CaptureFailure };

export interface MediaDeskParts {
  readonly clock: Pick<Clock, 'after'>;
  readonly now: () => Instant;
  readonly freshId: () => string;
  /** To the cabinet's own screen; false: it is not there. */
  readonly send: (message: FromCore) => boolean;
  readonly dispatch: (event: MediaOutcome, options?: { readonly blobs: readonly Blob[] }) => Promise<unknown>;
}

export interface MediaDesk {
  capture(order: CaptureOrder): void;
  cancel(capture: string): void;
  /** From the cabinet's own screen. Returns why it was refused, null when it was taken. */
  receive(message: UploadMessage): string | null;
  /** The screen is gone, or another page of it has come: its upload will never be whole. */
  screenGone(): void;
}

type Announced = Extract<UploadMessage, { type: 'media.taken' }>;

interface Pending {
  readonly order: CaptureOrder;
  readonly stopWaiting: () => void;
  announced: { readonly message: Announced; readonly at: Instant } | null;
  readonly chunks: Buffer[];
  received: number;
}

export function createMediaDesk(parts: MediaDeskParts): MediaDesk {
  let pending: Pending | null = null;

  function drop(): void {
    pending?.stopWaiting();
    pending = null;
  }
  function fail(reason: CaptureFailure): void {
    if (pending === null) return;
    const { capture } = pending.order;
    drop();
    parts.send({ type: 'media.cancel', capture });
    void parts.dispatch({ type: 'media.failed', capture, reason });
  }
  /** The upload cannot become whole any more. */
  function broken(why: string): string {
    fail('broken-upload');
    return why;
  }

  function announce(mine: Pending, message: Announced): string | null {
    if (mine.announced !== null) return broken('announced twice');
    if (message.kind !== mine.order.kind) return broken('not the kind that was asked for');
    const measured = message.kind === 'still' ? message.still : message.clip;
    const other = message.kind === 'still' ? message.clip : message.still;
    if (measured === null || other !== null) return broken('not measured as its kind is');
    mine.announced = { message, at: parts.now() };
    return null;
  }

  function add(mine: Pending, message: Extract<UploadMessage, { type: 'media.chunk' }>): string | null {
    if (mine.announced === null) return broken('a chunk before what it is of');
    const chunk = Buffer.from(message.data, 'base64');
    if (message.offset !== mine.received) return broken('a chunk out of order');
    if (chunk.length === 0) return broken('an empty chunk');
    if (mine.received + chunk.length > mine.announced.message.bytes) return broken('more than was announced');
    mine.chunks.push(chunk);
    mine.received += chunk.length;
    return mine.received === mine.announced.message.bytes ? finish(mine, mine.announced) : null;
  }

  function finish(mine: Pending, { message, at }: NonNullable<Pending['announced']>): string | null {
    const bytes = Buffer.concat(mine.chunks);
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    if (sha256 !== message.sha256) return broken('not the bytes that were announced');
    if (!looksLike(message, bytes)) return broken('not a medium of its kind');
    drop();
    const id = `urn:uuid:${parts.freshId()}`;
    const { kind, source, still, clip } = message;
    const contentType = MEDIA_TYPES[kind];
    const taken: Taken = { id, kind, contentType, bytes: bytes.length, sha256, at, source, still, clip };
    const { capture } = mine.order;
    void parts.dispatch({ type: 'media.captured', capture, taken }, { blobs: [{ id, bytes }] });
    return null;
  }

  return {
    capture(order) {
      if (pending !== null) parts.send({ type: 'media.cancel', capture: pending.order.capture });
      drop();
      const withinMs = CAPTURE_SPARE_MS + (order.forMs ?? 0);
      const stopWaiting = parts.clock.after(withinMs, () => fail('took-too-long'));
      pending = { order, stopWaiting, announced: null, chunks: [], received: 0 };
      const { capture, need, kind, forMs } = order;
      if (!parts.send({ type: 'media.capture', capture, need, kind, forMs })) fail('screen-lost');
    },
    cancel(capture) {
      if (pending?.order.capture !== capture) return;
      drop();
      parts.send({ type: 'media.cancel', capture });
    },
    receive(message) {
      if (pending?.order.capture !== message.capture) return 'no such capture is under way';
      switch (message.type) {
        case 'media.taken':
          return announce(pending, message);
        case 'media.chunk':
          return add(pending, message);
        case 'media.failed':
          fail(message.reason);
          return null;
      }
    },
    screenGone: () => fail('screen-lost'),
  };
}
