/**
 * Plays a score into a journal and says on a line what was acknowledged. `node player.ts JOURNAL SCORE LAST [TO]`: up to
 * transaction LAST, 0 for ever; TO is a file or a device, else stdout. Goes on where the journal is.
 */
import { openSync, readFileSync, writeSync } from 'node:fs';
import { isJournalError, isJournalOpenError, type Transaction } from '../../../src-main/journal/index.ts';
import { play } from './play.ts';
import { scoreOf } from './score.ts';

const [file = '', scoreFile = '', lastText = '0', to] = process.argv.slice(2);
const output = to === undefined ? 1 : openSync(to, 'w');
const say = (line: object): void => void writeSync(output, `${JSON.stringify(line)}\n`);
const score = scoreOf(JSON.parse(readFileSync(scoreFile, 'utf8')) as Transaction[]);

try {
  await play(file, score, Number(lastText) || Number.POSITIVE_INFINITY, say);
} catch (error) {
  if (!isJournalError(error) && !isJournalOpenError(error)) throw error;
  say({ refused: error.code });
  process.exit(3);
}
