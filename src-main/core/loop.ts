/**
 * The main loop. One event at a time: step purely, commit, then act and publish. Nothing is done or shown that is
 * not in the journal; an event that changes nothing is not written.
 */
import type {
  CabinetEvent,
  CabinetState,
  Instant,
  JournalRecord,
  MachineSnapshot,
  StepResult,
} from '../../state-machines/contract.ts';
import { readRecord } from '../../state-machines/records.ts';
import type { Blob, Deadline, Journal, JournalEvent, Transaction } from '../journal/contract.ts';

export type Dispatched = 'changed' | 'unchanged' | 'failed';

export interface DispatchOptions {
  /** Written in the same transaction, only if the event changed something. */
  readonly records?: readonly JournalRecord[];
  readonly commandIds?: readonly string[];
  /** Pictures, sounds and documents: written with the record that keeps them, or not at all. */
  readonly blobs?: readonly Blob[];
}

export interface LoopParts {
  readonly journal: Pick<Journal, 'commit'>;
  readonly step: (state: CabinetState, event: CabinetEvent) => StepResult;
  readonly visitOf: (state: CabinetState) => string | null;
  readonly plan: (name: string, inMs: number, at: Instant) => Deadline;
  /** Adds what only the core has, such as the raw bytes of a reading's window. */
  readonly enrich: (record: JournalRecord) => JournalRecord;
  /** After the commit: effects in order, then readers. */
  readonly act: (result: StepResult, armed: readonly Deadline[]) => void;
  readonly publish: (state: CabinetState, events: readonly JournalEvent[]) => void;
  readonly onFailed: (event: CabinetEvent, error: unknown) => void;
}

export interface Loop {
  state(): CabinetState;
  dispatch(event: CabinetEvent, options?: DispatchOptions): Promise<Dispatched>;
  /**
   * Takes up what a restore decided (an unknown version became `interrupted`), committed before anything else.
   * `saved`: what was read; a machine that is not in the new state is dropped, or it would interrupt every restart.
   */
  adopt(restored: Omit<StepResult, 'changed'>, saved: readonly MachineSnapshot[], at: Instant): Promise<void>;
  /** Between two steps: what is dispatched meanwhile waits. `task` must not dispatch and wait for it. */
  inTurn<T>(task: () => Promise<T>): Promise<T>;
  /** Resolves when everything dispatched so far has been dealt with. */
  settled(): Promise<void>;
}

export function toTransaction(
  before: CabinetState,
  result: StepResult,
  event: CabinetEvent,
  parts: Pick<LoopParts, 'plan' | 'visitOf' | 'enrich'>,
  options: DispatchOptions,
): Transaction {
  const { visit, exam } = result.state;
  const setDeadlines = new Map<string, Deadline>();
  const clearDeadlines = new Set<string>();
  for (const effect of result.effects) {
    if (effect.type === 'deadline.set') {
      setDeadlines.set(effect.name, parts.plan(effect.name, effect.inMs, event.at));
      clearDeadlines.delete(effect.name);
    } else if (effect.type === 'deadline.clear') {
      setDeadlines.delete(effect.name);
      clearDeadlines.add(effect.name);
    }
  }
  // A fired deadline is spent: its row goes with what it caused, unless the step set it anew.
  if (event.type === 'deadline' && !setDeadlines.has(event.name)) clearDeadlines.add(event.name);
  const dropped = before.exam && before.exam.machine !== exam?.machine ? [before.exam.machine] : [];
  return {
    // The visit that an event ends is still the visit it belongs to.
    visit: parts.visitOf(result.state) ?? parts.visitOf(before),
    at: event.at,
    records: [...result.records.map(parts.enrich), ...(options.records ?? [])],
    machines: exam ? [visit, exam] : [visit],
    dropMachines: dropped,
    setDeadlines: [...setDeadlines.values()],
    clearDeadlines: [...clearDeadlines],
    commandIds: options.commandIds ?? [],
    blobs: (options.blobs ?? []).filter(({ id }) => keeps(result.records, id)),
  };
}

const keeps = (records: readonly JournalRecord[], id: string): boolean =>
  records.some(
    (record) =>
      readRecord(record, 'media.kept')?.medium.id === id ||
      readRecord(record, 'document.received')?.document.id === id ||
      readRecord(record, 'summary.written')?.bundle.id === id,
  );

export function createLoop(initial: CabinetState, parts: LoopParts): Loop {
  let state = initial;
  let tail: Promise<unknown> = Promise.resolve();

  async function write(
    before: CabinetState,
    result: StepResult,
    event: CabinetEvent,
    options: DispatchOptions,
  ): Promise<void> {
    const transaction = toTransaction(before, result, event, parts, options);
    const written = await parts.journal.commit(transaction);
    state = result.state;
    // Committed is done: a fault from here on is told to the technician, never answered as "not stored".
    for (const follow of [
      () => parts.act(result, transaction.setDeadlines),
      () => parts.publish(state, written),
    ]) {
      try {
        follow();
      } catch (error) {
        parts.onFailed(event, error);
      }
    }
  }

  async function handle(event: CabinetEvent, options: DispatchOptions): Promise<Dispatched> {
    try {
      const result = parts.step(state, event);
      if (!result.changed) return 'unchanged';
      await write(state, result, event, options);
      return 'changed';
    } catch (error) {
      parts.onFailed(event, error);
      return 'failed';
    }
  }

  return {
    state: () => state,
    dispatch(event, options = {}) {
      const done = tail.then(() => handle(event, options));
      tail = done;
      return done;
    },
    adopt(restored, saved, at) {
      if (restored.records.length + restored.effects.length === 0) return Promise.resolve();
      const before = { ...restored.state, exam: saved.find(({ machine }) => machine !== 'visit') ?? null };
      const done = tail.then(() =>
        write(before, { ...restored, changed: true }, { type: 'core.restarted', at }, {}),
      );
      tail = done.catch(() => {});
      return done;
    },
    inTurn(task) {
      const done = tail.then(task);
      tail = done.catch(() => {});
      return done;
    },
    async settled() {
      await tail;
    },
  };
}
