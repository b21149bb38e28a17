/**
 * A transaction on its way to the writing thread: one string of lines, JSON each, because a string crosses faster than
 * objects do and what will be sealed is text already.
 */
import { requireSizes } from './blob.ts';
import type { Blob, JournalEvent, Transaction } from './contract.ts';
import { JournalError } from './errors.ts';
import { jsonOf, recordText } from './payload.ts';
import type { Texts } from './present.ts';

/** Crosses between the threads. */
export interface Encoded {
  /** About it, then its records, its machines, its deadlines. */
  readonly lines: string;
  readonly blobs?: readonly Blob[];
}

interface About {
  readonly visit: string | null;
  readonly at: Transaction['at'];
  readonly records: number;
  readonly machines: readonly string[];
  readonly deadlines: readonly string[];
  readonly dropMachines: readonly string[];
  readonly clearDeadlines: readonly string[];
  readonly commandIds: readonly string[];
}

export interface Decoded extends Omit<About, 'records' | 'machines' | 'deadlines'> {
  /** Texts of `recordText`. */
  readonly records: readonly string[];
  readonly machines: Texts;
  readonly deadlines: Texts;
  readonly blobs: readonly Blob[];
}

/** Where an event of a transaction was written: number, id, link of the chain, and what it names of the blobs. */
export type Written = Pick<JournalEvent, 'epoch' | 'seq' | 'id' | 'chain' | 'blobs'>;

/** @throws JournalError `invalid`, `too-large` */
export function encode(transaction: Transaction): Encoded {
  const { visit, at, records, machines, setDeadlines, blobs } = transaction;
  if (!Number.isFinite(at.mono) || !Number.isFinite(at.wall))
    throw new JournalError('invalid', 'an event without a time');
  if (records.some(({ kind }) => kind === '')) throw new JournalError('invalid', 'an event without a kind');
  if (setDeadlines.some(({ dueMono, dueWall }) => !Number.isFinite(dueMono) || !Number.isFinite(dueWall)))
    throw new JournalError('invalid', 'a deadline that is not a time');
  if (blobs !== undefined) requireSizes(blobs);
  const about: About = {
    visit,
    at: { mono: at.mono, wall: at.wall, clockSure: at.clockSure },
    records: records.length,
    machines: machines.map(({ machine }) => machine),
    deadlines: setDeadlines.map(({ name }) => name),
    dropMachines: transaction.dropMachines,
    clearDeadlines: transaction.clearDeadlines,
    commandIds: transaction.commandIds,
  };
  // JSON has no raw line break.
  const lines = [about, ...machines, ...setDeadlines].map(jsonOf);
  lines.splice(1, 0, ...records.map(recordText));
  return { lines: lines.join('\n'), ...(blobs && blobs.length > 0 ? { blobs } : {}) };
}

export function decode({ lines, blobs = [] }: Encoded): Decoded {
  const [first = '', ...texts] = lines.split('\n');
  const { records, machines, deadlines, ...about } = JSON.parse(first) as About;
  const named = (names: readonly string[], from: number): Texts =>
    new Map(names.map((name, index) => [name, texts[from + index] ?? 'null']));
  return {
    ...about,
    records: texts.slice(0, records),
    machines: named(machines, records),
    deadlines: named(deadlines, records + machines.length),
    blobs,
  };
}

/** The events as they were written: payloads are what JSON kept of them. */
export function asEvents(
  { visit, at }: Transaction,
  { lines }: Encoded,
  written: readonly Written[],
): JournalEvent[] {
  const texts = lines.split('\n', written.length + 1).slice(1);
  return written.map((place, index) => {
    const [kind, payload] = JSON.parse(texts[index] ?? 'null') as [string, unknown];
    return { ...place, visit, kind, at, payload };
  });
}
