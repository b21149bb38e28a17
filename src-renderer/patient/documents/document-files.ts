/** The doctor's documents on this screen: fetched from the core as soon as the view names them, gone with the page. */
import type { FromClient, FromCore } from '../../../src-main/api/core-api.ts';
import type { GivenDocument } from '../../../state-machines/contract.ts';
import { createBulkReceiver, type MediumArrival } from '../../call/bulk-receiver.ts';
import { type Clock, pageClock } from '../../call/clock.ts';

export interface DocumentFiles {
  /** By id of the document; the very bytes that the journal names, or what became of them. */
  arrivals(): ReadonlyMap<string, MediumArrival>;
  subscribe(listener: () => void): () => void;
  close(): void;
}

export interface DocumentFilesParts {
  readonly port: {
    send(message: FromClient): void;
    subscribe(listener: (message: FromCore) => void): () => void;
  };
  readonly documents: {
    get(): readonly GivenDocument[];
    subscribe(listener: () => void): () => void;
  };
  readonly clock?: Clock;
}

export function createDocumentFiles({
  port,
  documents,
  clock = pageClock,
}: DocumentFilesParts): DocumentFiles {
  const listeners = new Set<() => void>();
  const receiver = createBulkReceiver({
    clock,
    send(message) {
      port.send(message);
      return 'sent';
    },
    onChange() {
      for (const listener of listeners) listener();
    },
  });
  receiver.connected();
  const look = (): void => {
    for (const { id, bytes, sha256 } of documents.get())
      receiver.want({ id, bytes, sha256, contentType: 'application/pdf' });
  };
  look();
  const stops = [
    documents.subscribe(look),
    port.subscribe((message) => {
      if (message.type === 'bulk.begin' || message.type === 'bulk.chunk' || message.type === 'bulk.none')
        receiver.receive(message);
      // Another connection of the same page: it goes on where it was.
      else if (message.type === 'welcome') receiver.connected();
    }),
  ];
  return {
    arrivals: receiver.arrivals,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    close() {
      for (const stop of stops) stop();
      receiver.close();
      listeners.clear();
    },
  };
}
