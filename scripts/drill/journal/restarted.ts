/**
 * The core's next start, after a player was struck: judges what is there, plays on to the end, judges again.
 * `node restarted.ts JOURNAL SCORE LAST`; stdin: what was acknowledged before, JSON; stdout: an `AfterRestart`.
 */
import { readFileSync } from 'node:fs';
import type { Transaction } from '../../../src-main/journal/index.ts';
import { play } from './play.ts';
import { type Acknowledged, acknowledgedIn, judgePlayed, type Played } from './played.ts';
import { scoreOf } from './score.ts';

export interface AfterRestart {
  /** What the player left. */
  readonly left: Played;
  /** After it was played on; null: it was whole, or wrong, already. */
  readonly end: Played | null;
}

const [file = '', scoreFile = '', lastText = '0'] = process.argv.slice(2);
const last = Number(lastText);
const score = scoreOf(JSON.parse(readFileSync(scoreFile, 'utf8')) as Transaction[]);
const before = JSON.parse(readFileSync(0, 'utf8')) as Acknowledged[];

async function playOn(): Promise<Played> {
  let text = '';
  await play(file, score, last, (line) => {
    text += `${JSON.stringify(line)}\n`;
  });
  return judgePlayed(file, score, [...before, ...acknowledgedIn(text)]);
}

const left = await judgePlayed(file, score, before);
const end = left.wrong !== null || left.played === last ? null : await playOn();
const result: AfterRestart = { left, end };
process.stdout.write(`${JSON.stringify(result)}\n`);
