/**
 * Plays a score into a journal and says on a line what was acknowledged. `node player.ts JOURNAL SCORE LAST [TO]`: up to
 * transaction LAST, 0 for ever; TO is a file or a device, else stdout. Goes on where the journal is.
 */
import { openSync, readFileSync, writeSync } from 'node:fs';
import {
  isJournalError,
  isJournalOpenError,
  type Journal,
  type JournalEvent,
  openJournal,
  type Transaction,
} from '../../../src-main/journal/index.ts';
import { markOf, scoreOf } from './score.ts';

const [file = '', scoreFile = '', lastText = '0', to] = process.argv.slice(2);
const last = Number(lastText) || Number.POSITIVE_INFINITY;
const TRIES = 3;
const output = to === undefined ? 1 : openSync(to, 'w');
const say = (line: object): void => void writeSync(output, `${JSON.stringify(line)}\n`);
const score = scoreOf(JSON.parse(readFileSync(scoreFile, 'utf8')) as Transaction[]);

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

/** Refused and not dead: the same again, as a person presses again. */
async function committed(journal: Journal, n: number): Promise<readonly JournalEvent[]> {
  for (let left = TRIES - 1; ; left -= 1) {
    try {
      return await journal.commit(score.transactionAt(n));
    } catch (error) {
      if (!isJournalError(error) || error.fatal || left === 0) throw error;
      say({ again: n, code: error.code });
    }
  }
}

try {
  const journal = await openJournal({ file, backupEveryMs: 0, timeoutMs: 120_000, openTimeoutMs: 120_000 });
  await journal.restore();
  const first = await firstMissing(journal);
  say({ from: first });
  for (let n = first; n <= last; n += 1) {
    const events = await committed(journal, n);
    say({ n, head: events.at(-1)?.chain, ids: events.map(({ id }) => id) });
  }
  await journal.close();
  say({ end: true });
} catch (error) {
  if (!isJournalError(error) && !isJournalOpenError(error)) throw error;
  say({ refused: error.code });
  process.exit(3);
}
