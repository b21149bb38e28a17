/**
 * Documents of the doctor on their way to the cabinet over `bulk`, one after the other. Only a few chunks are under way
 * without a word of the cabinet, so that `control` never waits behind them for long; after a cut each goes on where it
 * was.
 */
import type {
  DocumentFromCabinet,
  DocumentFromDoctor,
  DocumentRefusal,
} from '../../src-main/api/document-protocol.ts';
import { BULK_WINDOW, CHUNK_BYTES } from '../../src-main/api/media-protocol.ts';
import type { OfferedDocument } from '../../state-machines/documents.ts';
import { toBase64 } from './bytes.ts';
import type { Sent } from './channels.ts';
import type { Clock } from './clock.ts';

export type DocumentJourney =
  | { readonly state: 'going'; readonly have: number }
  /** Committed by the cabinet. */
  | { readonly state: 'kept' }
  | { readonly state: 'refused'; readonly reason: DocumentRefusal };

export interface SentDocument extends OfferedDocument {
  readonly journey: DocumentJourney;
}

export interface DocumentSender {
  /** In the order they were given. */
  documents(): readonly SentDocument[];
  send(document: OfferedDocument, bytes: Uint8Array): void;
  /** Before it is kept: the cabinet forgets what it has of it. */
  drop(id: string): void;
  /** `bulk` is open on a new peer connection. */
  connected(): void;
  disconnected(): void;
  receive(message: DocumentFromCabinet): void;
  /** Another visit. */
  clear(): void;
  close(): void;
}

export interface DocumentSenderOptions {
  readonly clock: Clock;
  send(message: DocumentFromDoctor): Sent;
  onChange(): void;
}

/** Nothing was heard for this long on an open channel: offered again. */
export const STALL_MS = 6000;
const LOOK_MS = 1000;

interface Item {
  readonly document: OfferedDocument;
  bytes: Uint8Array;
  journey: DocumentJourney;
}

export function createDocumentSender(options: DocumentSenderOptions): DocumentSender {
  const { clock } = options;
  const items = new Map<string, Item>();
  let isOpen = false;
  let current: Item | null = null;
  /** Next byte to send of `current`. */
  let next = 0;
  let heardAt = 0;

  function offer(item: Item): void {
    current = item;
    next = Number.POSITIVE_INFINITY;
    heardAt = clock.now();
    options.send({ type: 'document.offer', ...item.document });
  }
  function offerNext(): void {
    current = null;
    if (!isOpen) return;
    const first = [...items.values()].find(({ journey }) => journey.state === 'going');
    if (first) offer(first);
  }
  function settle(item: Item, journey: DocumentJourney): void {
    item.journey = journey;
    item.bytes = new Uint8Array();
    if (current === item) offerNext();
    options.onChange();
  }

  function goOn(item: Item, have: number): void {
    if (have > item.document.bytes) return;
    // Only the answer to an offer may move backwards: the cabinet has lost what it had.
    const answer = next === Number.POSITIVE_INFINITY;
    if (answer) next = have;
    else if (item.journey.state === 'going' && have <= item.journey.have) return;
    item.journey = { state: 'going', have };
    const { id } = item.document;
    const until = Math.min(item.document.bytes, have + BULK_WINDOW * CHUNK_BYTES);
    while (next < until) {
      const chunk = item.bytes.subarray(next, Math.min(next + CHUNK_BYTES, item.document.bytes));
      options.send({ type: 'document.chunk', id, offset: next, data: toBase64(chunk) });
      next += chunk.length;
    }
    options.onChange();
  }

  const stopLooking = clock.every(LOOK_MS, () => {
    if (current && isOpen && clock.now() - heardAt >= STALL_MS) offer(current);
  });

  return {
    documents: () => [...items.values()].map(({ document, journey }) => ({ ...document, journey })),
    send(document, bytes) {
      if (items.has(document.id)) return;
      items.set(document.id, { document, bytes, journey: { state: 'going', have: 0 } });
      if (current === null) offerNext();
      options.onChange();
    },
    drop(id) {
      const item = items.get(id);
      if (item?.journey.state !== 'going') return;
      items.delete(id);
      if (isOpen) options.send({ type: 'document.drop', id });
      if (current === item) offerNext();
      options.onChange();
    },
    connected() {
      isOpen = true;
      offerNext();
    },
    disconnected() {
      isOpen = false;
      current = null;
    },
    receive(message) {
      const item = items.get(message.id);
      if (item?.journey.state !== 'going') return;
      heardAt = clock.now();
      switch (message.type) {
        case 'document.have':
          if (current === item) goOn(item, message.offset);
          return;
        case 'document.kept':
          settle(item, { state: 'kept' });
          return;
        case 'document.refused':
          settle(item, { state: 'refused', reason: message.reason });
          return;
      }
    },
    clear() {
      items.clear();
      current = null;
      options.onChange();
    },
    close() {
      stopLooking();
      items.clear();
      current = null;
    },
  };
}
