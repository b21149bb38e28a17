/**
 * Sends the journal of one visit to one reader, in order, from the reader's own cursor. A cut needs no special case:
 * what is not acknowledged in time is sent again, and the reader drops what it already has.
 */

import { WATCH_KIND } from '../../../state-machines/distress/row.ts';
import type { FromCabinet } from '../../api/call-protocol.ts';
import type { Cursor, Journal, JournalEvent } from '../../journal/contract.ts';

const BATCH = 64;
/** Events under way without an acknowledgement; bounds what a slow link can pile up. */
const WINDOW = 256;
const RESEND_MS = 4000;
const START: Cursor = { epoch: 0, seq: 0 };

export interface Replicator {
  /** Starts or restarts after `cursor`; null = from the visit's beginning. */
  start(visit: string, cursor: Cursor | null): void;
  stop(): void;
  /** New events may be there, or time has passed. */
  pump(): void;
  acknowledge(cursor: Cursor): void;
  acknowledged(): Cursor;
}

const after = (a: Cursor, b: Cursor): boolean => a.epoch > b.epoch || (a.epoch === b.epoch && a.seq > b.seq);

/** The doctor gets the fingerprint of the raw bytes, not the bytes: they stay in the journal. */
export function forDoctor(event: JournalEvent): FromCabinet {
  const { payload } = event;
  let shown = payload;
  if (payload !== null && typeof payload === 'object' && 'raw' in payload) {
    // A number that a person typed has none.
    const { raw, ...rest } = payload as { raw: { bytes: number; sha256: string } | null };
    shown = raw === null ? rest : { ...rest, raw: { bytes: raw.bytes, sha256: raw.sha256 } };
  }
  const { epoch, seq, id, kind, at, chain } = event;
  return { type: 'event', epoch, seq, id, kind, at, payload: shown, chain };
}

export function createReplicator(options: {
  readonly journal: Pick<Journal, 'read'>;
  readonly now: () => number;
  readonly send: (message: FromCabinet) => void;
  readonly onError: (error: unknown) => void;
}): Replicator {
  let visit: string | null = null;
  let generation = 0;
  let sent: Cursor = START;
  let acked: Cursor = START;
  let inFlight = 0;
  let progressAt = 0;
  let busy = false;
  let again = false;

  async function run(mine: number): Promise<void> {
    while (visit !== null && mine === generation && inFlight < WINDOW) {
      const events = await options.journal.read(sent, Math.min(BATCH, WINDOW - inFlight), visit);
      if (mine !== generation || events.length === 0) return;
      let told = 0;
      for (const event of events) {
        sent = { epoch: event.epoch, seq: event.seq };
        // What the watch wrote reaches the doctor sealed, never through the page that carries this.
        if (event.kind === WATCH_KIND) continue;
        options.send(forDoctor(event));
        told += 1;
      }
      inFlight += told;
      if (inFlight === told) progressAt = options.now();
    }
  }

  function pump(): void {
    if (visit === null) return;
    if (inFlight > 0 && options.now() - progressAt > RESEND_MS) {
      sent = acked;
      inFlight = 0;
      generation += 1;
      progressAt = options.now();
    }
    if (busy) {
      again = true;
      return;
    }
    busy = true;
    run(generation)
      .catch(options.onError)
      .finally(() => {
        busy = false;
        if (again) {
          again = false;
          pump();
        }
      });
  }

  return {
    start(newVisit, cursor) {
      visit = newVisit;
      generation += 1;
      sent = cursor ?? START;
      acked = sent;
      inFlight = 0;
      progressAt = options.now();
      pump();
    },
    stop() {
      visit = null;
      generation += 1;
    },
    pump,
    acknowledge(cursor) {
      if (!after(cursor, acked) || after(cursor, sent)) return;
      acked = cursor;
      progressAt = options.now();
      inFlight = cursor.epoch === sent.epoch ? Math.min(inFlight, sent.seq - cursor.seq) : inFlight;
      pump();
    },
    acknowledged: () => acked,
  };
}
