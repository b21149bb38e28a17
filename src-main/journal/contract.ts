/** The journal as its readers and its one writer see it. Only files in this folder know that it is SQLite. */
import type { Instant, JournalRecord, MachineSnapshot } from '../../state-machines/contract.ts';
import type { WatchSnapshot } from '../../state-machines/distress/persist.ts';
import type { JournalOpenCode } from './errors.ts';

/** Kind of an event whose visit was forgotten: its place and times are left, nothing else. */
export const FORGOTTEN = 'journal.forgotten';

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
  /** The keyed hash chain up to and including this event, hex: proof that what came before was not changed. */
  readonly chain: string;
  /** What was written with it and is read by `readBlob`; absent: nothing. */
  readonly blobs?: readonly BlobRef[];
}

/** A picture or a sound. */
export interface Blob {
  /** urn:uuid, new; the payload of an event in the same transaction names it. */
  readonly id: string;
  /** At most 16 MiB. */
  readonly bytes: Uint8Array;
}

/** Sealed within the event, so that the chain covers the bytes through their hash. */
export interface BlobRef {
  readonly id: string;
  /** Hex. */
  readonly sha256: string;
  readonly length: number;
}

/** Where the journal ends, with the chain up to there. Kept outside, it betrays a journal cut off later. */
export interface ChainHead extends Cursor {
  /** Hex. */
  readonly chain: string;
}

/** A due time that survives a crash (monotonic, same boot) and a reboot (wall clock). */
export interface Deadline {
  readonly name: string;
  readonly bootId: string;
  readonly dueMono: number;
  readonly dueWall: number;
}

/** The visit and its exam, and the distress watch beside them. */
export type PersistedMachine = MachineSnapshot | WatchSnapshot;

/** All or nothing: events, the states they led to, the deadlines that follow. */
export interface Transaction {
  readonly visit: string | null;
  readonly at: Instant;
  readonly records: readonly JournalRecord[];
  readonly machines: readonly PersistedMachine[];
  /** Machines that no longer exist (the exam is over). */
  readonly dropMachines: readonly PersistedMachine['machine'][];
  readonly setDeadlines: readonly Deadline[];
  readonly clearDeadlines: readonly string[];
  /** Command ids executed by this transaction: a duplicate is refused for ever after. */
  readonly commandIds: readonly string[];
  readonly blobs?: readonly Blob[];
}

export interface Restored {
  readonly epoch: number;
  readonly machines: readonly PersistedMachine[];
  readonly deadlines: readonly Deadline[];
  /** Visit of the last transaction, null when the cabinet was idle. */
  readonly visit: string | null;
}

/** SQLite's own words; durable means `wal` and 2 (FULL). */
export interface JournalSettings {
  readonly journalMode: string;
  readonly synchronous: number;
}

/** `file`: whoever has the disk can read everything ("disk not protected"). `memory`: nothing is on the disk. */
export type Protection = 'tpm' | 'file' | 'memory';

/** How the journal stands: for the technician and the doctor. */
export interface JournalCondition {
  /** False: it lives in memory and ends with the process. */
  readonly durable: boolean;
  readonly protection: Protection;
  /** Why it did not simply open; null: it did. */
  readonly trouble: JournalOpenCode | null;
  /** What was done about damage; null: nothing had to be. */
  readonly mended: Mended | null;
}

export interface Mended {
  /** Where the bad file lies now; null: there was none, only its backups. */
  readonly quarantined: string | null;
  /** The backup that took its place; null: none was good, a new journal was begun. */
  readonly backup: string | null;
  /** Events saved from the bad file beyond the backup, under a new number and their old id. */
  readonly salvaged: number;
  /** Numbers that were given and whose events could not be saved; null: the bad file did not tell. */
  readonly lost: number | null;
  /** Pictures and sounds of saved events that could not be saved with them. */
  readonly blobsLost: number;
  /** The machines go on where they were; false: they begin anew. */
  readonly stateKept: boolean;
}

export interface BackupMade {
  readonly file: string;
  readonly head: ChainHead;
  readonly bytes: number;
}

export interface ForgetOptions {
  /** Since the last event of a visit, ms. */
  readonly retentionMs: number;
  /** ms since 1970 UTC */
  readonly now: number;
  /** Readers that must have passed a visit, also if they never came; those that ever came must in any case. */
  readonly readers: readonly string[];
}

export interface ForgetResult {
  readonly forgotten: number;
  /** Over their retention, but a reader has not passed them yet, or the last transaction is theirs. */
  readonly waiting: number;
  /** Within their retention. */
  readonly kept: number;
  /** False: the TPM or the disk refused to destroy it; the next opening tries again. */
  readonly oldKeyDestroyed: boolean;
}

export interface Journal {
  condition(): JournalCondition;
  /** Everything needed to go on where the last commit left off. */
  restore(): Promise<Restored>;
  /** Resolves after the durable (FULL) commit with the events as written; rejects and writes nothing otherwise. */
  commit(transaction: Transaction): Promise<readonly JournalEvent[]>;
  /** Events after `cursor`, oldest first, at most `limit`; of one visit when given. */
  read(cursor: Cursor, limit: number, visit?: string): Promise<readonly JournalEvent[]>;
  /**
   * Bytes of a blob from `offset`, fewer than `length` only where it ends; `unknown-blob` when there is none,
   * `forgotten` when its visit was.
   */
  readBlob(id: string, offset: number, length: number): Promise<Uint8Array>;
  head(): Promise<Cursor>;
  chainHead(): Promise<ChainHead>;
  /** Read back from the writing connection: what SQLite cannot honour it ignores in silence. */
  settings(): Promise<JournalSettings>;
  knowsCommand(id: string): Promise<boolean>;
  readerCursor(reader: string): Promise<Cursor | null>;
  saveReaderCursor(reader: string, cursor: Cursor): Promise<void>;
  /** A copy made while commits go on, checked, kept beside the last ones. */
  backup(): Promise<BackupMade>;
  /** Destroys the keys of visits that everybody has read and whose retention is over. Best when the cabinet is idle. */
  forget(options: ForgetOptions): Promise<ForgetResult>;
  close(): Promise<void>;
}
