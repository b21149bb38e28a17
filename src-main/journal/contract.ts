/** The journal as its readers and its one writer see it. Only files in this folder know that it is SQLite. */
import type { Instant, JournalRecord, MachineSnapshot } from '../../state-machines/contract.ts';

/** A reader's place: everything up to and including `seq` of `epoch` has been dealt with. */
export interface Cursor {
  readonly epoch: number;
  readonly seq: number;
}

export interface JournalEvent extends Cursor {
  /** urn:uuid, made when the event was. */
  readonly id: string;
  readonly visit: string | null;
  readonly kind: string;
  readonly at: Instant;
  readonly payload: unknown;
}

/** A due time that survives a crash (monotonic, same boot) and a reboot (wall clock). */
export interface Deadline {
  readonly name: string;
  readonly bootId: string;
  readonly dueMono: number;
  readonly dueWall: number;
}

/** All or nothing: events, the states they led to, the deadlines that follow. */
export interface Transaction {
  readonly visit: string | null;
  readonly at: Instant;
  readonly records: readonly JournalRecord[];
  readonly machines: readonly MachineSnapshot[];
  /** Machines that no longer exist (the exam is over). */
  readonly dropMachines: readonly MachineSnapshot['machine'][];
  readonly setDeadlines: readonly Deadline[];
  readonly clearDeadlines: readonly string[];
  /** Command ids executed by this transaction: a duplicate is refused for ever after. */
  readonly commandIds: readonly string[];
}

export interface Restored {
  readonly epoch: number;
  readonly machines: readonly MachineSnapshot[];
  readonly deadlines: readonly Deadline[];
  /** Visit of the last transaction, null when the cabinet was idle. */
  readonly visit: string | null;
}

/** SQLite's own words; durable means `wal` and 2 (FULL). */
export interface JournalSettings {
  readonly journalMode: string;
  readonly synchronous: number;
}

export interface Journal {
  /** Everything needed to go on where the last commit left off. */
  restore(): Promise<Restored>;
  /** Resolves after the durable (FULL) commit with the events as written; rejects and writes nothing otherwise. */
  commit(transaction: Transaction): Promise<readonly JournalEvent[]>;
  /** Events after `cursor`, oldest first, at most `limit`; of one visit when given. */
  read(cursor: Cursor, limit: number, visit?: string): Promise<readonly JournalEvent[]>;
  head(): Promise<Cursor>;
  /** Read back from the writing connection: what SQLite cannot honour it ignores in silence. */
  settings(): Promise<JournalSettings>;
  knowsCommand(id: string): Promise<boolean>;
  readerCursor(reader: string): Promise<Cursor | null>;
  saveReaderCursor(reader: string, cursor: Cursor): Promise<void>;
  close(): Promise<void>;
}
