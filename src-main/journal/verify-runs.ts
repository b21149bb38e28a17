/** Do the runs say of every event which visit it is of, and of no other? */
import type { ReadableDatabase } from './database.ts';
import { placeOf } from './place.ts';
import type { EventRow } from './read.ts';
import { statement } from './store.ts';
import type { Problem } from './verify.ts';

export interface RunWatch {
  /** Each event, in order. */
  passed(row: EventRow): void;
  end(): Problem[];
}

export function createRunWatch(database: ReadableDatabase): RunWatch {
  const slotAt = statement(database, 'SELECT slot FROM run WHERE place = ?').pluck();
  let slot: string | null = null;
  let last = { epoch: 0, seq: 0 };
  let begun = 0;
  let wrong: Problem | null = null;
  const tell = ({ epoch, seq }: { epoch: number; seq: number }): Problem => ({
    ...{ fault: 'run', epoch, seq, id: null },
    detail: 'where the events of its visit lie was changed',
  });
  return {
    passed(row) {
      last = row;
      if (row.slot === slot) return;
      slot = row.slot;
      begun += 1;
      if (slotAt.get(placeOf(row)) !== slot) wrong ??= tell(row);
    },
    end() {
      const all = Number(statement(database, 'SELECT count(*) FROM run').pluck().get());
      if (all !== begun) wrong ??= tell(last);
      return wrong === null ? [] : [wrong];
    },
  };
}
