/** kill -9, an I/O error, a full disk, a read-only disk: each at every system call by which a visit is written. */
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import path from 'node:path';
import type { Campaign, Failure } from './campaign.ts';
import { drillFolder } from './folder.ts';
import { judgePlayed } from './journal/played.ts';
import { addPackages, bundlePlayer } from './journal/programs.ts';
import { recordedVisit } from './journal/recorded-visit.ts';
import { type Score, scoreOf } from './journal/score.ts';
import {
  FAULTS,
  type Fault,
  findPoints,
  journalIn,
  type Piece,
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
  readonly piece: Piece;
  readonly points: readonly Point[];
}

/** Plays it once undisturbed in `folder`. */
export async function prepareVisit(folder: string): Promise<Visit> {
  const visit = recordedVisit();
  const programs = mkdtempSync(path.join(folder, 'programs-'));
  await bundlePlayer(programs);
  addPackages(programs);
  const score = path.join(programs, 'score.json');
  writeFileSync(score, JSON.stringify(visit));
  const piece = { player: path.join(programs, 'player.js'), score, last: visit.length };
  const whole = mkdtempSync(path.join(folder, 'whole-'));
  const points = await findPoints(whole, piece);
  rmSync(whole, { recursive: true, force: true });
  if (points.length < visit.length)
    throw new Error(`${points.length} calls for ${visit.length} transactions`);
  return { score: scoreOf(visit), piece, points };
}

export interface Struck {
  readonly wrong: string | null;
  readonly acknowledged: number;
  /** It did not come to the end by itself. */
  readonly stopped: boolean;
}

/** Struck once, then restarted: the visit goes on to its end, and is there as it was written. */
export async function strike(folder: string, visit: Visit, point: Point, fault: Fault): Promise<Struck> {
  const { score, piece } = visit;
  const work = mkdtempSync(path.join(folder, 'struck-'));
  try {
    const file = journalIn(work);
    const first = await runFaulty(work, piece, point, fault);
    const result = (wrong: string | null): Struck => ({
      wrong: wrong === null ? null : `${fault} at ${point.call} ${point.nth}: ${wrong}`,
      acknowledged: first.acknowledged.length,
      stopped: !first.ended,
    });
    const after = await judgePlayed(file, score, first.acknowledged);
    if (after.wrong !== null) return result(after.wrong);
    if (first.ended) return result(after.played === piece.last ? null : 'ended before its end');
    const second = await playOn(file, piece);
    if (!second.ended) return result(`the visit does not go on: ${second.text.slice(-200)}`);
    const end = await judgePlayed(file, score, [...first.acknowledged, ...second.acknowledged]);
    return result(
      end.wrong ?? (end.played === piece.last ? null : `${end.played} of ${piece.last} transactions`),
    );
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

let prepared: Visit | null = null;

const slice = (points: readonly Point[], round: number): readonly Point[] => {
  const nth = (round * STRIDE) % ROUNDS;
  const at = (part: number): number => Math.floor((points.length * part) / ROUNDS);
  return points.slice(at(nth), at(nth + 1));
};

export const journalCommits: Campaign = {
  name: 'journal-commits',
  about:
    'a visit struck at every system call of its commits, by kill -9, I/O error, full disk, read-only disk',
  times: ROUNDS,
  batch: 4,
  unavailable: straceLacking,
  async run(from, count) {
    const folder = path.join(drillFolder(), 'journal-commits');
    const failures: Failure[] = [];
    const counted: Record<string, number> = { points: 0, acknowledged: 0, restarts: 0 };
    const add = (name: string, more: number): void => {
      counted[name] = (counted[name] ?? 0) + more;
    };
    mkdirSync(folder, { recursive: true });
    // strace compares names as the kernel has them: behind a link no call of the journal's would be seen.
    const real = realpathSync(folder);
    prepared ??= await prepareVisit(real);
    const visit = prepared;
    const rounds = Array.from({ length: count }, (_, n) => from + n);
    const strikes = rounds.flatMap((round) =>
      slice(visit.points, round).flatMap((point) =>
        (Object.keys(FAULTS) as Fault[]).map((fault) => ({ round, point, fault })),
      ),
    );
    add('points', strikes.length / Object.keys(FAULTS).length);
    const lane = async (): Promise<void> => {
      for (let next = strikes.shift(); next !== undefined; next = strikes.shift()) {
        const { round, point, fault } = next;
        const { wrong, acknowledged, stopped } = await strike(real, visit, point, fault);
        add('acknowledged', acknowledged);
        add(fault, 1);
        add('restarts', stopped ? 1 : 0);
        if (wrong !== null) failures.push({ round, what: wrong });
      }
    };
    await Promise.all(Array.from({ length: availableParallelism() }, lane));
    return { failures, counted };
  },
};
