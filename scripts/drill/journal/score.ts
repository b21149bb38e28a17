/** An endless score of transactions to play into a journal: a recorded visit again and again, each another patient's. */
import { createHash } from 'node:crypto';
import type { Blob, Deadline, Transaction } from '../../../src-main/journal/index.ts';

/** Every so many transactions a picture is taken. */
const PICTURE_EVERY = 7;
const PICTURE_BYTES = 5000;

export interface Score {
  /** Of one visit. */
  readonly length: number;
  /** @param n from 1 on */
  transactionAt(n: number): Transaction;
}

const hex = (text: string): string => createHash('sha256').update(text).digest('hex');
const uuid = (text: string): string =>
  hex(text).replace(/^(.{8})(.{4})(.{4})(.{4})(.{12}).*$/, '$1-$2-$3-$4-$5');

/** Executed by transaction `n` and by no other: tells how far a journal is. */
export const markOf = (n: number): string => `played-${n}`;

function pictureOf(n: number): Blob {
  const bytes = new Uint8Array(PICTURE_BYTES + (n % 5) * PICTURE_BYTES);
  for (let i = 0; i < bytes.length; i += 1) bytes[i] = (n + i * 31) & 0xff;
  return { id: `urn:uuid:${uuid(`picture ${n}`)}`, bytes };
}

export function scoreOf(visit: readonly Transaction[]): Score {
  return {
    length: visit.length,
    transactionAt(n) {
      const of = visit[(n - 1) % visit.length];
      if (of === undefined) throw new Error('an empty score');
      const blobs = n % PICTURE_EVERY === 0 ? [pictureOf(n)] : [];
      const media = blobs.map(({ id }) => ({ kind: 'media.kept', payload: { medium: { id } } }));
      return {
        ...of,
        visit: of.visit === null ? null : uuid(`visit ${Math.floor((n - 1) / visit.length)}`),
        at: { ...of.at, mono: n, wall: of.at.wall + n },
        records: [...of.records, ...media, { kind: 'played', payload: { n } }],
        commandIds: [...of.commandIds, markOf(n)],
        blobs,
      };
    },
  };
}

export interface State {
  readonly machines: readonly unknown[];
  readonly deadlines: readonly unknown[];
  readonly visit: string | null;
}

/** What a journal restores after transaction `n`, rows in the order of their names. */
export function stateAfter(score: Score, n: number): State {
  const machines = new Map<string, unknown>();
  const deadlines = new Map<string, Deadline>();
  let visit: string | null = null;
  // What a visit leaves behind is the start of the next: two of them say it all.
  for (let k = Math.max(1, n - 2 * score.length); k <= n; k += 1) {
    const transaction = score.transactionAt(k);
    for (const name of transaction.dropMachines) machines.delete(name);
    for (const machine of transaction.machines) machines.set(machine.machine, machine);
    for (const name of transaction.clearDeadlines) deadlines.delete(name);
    for (const deadline of transaction.setDeadlines) deadlines.set(deadline.name, deadline);
    visit = transaction.visit;
  }
  return { machines: sorted([...machines.values()]), deadlines: sorted([...deadlines.values()]), visit };
}

export const sorted = (rows: readonly unknown[]): readonly unknown[] =>
  [...rows].sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));
