/** kill -9, an I/O error, a full disk, a read-only disk: each at every system call by which a visit is written. */
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import path from 'node:path';
import type { Campaign, Failure } from './campaign.ts';
import { drillFolder } from './folder.ts';
import type { Played } from './journal/played.ts';
import { addPackages, bundlePlayer } from './journal/programs.ts';
import { recordedVisit } from './journal/recorded-visit.ts';
import {
  FAULTS,
  type Fault,
  findPoints,
  journalIn,
  type Piece,
  type Point,
  type Run,
  restart,
  runFaulty,
  straceLacking,
} from './journal/system-calls.ts';

/** One kind of fault after the other, kill first. */
const KINDS = Object.keys(FAULTS) as Fault[];
/** The points are shared out over so many rounds of each kind. */
const SHARES = 100;
/** No divisor in common with it: the first rounds are already spread over the whole visit. */
const STRIDE = 57;

export interface Visit {
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
  const piece = {
    player: path.join(programs, 'player.js'),
    restarted: path.join(programs, 'restarted.js'),
    score,
    last: visit.length,
  };
  const whole = mkdtempSync(path.join(folder, 'whole-'));
  const points = await findPoints(whole, piece);
  rmSync(whole, { recursive: true, force: true });
  if (points.length < visit.length)
    throw new Error(`${points.length} calls for ${visit.length} transactions`);
  return { piece, points };
}

export interface Struck {
  readonly wrong: string | null;
  readonly acknowledged: number;
  /** It did not come to the end by itself. */
  readonly stopped: boolean;
}

async function restarted(
  file: string,
  piece: Piece,
  { acknowledged, ended }: Run,
): Promise<Pick<Played, 'wrong' | 'played'>> {
  try {
    const { left, end } = await restart(file, piece, acknowledged);
    return ended ? left : (end ?? left);
  } catch (error) {
    return { wrong: `the visit does not go on: ${String(error).slice(-300)}`, played: 0 };
  }
}

/** Struck once, then restarted: the visit goes on to its end, and is there as it was written. */
export async function strike(folder: string, visit: Visit, point: Point, fault: Fault): Promise<Struck> {
  const { piece } = visit;
  const work = mkdtempSync(path.join(folder, 'struck-'));
  try {
    const first = await runFaulty(work, piece, point, fault);
    const { wrong, played } = await restarted(journalIn(work), piece, first);
    const lacks = wrong ?? (played === piece.last ? null : `${played} of ${piece.last} transactions`);
    return {
      wrong: lacks === null ? null : `${fault} at ${point.call} ${point.nth}: ${lacks}`,
      acknowledged: first.acknowledged.length,
      stopped: !first.ended,
    };
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

let prepared: Visit | null = null;

function strikesOf(points: readonly Point[], round: number): { round: number; point: Point; fault: Fault }[] {
  const fault = KINDS[Math.floor(round / SHARES)];
  if (fault === undefined) return [];
  const share = (round * STRIDE) % SHARES;
  const at = (part: number): number => Math.floor((points.length * part) / SHARES);
  return points.slice(at(share), at(share + 1)).map((point) => ({ round, point, fault }));
}

export const journalCommits: Campaign = {
  name: 'journal-commits',
  about:
    'a visit struck at every system call of its commits, by kill -9, I/O error, full disk, read-only disk',
  times: KINDS.length * SHARES,
  batch: 4,
  unavailable: straceLacking,
  async run(from, count) {
    const folder = path.join(drillFolder(), 'journal-commits');
    const failures: Failure[] = [];
    const counted: Record<string, number> = { acknowledged: 0, restarts: 0 };
    const add = (name: string, more: number): void => {
      counted[name] = (counted[name] ?? 0) + more;
    };
    mkdirSync(folder, { recursive: true });
    // strace compares names as the kernel has them: behind a link no call of the journal's would be seen.
    const real = realpathSync(folder);
    prepared ??= await prepareVisit(real);
    const visit = prepared;
    const rounds = Array.from({ length: count }, (_, n) => from + n);
    const strikes = rounds.flatMap((round) => strikesOf(visit.points, round));
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
