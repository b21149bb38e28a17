/** kill -9, an I/O error, a full disk, a read-only disk: each at every system call by which a visit is written. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Campaign, Failure } from './campaign.ts';
import { drillFolder } from './folder.ts';
import { judgePlayed } from './journal/played.ts';
import { recordedVisit } from './journal/recorded-visit.ts';
import { type Score, scoreOf } from './journal/score.ts';
import {
  FAULTS,
  type Fault,
  findPoints,
  journalIn,
  type Point,
  playOn,
  runFaulty,
  straceLacking,
} from './journal/system-calls.ts';

/** The points are shared out over so many rounds. */
const ROUNDS = 400;
/** No divisor in common with it: the first rounds are already spread over the whole visit. */
const STRIDE = 157;

export interface Visit {
  readonly score: Score;
  readonly scoreFile: string;
  readonly last: number;
  readonly points: readonly Point[];
}

/** Plays it once undisturbed in `folder`. */
export function prepareVisit(folder: string): Visit {
  const visit = recordedVisit();
  const scoreFile = path.join(folder, 'score.json');
  writeFileSync(scoreFile, JSON.stringify(visit));
  const whole = mkdtempSync(path.join(folder, 'whole-'));
  const points = findPoints(whole, scoreFile, visit.length);
  rmSync(whole, { recursive: true, force: true });
  return { score: scoreOf(visit), scoreFile, last: visit.length, points };
}

export interface Struck {
  readonly wrong: string | null;
  readonly acknowledged: number;
  /** It did not come to the end by itself. */
  readonly stopped: boolean;
}

/** Struck once, then restarted: the visit goes on to its end, and is there as it was written. */
export async function strike(folder: string, visit: Visit, point: Point, fault: Fault): Promise<Struck> {
  const { score, scoreFile, last } = visit;
  const work = mkdtempSync(path.join(folder, 'struck-'));
  try {
    const file = journalIn(work);
    const first = runFaulty(work, scoreFile, last, point, fault);
    const result = (wrong: string | null): Struck => ({
      wrong: wrong === null ? null : `${fault} at ${point.call} ${point.nth}: ${wrong}`,
      acknowledged: first.acknowledged.length,
      stopped: !first.ended,
    });
    const after = await judgePlayed(file, score, first.acknowledged);
    if (after.wrong !== null) return result(after.wrong);
    if (first.ended) return result(after.played === last ? null : 'ended before its end');
    const second = playOn(file, scoreFile, last);
    if (!second.ended) return result(`the visit does not go on: ${second.text.slice(-200)}`);
    const end = await judgePlayed(file, score, [...first.acknowledged, ...second.acknowledged]);
    return result(end.wrong ?? (end.played === last ? null : `${end.played} of ${last} transactions`));
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

let prepared: Visit | null = null;

export const journalCommits: Campaign = {
  name: 'journal-commits',
  about:
    'a visit struck at every system call of its commits, by kill -9, I/O error, full disk, read-only disk',
  times: ROUNDS,
  batch: 1,
  unavailable: straceLacking,
  async run(from, count) {
    const folder = path.join(drillFolder(), 'journal-commits');
    const failures: Failure[] = [];
    const counted: Record<string, number> = { points: 0, acknowledged: 0, restarts: 0 };
    mkdirSync(folder, { recursive: true });
    prepared ??= prepareVisit(folder);
    const { points } = prepared;
    for (let round = from; round < from + count; round += 1) {
      const slice = (round * STRIDE) % ROUNDS;
      const begin = Math.floor((points.length * slice) / ROUNDS);
      for (const point of points.slice(begin, Math.floor((points.length * (slice + 1)) / ROUNDS))) {
        counted['points'] = (counted['points'] ?? 0) + 1;
        for (const fault of Object.keys(FAULTS) as Fault[]) {
          const { wrong, acknowledged, stopped } = await strike(folder, prepared, point, fault);
          counted['acknowledged'] = (counted['acknowledged'] ?? 0) + acknowledged;
          counted[fault] = (counted[fault] ?? 0) + 1;
          if (stopped) counted['restarts'] = (counted['restarts'] ?? 0) + 1;
          if (wrong !== null) failures.push({ round, what: wrong });
        }
      }
    }
    return { failures, counted };
  },
};
