/**
 * Goes along the keyed chain and names what does not fit: an event changed, deleted, inserted, moved or cut off. Needs
 * no visit key. A whole file put back as it once was is found only with a head kept elsewhere (`heads`).
 */
import { headerBytes, nextLink, sameBytes } from './chain.ts';
import type { BlobRef, ChainHead } from './contract.ts';
import { epochHolds, readEpochs } from './epoch.ts';
import { headHolds, readHeadRow } from './head.ts';
import { decodeRecord } from './payload.ts';
import { placeOf } from './place.ts';
import { EVENT_COLUMNS, type EventRow, headerOf } from './read.ts';
import { unseal } from './seal.ts';
import { type ReadableStore, statement } from './store.ts';
import { createBlobWatch } from './verify-blobs.ts';
import { nameMoves } from './verify-moves.ts';
import { createRunWatch } from './verify-runs.ts';

export type Fault =
  | 'changed'
  /** A number that was given and has no event; at the end of an epoch: cut off. */
  | 'missing'
  | 'cut-off'
  /** It is in the file and never was committed. */
  | 'inserted'
  | 'moved'
  /** The start of an epoch was changed, or an epoch is gone. */
  | 'epoch'
  /** The head was changed. */
  | 'head'
  /** A picture or a sound that an event names; `id` is its own. */
  | 'blob-missing'
  | 'blob-changed'
  | 'blob-inserted'
  /** Where the events of a visit lie was changed: what is read of the visit would not be all of it. */
  | 'run'
  /** A head kept elsewhere is not in this journal: it was put back, or is another. */
  | 'not-this-journal';

export interface Problem {
  readonly fault: Fault;
  readonly epoch: number;
  readonly seq: number;
  /** Of the event; null where there is none. */
  readonly id: string | null;
  readonly detail: string;
}

export interface Verified {
  readonly events: number;
  readonly epochs: number;
  /** The first `MAX_PROBLEMS`; empty: nothing was touched. */
  readonly problems: readonly Problem[];
}

export interface VerifyOptions {
  readonly heads?: readonly ChainHead[];
  /** Called now and then with the events done. */
  readonly progress?: (done: number, total: number) => void;
}

export const MAX_PROBLEMS = 100;
const CHUNK = 2000;

/** An event that fits neither the link stored before it nor the one computed. */
export interface Misfit {
  readonly row: EventRow;
  /** It lies beyond the last number that was given. */
  readonly beyond: boolean;
}

/** Where an epoch ends, as the next one or the head says; null: nobody says. */
type Ends = ReadonlyMap<number, number>;

export function verifyJournal(store: ReadableStore, options: VerifyOptions = {}): Verified {
  const { database, keys } = store;
  const problems: Problem[] = [];
  const misfits: Misfit[] = [];
  const note = (problem: Problem): void => {
    if (problems.length < MAX_PROBLEMS) problems.push(problem);
  };

  const watch = createBlobWatch(store, note);
  const runs = createRunWatch(database);

  const head = readHeadRow(database);
  if (head === null || !headHolds(store)) {
    const { epoch, seq } = head ?? { epoch: 0, seq: 0 };
    note({ fault: 'head', epoch, seq, id: null, detail: head === null ? 'is missing' : 'was changed' });
  }
  const epochs = readEpochs(database);
  const starts = new Map(epochs.map((row) => [row.epoch, row.link]));
  const ends: Ends = new Map([
    ...epochs.map((row) => [row.previous_epoch, row.previous_seq] as const),
    ...(head === null ? [] : [[head.epoch, head.seq] as const]),
  ]);
  let before = 0;
  for (const row of epochs) {
    const about = { fault: 'epoch', epoch: row.epoch, seq: 0, id: null } as const;
    if (!epochHolds(store, row)) note({ ...about, detail: 'its start was changed' });
    if (row.previous_epoch !== before) note({ ...about, detail: `epoch ${row.previous_epoch} is gone` });
    before = row.epoch;
  }

  const total = Number(statement(database, 'SELECT count(*) FROM event').pluck().get());
  const select = statement(
    database,
    `SELECT ${EVENT_COLUMNS} FROM event WHERE place > ? ORDER BY place LIMIT ${CHUNK}`,
  );
  let events = 0;
  let at = { epoch: 0, seq: 0 };
  /** Of the event before: as stored, and as computed from what was there. */
  let stored: Buffer | null = null;
  let computed: Buffer | null = null;

  const gap = (epoch: number, from: number, to: number, fault: 'missing' | 'cut-off'): void => {
    for (let seq = from; seq <= to && problems.length < MAX_PROBLEMS; seq += 1)
      note({ fault, epoch, seq, id: null, detail: 'was committed and is not there' });
  };
  const endEpoch = (): void => {
    const end = ends.get(at.epoch);
    if (end !== undefined && at.epoch > 0) gap(at.epoch, at.seq + 1, end, 'cut-off');
  };
  const enter = (epoch: number): void => {
    endEpoch();
    for (const row of epochs) {
      const end = ends.get(row.epoch);
      if (row.epoch > at.epoch && row.epoch < epoch && end !== undefined) gap(row.epoch, 1, end, 'cut-off');
    }
    at = { epoch, seq: 0 };
    stored = starts.get(epoch) ?? null;
    computed = stored;
  };

  for (let from = at; ; from = at) {
    const rows = select.all(placeOf(from)) as EventRow[];
    if (rows.length === 0) break;
    for (const row of rows) {
      if (row.epoch !== at.epoch) enter(row.epoch);
      if (row.seq !== at.seq + 1) {
        gap(row.epoch, at.seq + 1, row.seq - 1, 'missing');
        stored = null;
        computed = null;
      }
      const header = headerBytes(headerOf(row));
      const fits = (previous: Buffer | null): boolean =>
        previous !== null && sameBytes(row.link, nextLink(keys.chainKey, previous, header, row.sealed));
      const beyond = row.seq > (ends.get(row.epoch) ?? row.seq);
      // After a gap there is no link to compare with; the seal still tells.
      const good = stored === null ? opens(store, row, header) : fits(stored) || fits(computed);
      if (good && row.blobs > 0) watch.named(row, blobsOf(store, row, header));
      if ((beyond || !good) && misfits.length < MAX_PROBLEMS) misfits.push({ row, beyond });
      computed = stored === null ? null : nextLink(keys.chainKey, stored, header, row.sealed);
      stored = row.link;
      runs.passed(row);
      at = { epoch: row.epoch, seq: row.seq };
      events += 1;
    }
    options.progress?.(events, total);
  }
  enter((head?.epoch ?? at.epoch) + 1);

  watch.end();
  for (const problem of nameMoves(store, misfits, starts)) note(problem);
  const last = head !== null && misfits.some(({ row }) => row.epoch === head.epoch && row.seq === head.seq);
  if (head !== null && !last) checkEnd(store, head, note);
  // Events changed, moved or gone are told as such.
  if (problems.length === 0) for (const problem of runs.end()) note(problem);
  for (const wanted of options.heads ?? []) checkWitness(store, wanted, note);
  problems.sort((a, b) => a.epoch - b.epoch || a.seq - b.seq);
  return { events, epochs: epochs.length, problems };
}

/** None when its visit was forgotten. */
function blobsOf({ keys }: ReadableStore, row: EventRow, header: Buffer): readonly BlobRef[] {
  const key = keys.keyOf(row.slot);
  const text = key === null ? null : unseal(key, header, row.sealed);
  return text === null ? [] : decodeRecord(text).blobs;
}

function opens({ keys }: ReadableStore, row: EventRow, header: Buffer): boolean {
  const key = keys.keyOf(row.slot);
  return key === null || unseal(key, header, row.sealed) !== null;
}

/** The head holds the link of the last event, which a forger could have changed together with the event. */
function checkEnd(
  store: ReadableStore,
  head: { epoch: number; seq: number; link: Buffer },
  note: (problem: Problem) => void,
): void {
  const link = linkAt(store, head);
  if (link === null || sameBytes(link, head.link)) return;
  const detail = 'is not what the head was made of';
  note({ fault: 'changed', epoch: head.epoch, seq: head.seq, id: null, detail });
}

function checkWitness(store: ReadableStore, wanted: ChainHead, note: (problem: Problem) => void): void {
  const link = linkAt(store, wanted);
  if (link !== null && sameBytes(link, Buffer.from(wanted.chain, 'hex'))) return;
  const detail =
    link === null ? 'the head kept elsewhere is not there' : 'the head kept elsewhere is another';
  note({ fault: 'not-this-journal', epoch: wanted.epoch, seq: wanted.seq, id: null, detail });
}

function linkAt({ database }: ReadableStore, { epoch, seq }: { epoch: number; seq: number }): Buffer | null {
  const sql = seq === 0 ? 'SELECT link FROM epoch WHERE epoch = ?' : 'SELECT link FROM event WHERE place = ?';
  const row = statement(database, sql).get(seq === 0 ? epoch : placeOf({ epoch, seq })) as
    | { link: Buffer }
    | undefined;
  return row?.link ?? null;
}
