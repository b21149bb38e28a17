/** Memory cuffs: looks for a change as often as the instrument likes it, reads the whole, tells what is new. */
import type { Clock, MemoryBook, MemoryRecordEvent } from '../contract.ts';
import { clockAgrees, type WallNow } from './local-time.ts';
import { type RecordList, takeNew } from './new-records.ts';
import { pause } from './pause.ts';

export interface MemoryReader {
  /** Asks as little as can be for something that a new record changes; null: no answer, or not now. */
  glance(signal: AbortSignal): Promise<string | null>;
  /** The whole memory; null: not read to its end. */
  read(signal: AbortSignal): Promise<readonly RecordList[] | null>;
}

export interface MemoryWatchOptions {
  readonly clock: Clock;
  readonly memory: MemoryBook;
  readonly wallNow: WallNow;
  /** Between two looks. */
  readonly pollMs: number;
  emit(event: MemoryRecordEvent): void;
  /** Whatever it says, its memory could not be read three times in a row. The watch is over. */
  onUnreadable(): void;
}

const TRIES = 3;
/** A cuff that measures has no time for a minute or two. */
export const NO_TIME_MS = 180_000;

/** Until aborted. A memory that was not read to its end teaches and tells nothing. */
export async function watchMemory(
  { clock, memory, wallNow, pollMs, emit, onUnreadable }: MemoryWatchOptions,
  { glance, read }: MemoryReader,
  signal: AbortSignal,
): Promise<void> {
  let seen: string | null = null;
  let failed = 0;
  let answeredAt = clock.now();
  while (!signal.aborted) {
    const there = await glance(signal);
    const lists = there === null || there === seen ? null : await read(signal);
    if (signal.aborted) return;
    if (lists !== null) {
      seen = there;
      for (const { key, values, takenAt, ...rest } of takeNew(memory, lists)) {
        if (values === null) continue;
        const clockSays = clockAgrees(takenAt, wallNow());
        emit({ kind: 'memory-record', ...rest, values, takenAt, clock: clockSays });
      }
    }
    if (there !== null) answeredAt = clock.now();
    // Once read, it may have no time for long: while it measures.
    const busy = seen !== null && clock.now() - answeredAt < NO_TIME_MS;
    const fine = there === null ? busy : there === seen;
    failed = fine ? 0 : failed + 1;
    if (failed >= TRIES) return onUnreadable();
    await pause(clock, pollMs, signal);
  }
}
