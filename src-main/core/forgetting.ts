/** Forgets old visits while nobody is in the cabinet: their keys are destroyed, which may keep the disk busy. */
import type { Clock } from '../../drivers/contract.ts';
import type { ForgetResult, Journal } from '../journal/contract.ts';
import { type FeedName, settledReader } from '../uplink/contract.ts';
import type { RecordSettings } from '../uplink/uplink.ts';

/** Between two looks; a forgetting that finds nothing due reads one row a visit. */
export const LOOK_EVERY_MS = 10 * 60_000;
/** After a start the cabinet has other things to do. */
export const FIRST_LOOK_MS = 60_000;

/**
 * The record must have everything of a visit, and nothing of it may be parked. An operator without a record takes
 * the visits out by hand (`npm run journal -- export`), which moves the same readers: until then nothing is forgotten.
 */
export function recordReaders({ url, mesuresUrl }: Pick<RecordSettings, 'url' | 'mesuresUrl'>): string[] {
  const feeds: FeedName[] = [
    ...(url === null && mesuresUrl !== null ? [] : ['record' as const]),
    ...(mesuresUrl === null ? [] : ['record.ans' as const]),
  ];
  return feeds.flatMap((feed) => [feed, settledReader(feed)]);
}

export interface ForgettingParts {
  readonly journal: Pick<Journal, 'forget' | 'condition'>;
  readonly clock: Clock;
  /** ms since 1970 UTC. */
  readonly wallNow: () => number;
  /** False: the wall clock was set meanwhile, and may say that everything is old. */
  readonly clockSure: () => boolean;
  /** Since the last event of a visit; null: nothing is forgotten by itself. */
  readonly retentionMs: number | null;
  /** Who must have read a visit, also when it never came. */
  readonly readers: readonly string[];
  readonly idle: () => boolean;
  readonly done: (result: ForgetResult) => void;
  readonly onError: (error: unknown) => void;
}

export interface Forgetting {
  /** Resolves when what is under way has ended. */
  close(): Promise<void>;
}

export function createForgetting(parts: ForgettingParts): Forgetting {
  const { journal, clock, retentionMs, readers } = parts;
  let underWay: Promise<void> = Promise.resolve();
  let closed = false;
  let cancel = (): void => {};

  async function look(): Promise<void> {
    if (retentionMs === null || !parts.idle() || !parts.clockSure()) return;
    try {
      const result = await journal.forget({ retentionMs, now: parts.wallNow(), readers });
      if (result.forgotten > 0 || !result.oldKeyDestroyed) parts.done(result);
    } catch (error) {
      parts.onError(error);
    }
  }

  const arm = (ms: number): void => {
    cancel = clock.after(ms, () => {
      underWay = look();
      void underWay.then(() => {
        if (!closed) arm(LOOK_EVERY_MS);
      });
    });
  };
  if (retentionMs !== null && journal.condition().durable) arm(FIRST_LOOK_MS);

  return {
    close() {
      closed = true;
      cancel();
      return underWay;
    },
  };
}
