/**
 * What the last commit left: the head, and in the same row, sealed and bound to it, the state the cabinet goes on from.
 * Machines and deadlines that another visit than that of the head left lie in tables, under the key of theirs.
 */
import type { Head } from './chain.ts';
import type { Restored } from './contract.ts';
import { JournalError } from './errors.ts';
import { requireHeadRow, writeHeadRow } from './head.ts';
import { decodePayload, padText } from './payload.ts';
import { lastRunSlot } from './run.ts';
import { seal, unseal } from './seal.ts';
import { readSealedRows, type SealedTable, sealRow } from './sealed-row.ts';
import { type ReadableStore, statement, type WritableStore } from './store.ts';

/** Names with the JSON of what stands under them. */
export type Texts = ReadonlyMap<string, string>;

export interface State {
  readonly machine: Texts;
  readonly deadline: Texts;
}

export interface Present {
  readonly head: Head;
  /** Of the visit of the head. */
  readonly state: State;
  /** Names of what other visits left. */
  readonly left: Readonly<Record<SealedTable, ReadonlySet<string>>>;
  /** Visit of the last event; null: there is none. */
  readonly run: string | null;
}

export const NO_STATE: State = { machine: new Map(), deadline: new Map() };
export const SEALED_TABLES = ['machine', 'deadline'] as const;

interface Stored {
  readonly machine: Restored['machines'];
  readonly deadline: Restored['deadlines'];
}

const about = ({ epoch, seq, slot, link }: Head): Buffer =>
  Buffer.from(`state ${epoch} ${seq} ${slot} ${link.toString('hex')}`);

function openState({ keys }: ReadableStore, head: Head, state: Buffer | null): Stored {
  if (state === null) return { machine: [], deadline: [] };
  const key = keys.keyOf(head.slot);
  const text = key === null ? null : unseal(key, about(head), state);
  if (text === null) throw new JournalError('corrupt', 'the state cannot be opened');
  const [machine, deadline] = decodePayload(text) as [Stored['machine'], Stored['deadline']];
  return { machine, deadline };
}

/** Of the head's visit and of others. @throws JournalError `corrupt` */
export function readStates(store: ReadableStore): Stored {
  const row = requireHeadRow(store.database);
  const own = openState(store, row, row.state);
  const left = {
    machine: readSealedRows(store, 'machine') as Stored['machine'][number][],
    deadline: readSealedRows(store, 'deadline') as Stored['deadline'][number][],
  };
  return { machine: [...left.machine, ...own.machine], deadline: [...left.deadline, ...own.deadline] };
}

/** Head and state of one row. @throws JournalError `corrupt` */
export function readHeadState(store: ReadableStore): Pick<Present, 'head' | 'state'> {
  const { epoch, seq, slot, link, state } = requireHeadRow(store.database);
  const head = { epoch, seq, slot, link };
  const { machine, deadline } = openState(store, head, state);
  return {
    head,
    state: {
      machine: new Map(machine.map((one) => [one.machine, JSON.stringify(one)])),
      deadline: new Map(deadline.map((one) => [one.name, JSON.stringify(one)])),
    },
  };
}

/** @throws JournalError `corrupt` */
export function readPresent(store: ReadableStore): Present {
  const machines = readSealedRows(store, 'machine') as Stored['machine'][number][];
  const deadlines = readSealedRows(store, 'deadline') as Stored['deadline'][number][];
  return {
    ...readHeadState(store),
    left: {
      machine: new Set(machines.map(({ machine }) => machine)),
      deadline: new Set(deadlines.map(({ name }) => name)),
    },
    run: lastRunSlot(store.database),
  };
}

/** The head's row; what `left` names is in its tables already. */
export function writePresent(store: WritableStore, { head, state }: Pick<Present, 'head' | 'state'>): void {
  const key = store.keys.keyOf(head.slot);
  if (key === null) throw new JournalError('keys', 'the key of the visit is gone');
  const empty = state.machine.size + state.deadline.size === 0;
  const list = (texts: Texts): string => `[${[...texts.values()].join()}]`;
  const text = empty ? null : padText(`[${list(state.machine)},${list(state.deadline)}]`);
  writeHeadRow(store, head, text === null ? null : seal(key, about(head), text));
}

/** The names have nothing under them any more, whichever visit they were of. */
export function without(
  store: WritableStore,
  present: Present,
  table: SealedTable,
  names: Iterable<string>,
): Present {
  const texts = new Map(present.state[table]);
  const left = new Set(present.left[table]);
  for (const name of names) {
    texts.delete(name);
    if (left.delete(name))
      statement(store.database, `DELETE FROM ${table} WHERE tag = ?`).run(store.keys.tagOf(table, name));
  }
  return {
    ...present,
    state: { ...present.state, [table]: texts },
    left: { ...present.left, [table]: left },
  };
}

/** What the visit of the head leaves stays under its own key when another goes on. */
export function leaveTo(store: WritableStore, present: Present, slot: string): Present {
  const { head, state } = present;
  if (slot === head.slot) return present;
  const left = { machine: new Set(present.left.machine), deadline: new Set(present.left.deadline) };
  for (const table of SEALED_TABLES) {
    for (const [name, text] of state[table]) {
      writeLeft(store, table, name, head.slot, text);
      left[table].add(name);
    }
  }
  return { ...present, head: { ...head, slot }, state: NO_STATE, left };
}

function writeLeft(store: WritableStore, table: SealedTable, name: string, slot: string, text: string): void {
  const { tag, sealed } = sealRow(store, table, name, slot, padText(text));
  statement(
    store.database,
    `INSERT INTO ${table} (tag, slot, sealed) VALUES (?, ?, ?)
     ON CONFLICT (tag) DO UPDATE SET slot = excluded.slot, sealed = excluded.sealed`,
  ).run(tag, slot, sealed);
}
