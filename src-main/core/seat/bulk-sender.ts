/**
 * Sends media of the visit in session over `bulk`, one at a time, from the offset the doctor asks for. What is under
 * way without an acknowledgement stays small, so that `control` never waits behind it for long.
 */
import {
  BULK_WINDOW,
  type BulkFromCabinet,
  type BulkFromDoctor,
  CHUNK_BYTES,
} from '../../api/media-protocol.ts';
import type { Journal } from '../../journal/contract.ts';
import { isJournalError } from '../../journal/index.ts';
import { createMediaIndex } from './media-index.ts';

const WINDOW_BYTES = BULK_WINDOW * CHUNK_BYTES;

export interface BulkSender {
  /** Of the seat's holder; `visit`: the one in session. */
  receive(visit: string, message: BulkFromDoctor): void;
  /** The call is over or a new one begins: nothing goes on until it is asked for again. */
  stop(): void;
}

interface Transfer {
  readonly id: string;
  readonly bytes: number;
  sent: number;
  acked: number;
  reading: boolean;
}

export function createBulkSender(parts: {
  readonly journal: Pick<Journal, 'read' | 'readBlob'>;
  readonly send: (message: BulkFromCabinet) => void;
  readonly onError: (error: unknown) => void;
}): BulkSender {
  const { journal, send } = parts;
  const index = createMediaIndex(journal);
  let current: Transfer | null = null;
  /** Counts what was asked for: an answer to an older question is not sent. */
  let asked = 0;

  function none(id: string, error: unknown): void {
    const code = isJournalError(error) ? error.code : null;
    const reason = code === 'forgotten' ? 'forgotten' : code === 'unknown-blob' ? 'unknown' : 'unreadable';
    send({ type: 'bulk.none', id, reason });
    if (reason === 'unreadable') parts.onError(error);
  }

  async function pump(mine: Transfer): Promise<void> {
    if (mine.reading) return;
    mine.reading = true;
    try {
      for (;;) {
        const room = Math.min(WINDOW_BYTES - (mine.sent - mine.acked), mine.bytes - mine.sent);
        if (room <= 0) return;
        const read = await journal.readBlob(mine.id, mine.sent, room);
        if (current !== mine) return;
        if (read.length === 0) throw new Error('a blob shorter than its event says');
        for (let from = 0; from < read.length; from += CHUNK_BYTES) {
          const data = Buffer.from(read.subarray(from, from + CHUNK_BYTES)).toString('base64');
          send({ type: 'bulk.chunk', id: mine.id, offset: mine.sent + from, data });
        }
        mine.sent += read.length;
      }
    } catch (error) {
      if (current !== mine) return;
      current = null;
      none(mine.id, error);
    } finally {
      mine.reading = false;
    }
  }

  async function begin(visit: string, id: string, offset: number): Promise<void> {
    asked += 1;
    const question = asked;
    current = null;
    try {
      const found = await index.find(visit, id);
      if (question !== asked) return;
      if (found === null || offset > found.length) return send({ type: 'bulk.none', id, reason: 'unknown' });
      const { sha256, length: bytes } = found;
      send({ type: 'bulk.begin', id, bytes, sha256, offset });
      if (offset === bytes) return;
      current = { id, bytes, sent: offset, acked: offset, reading: false };
      await pump(current);
    } catch (error) {
      if (question === asked) none(id, error);
    }
  }

  function acknowledge(id: string, offset: number): void {
    // What was never sent cannot have arrived.
    if (current?.id !== id || offset <= current.acked || offset > current.sent) return;
    current.acked = offset;
    if (offset === current.bytes) current = null;
    else void pump(current);
  }

  const stop = (): void => {
    asked += 1;
    current = null;
  };

  return {
    receive(visit, message) {
      switch (message.type) {
        case 'bulk.get':
          void begin(visit, message.id, message.offset);
          return;
        case 'bulk.ack':
          acknowledge(message.id, message.offset);
          return;
        case 'bulk.stop':
          if (current?.id === message.id) stop();
          return;
      }
    },
    stop,
  };
}
