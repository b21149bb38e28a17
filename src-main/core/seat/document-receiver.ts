/**
 * Takes a document of the doctor into the visit in session, one at a time. Kept in memory until it is whole and the
 * very bytes that were offered; then committed, then acknowledged.
 */
import { createHash } from 'node:crypto';
import type { OfferedDocument } from '../../../state-machines/documents.ts';
import type {
  DocumentFromCabinet,
  DocumentFromDoctor,
  DocumentRefusal,
} from '../../api/document-protocol.ts';

export interface DocumentReceiver {
  /** Of the seat's holder; `visit`: the one in session. */
  receive(visit: string, message: DocumentFromDoctor): void;
  /** Another visit, or none: nothing that is half here is kept. */
  clear(): void;
}

export interface DocumentReceiverParts {
  readonly send: (message: DocumentFromCabinet) => void;
  /** Committed already, in this visit. */
  readonly known: (id: string) => boolean;
  /** Commits it; false: refused by the visit or by the disk. */
  readonly keep: (visit: string, document: OfferedDocument, bytes: Buffer) => Promise<boolean>;
}

interface Incoming {
  readonly visit: string;
  readonly document: OfferedDocument;
  readonly bytes: Buffer;
  have: number;
  keeping: boolean;
}

/** ISO 32000-2, 7.5: readers look for both marks within the file's first and last kilobyte. */
const MARK_WITHIN = 1024;
export function looksLikePdf(bytes: Buffer): boolean {
  return bytes.subarray(0, MARK_WITHIN).includes('%PDF-') && bytes.subarray(-MARK_WITHIN).includes('%%EOF');
}

const isSame = (a: OfferedDocument, b: OfferedDocument): boolean =>
  a.id === b.id && a.bytes === b.bytes && a.sha256 === b.sha256;

export function createDocumentReceiver(parts: DocumentReceiverParts): DocumentReceiver {
  const { send } = parts;
  let incoming: Incoming | null = null;

  function refuse(id: string, reason: DocumentRefusal): void {
    incoming = null;
    send({ type: 'document.refused', id, reason });
  }

  function offer(visit: string, document: OfferedDocument): void {
    const { id, bytes } = document;
    if (parts.known(id)) {
      send({ type: 'document.kept', id });
      return;
    }
    if (incoming === null || incoming.visit !== visit || !isSame(incoming.document, document))
      incoming = { visit, document, bytes: Buffer.alloc(bytes), have: 0, keeping: false };
    if (!incoming.keeping) send({ type: 'document.have', id, offset: incoming.have });
  }

  async function finish(mine: Incoming): Promise<void> {
    const { document, bytes, visit } = mine;
    const is = createHash('sha256').update(bytes).digest('hex');
    if (is !== document.sha256) return refuse(document.id, 'altered');
    if (!looksLikePdf(bytes)) return refuse(document.id, 'not-a-pdf');
    mine.keeping = true;
    const kept = await parts.keep(visit, document, bytes).catch(() => false);
    if (incoming !== mine) return;
    incoming = null;
    if (kept) send({ type: 'document.kept', id: document.id });
    else refuse(document.id, 'not-stored');
  }

  function add(message: Extract<DocumentFromDoctor, { type: 'document.chunk' }>): void {
    const mine = incoming;
    // Sent before a cut, or before the core came back: the next offer tells where to go on.
    if (mine?.document.id !== message.id || mine.keeping || message.offset !== mine.have) return;
    const chunk = Buffer.from(message.data, 'base64');
    if (chunk.length === 0 || mine.have + chunk.length > mine.bytes.length) {
      refuse(message.id, 'altered');
      return;
    }
    chunk.copy(mine.bytes, mine.have);
    mine.have += chunk.length;
    send({ type: 'document.have', id: message.id, offset: mine.have });
    if (mine.have === mine.bytes.length) void finish(mine);
  }

  return {
    receive(visit, message) {
      if (incoming !== null && incoming.visit !== visit) incoming = null;
      switch (message.type) {
        case 'document.offer': {
          const { type: _type, ...document } = message;
          offer(visit, document);
          return;
        }
        case 'document.chunk':
          add(message);
          return;
        case 'document.drop':
          if (incoming?.document.id === message.id && !incoming.keeping) incoming = null;
          return;
      }
    },
    clear() {
      incoming = null;
    },
  };
}
