import type { Cursor, Journal } from '../journal/contract.ts';

export const START: Cursor = { epoch: 0, seq: 0 };
export const cursorOf = ({ epoch, seq }: Cursor): Cursor => ({ epoch, seq });
export const isAfter = (a: Cursor, b: Cursor): boolean =>
  a.epoch > b.epoch || (a.epoch === b.epoch && a.seq > b.seq);

export interface MovingCursor {
  /** What has been dealt with, durable or not yet. */
  at(): Cursor;
  /** Begins where it was left. */
  recall(): Promise<void>;
  /** Saved without anybody waiting; a later one overtakes those that still wait for the disk. @throws why it could not be */
  move(upTo: Cursor): void;
  /** Resolves when all of it is durable. @throws why it is not */
  saved(): Promise<void>;
}

/**
 * A reader's place that is saved while the reader goes on: after a restart it may be a little behind, never ahead, and what
 * is dealt with twice must do no harm.
 */
export function createMovingCursor(
  journal: Pick<Journal, 'readerCursor' | 'saveReaderCursor'>,
  reader: string,
): MovingCursor {
  let at = START;
  let durable = START;
  let saving: Promise<void> | null = null;
  let failed: { readonly error: unknown } | null = null;

  async function save(): Promise<void> {
    try {
      while (isAfter(at, durable)) {
        const upTo = at;
        await journal.saveReaderCursor(reader, upTo);
        durable = upTo;
      }
    } catch (error) {
      failed = { error };
    } finally {
      saving = null;
    }
  }
  const requireGood = (): void => {
    if (failed !== null) throw failed.error;
  };

  return {
    at: () => at,
    async recall() {
      await saving;
      durable = (await journal.readerCursor(reader)) ?? START;
      at = durable;
      failed = null;
    },
    move(upTo) {
      requireGood();
      if (!isAfter(upTo, at)) return;
      at = upTo;
      saving ??= save();
    },
    async saved() {
      await saving;
      requireGood();
    },
  };
}
