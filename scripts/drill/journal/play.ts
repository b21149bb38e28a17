/** Plays a score into a journal, from where the journal is, and says what was acknowledged. */
import {
  isJournalError,
  type Journal,
  type JournalEvent,
  type OpenJournalOptions,
  openJournal,
} from '../../../src-main/journal/index.ts';
import { markOf, type Score } from './score.ts';

const TRIES = 3;
/** The machine may be busy, and strace in the way. */
export const PATIENT: Pick<OpenJournalOptions, 'backupEveryMs' | 'timeoutMs' | 'openTimeoutMs'> = {
  backupEveryMs: 0,
  timeoutMs: 120_000,
  openTimeoutMs: 120_000,
};

/** The first transaction that the journal does not have; they come in order, so that halving finds it. */
async function firstMissing(journal: Journal): Promise<number> {
  let [have, lacks] = [0, 1];
  while (await journal.knowsCommand(markOf(lacks))) [have, lacks] = [lacks, lacks * 2];
  while (lacks - have > 1) {
    const middle = Math.floor((have + lacks) / 2);
    if (await journal.knowsCommand(markOf(middle))) have = middle;
    else lacks = middle;
  }
  return lacks;
}

/** Up to transaction `last`. @throws JournalError, JournalOpenError: the journal refuses for good. */
export async function play(
  file: string,
  score: Score,
  last: number,
  say: (line: object) => void,
): Promise<void> {
  const journal = await openJournal({ file, ...PATIENT });
  /** Refused and not dead: the same again, as a person presses again. */
  const committed = async (n: number): Promise<readonly JournalEvent[]> => {
    for (let left = TRIES - 1; ; left -= 1) {
      try {
        return await journal.commit(score.transactionAt(n));
      } catch (error) {
        if (!isJournalError(error) || error.fatal || left === 0) throw error;
        say({ again: n, code: error.code });
      }
    }
  };
  await journal.restore();
  const first = await firstMissing(journal);
  say({ from: first });
  for (let n = first; n <= last; n += 1) {
    const events = await committed(n);
    say({ n, head: events.at(-1)?.chain, ids: events.map(({ id }) => id) });
  }
  await journal.close();
  say({ end: true });
}
