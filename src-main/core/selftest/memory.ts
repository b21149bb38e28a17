/** The result in the journal: written there, found there again after a restart. */
import type { Instant } from '../../../state-machines/contract.ts';
import { SELFTEST_DONE, type SelftestResult, selftestResultSchema } from '../../api/selftest-protocol.ts';
import type { Cursor, Journal } from '../../journal/index.ts';
import { plainTransaction } from '../../journal/plain-transaction.ts';

export { SELFTEST_DONE };

const READER = 'selftest';
const PAGE = 1000;

type Store = Pick<Journal, 'commit' | 'read' | 'readerCursor' | 'saveReaderCursor'>;

export interface SelftestMemory {
  /** The last result that was written; null when there is none that can be understood. */
  recall(): Promise<SelftestResult | null>;
  /** Resolves when it is durable. */
  keep(result: SelftestResult, at: Instant): Promise<void>;
}

/** The reader's cursor stands just before the last result, so that a restart reads little. */
export function createSelftestMemory(journal: Store): SelftestMemory {
  const before = ({ epoch, seq }: Cursor): Cursor => ({ epoch, seq: seq - 1 });
  return {
    async recall() {
      let cursor = (await journal.readerCursor(READER)) ?? { epoch: 0, seq: 0 };
      let last: { readonly at: Cursor; readonly result: SelftestResult } | null = null;
      for (;;) {
        const events = await journal.read(cursor, PAGE);
        for (const event of events) {
          cursor = { epoch: event.epoch, seq: event.seq };
          if (event.kind !== SELFTEST_DONE) continue;
          const parsed = selftestResultSchema.safeParse(event.payload);
          if (parsed.success) last = { at: cursor, result: parsed.data };
        }
        if (events.length < PAGE) break;
      }
      if (last === null && cursor.seq === 0) return null;
      await journal.saveReaderCursor(READER, last === null ? cursor : before(last.at));
      return last?.result ?? null;
    },
    async keep(result, at) {
      const records = [{ kind: SELFTEST_DONE, payload: result }];
      const [written] = await journal.commit(plainTransaction({ visit: null, at, records }));
      if (written !== undefined) await journal.saveReaderCursor(READER, before(written));
    },
  };
}
