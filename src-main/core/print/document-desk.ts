/**
 * The doctor's documents between the journal, the printers and the cabinet's screen. Their bytes are the journal's:
 * read when they are printed or shown, and kept nowhere else.
 */
import type { Clock } from '../../../drivers/contract.ts';
import type { Effect, GivenDocument } from '../../../state-machines/contract.ts';
import type { BulkFromCabinet, BulkFromDoctor } from '../../api/media-protocol.ts';
import type { Journal } from '../../journal/contract.ts';
import { createBulkSender } from '../seat/bulk-sender.ts';
import { createIppPrinter } from './ipp-printer.ts';
import { createPrintDesk, type PrintReport } from './print-desk.ts';

type PrintEffect = Extract<Effect, { type: 'document.print' }>;

export interface DocumentDesk {
  /** After every start: nothing of the run before comes out of a printer any more. */
  clear(): Promise<boolean>;
  print(order: PrintEffect): void;
  stop(print: string): void;
  /** Of the cabinet's own screen: the bytes of a document that it shows. */
  receive(message: BulkFromDoctor): void;
  /** Nobody is here any more, or another page has come. */
  forget(what: 'page' | 'visit'): void;
  close(): Promise<void>;
}

export interface DocumentDeskParts {
  /** ipp:// addresses; the first is tried first. */
  readonly printers: readonly string[];
  readonly clock: Clock;
  readonly journal: Pick<Journal, 'read' | 'readBlob'>;
  /** What the screen may read now, and of which visit; null: nobody is here. */
  readonly shown: () => { readonly visit: string; readonly documents: readonly GivenDocument[] } | null;
  readonly sendToScreen: (message: BulkFromCabinet) => void;
  readonly dispatch: (event: PrintReport) => Promise<unknown>;
  /** A print service keeps something of a job that is over. */
  readonly onKept: () => void;
  readonly onError: (error: unknown) => void;
}

const PIECE = 1024 * 1024;

export function createDocumentDesk(parts: DocumentDeskParts): DocumentDesk {
  const { journal, clock, onError } = parts;

  async function read(document: string, bytes: number): Promise<Buffer> {
    const pieces: Uint8Array[] = [];
    for (let from = 0; from < bytes; from += PIECE)
      pieces.push(await journal.readBlob(document, from, Math.min(PIECE, bytes - from)));
    return Buffer.concat(pieces);
  }

  const desk = createPrintDesk({
    printers: parts.printers.map((address) => createIppPrinter(address)),
    clock,
    read,
    report: parts.dispatch,
    onKept: parts.onKept,
    onError,
  });
  const toScreen = createBulkSender({ journal, send: parts.sendToScreen, onError });

  return {
    clear: desk.clear,
    print: ({ print, document, bytes, sha256 }) => desk.print({ print, document, bytes, sha256 }),
    stop: desk.stop,
    receive(message) {
      const shown = parts.shown();
      if (shown?.documents.some(({ id }) => id === message.id)) toScreen.receive(shown.visit, message);
      else if (message.type === 'bulk.get')
        parts.sendToScreen({ type: 'bulk.none', id: message.id, reason: 'unknown' });
    },
    forget(what) {
      toScreen.stop();
      if (what === 'visit') desk.stopAll();
    },
    async close() {
      toScreen.stop();
      desk.close();
      await desk.settled();
    },
  };
}
