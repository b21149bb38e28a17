/** A player under strace, which lets one of its system calls on the journal's files fail, or kills it there. */
import { execFile } from 'node:child_process';
import { mkdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { which } from '../../setup/locate.mjs';
import { type Acknowledged, acknowledgedIn } from './played.ts';
import type { AfterRestart } from './restarted.ts';

/** Everything by which the journal changes what is on the disk. */
const CALLS = ['pwrite64', 'write', 'fsync', 'fdatasync', 'ftruncate', 'rename', 'unlink'] as const;
type Call = (typeof CALLS)[number];
const LIMIT_MS = 300_000;
const MOST_OUTPUT = 16 * 1024 * 1024;
const CALLS_LOG = 'calls.log';
/** Stops at these calls only; signals cannot be sent so. */
const QUICK = '--seccomp-bpf';

/** The `nth` call of that name. */
export interface Point {
  readonly call: Call;
  readonly nth: number;
}

export const FAULTS = {
  /** At the entry of the call: the one before was the last. */
  kill: 'signal=KILL:when=#',
  /** Once: the cabinet goes on without a restart. */
  'io-error': 'error=EIO:when=#',
  /** From there on, until the restart. */
  'disk-full': 'error=ENOSPC:when=#+',
  'read-only': 'error=EROFS:when=#+',
} as const;
export type Fault = keyof typeof FAULTS;

export const straceLacking = (): string | null =>
  which('strace') === null ? 'here is no strace (apt-get install strace)' : null;

/** What is played, and by which program. */
export interface Piece {
  /** Path of the player. */
  readonly player: string;
  /** Path of the program of the next start. */
  readonly restarted: string;
  /** Path of the score. */
  readonly score: string;
  readonly last: number;
}

export const journalIn = (folder: string): string => path.join(folder, 'data', 'journal.sqlite');

/** Files whose calls count; the player's own output is not among them. */
function places(folder: string): string[] {
  const file = journalIn(folder);
  const keys = `${file}.keys`;
  const names = ['visits-1.keys', 'visits-1.keys.part', 'epoch-1.json', 'epoch-1.json.part'];
  return [
    ...['', '-wal', '-shm', '-journal', '.epoch', '.epoch.part', '.keys'].map((part) => file + part),
    ...names.map((name) => path.join(keys, name)),
    path.dirname(file),
  ];
}

export interface Run {
  readonly acknowledged: readonly Acknowledged[];
  /** Played to the end. */
  readonly ended: boolean;
  /** The code with which the journal refused for good. */
  readonly refused: string | null;
  readonly text: string;
}

function run(folder: string, piece: Piece, options: readonly string[]): Promise<Run> {
  mkdirSync(path.join(folder, 'data'), { recursive: true });
  const watched = places(folder).flatMap((place) => ['-P', place]);
  const { player, score, last } = piece;
  const playing = [process.execPath, player, journalIn(folder), score, String(last)];
  const log = path.join(folder, CALLS_LOG);
  const strace = ['-f', '-qq', '-e', `trace=${CALLS.join(',')}`, ...options, ...watched, '-o', log];
  return listen('strace', [...strace, ...playing]);
}

/** @throws where it cannot be started or does not end. */
function listen(program: string, args: readonly string[]): Promise<Run> {
  const limits = { timeout: LIMIT_MS, maxBuffer: MOST_OUTPUT };
  return new Promise((resolve, reject) => {
    execFile(program, args, limits, (error, stdout) => {
      // Killed as it should be, or refused with a status of its own.
      if (error !== null && (typeof error.code === 'string' || error.killed === true)) return reject(error);
      const said = (pattern: RegExp) => pattern.exec(stdout)?.[1] ?? null;
      resolve({
        acknowledged: acknowledgedIn(stdout),
        ended: stdout.includes('"end":true'),
        refused: said(/"refused":"([^"]+)"/),
        text: stdout,
      });
    });
  });
}

/** With nothing in its way. @throws with what it said where it ends otherwise. */
export function restart(
  file: string,
  { restarted, score, last }: Piece,
  acknowledged: readonly Acknowledged[],
): Promise<AfterRestart> {
  const limits = { timeout: LIMIT_MS, maxBuffer: MOST_OUTPUT };
  return new Promise((resolve, reject) => {
    const args = [restarted, file, score, String(last)];
    const child = execFile(process.execPath, args, limits, (error, stdout, stderr) => {
      if (error !== null) reject(new Error(`${error.message} ${stderr.slice(-300)}`));
      else resolve(JSON.parse(stdout) as AfterRestart);
    });
    child.stdin?.end(JSON.stringify(acknowledged));
  });
}

/** Every call of one undisturbed run, in order. */
export async function findPoints(folder: string, piece: Piece): Promise<readonly Point[]> {
  const { ended, text } = await run(folder, piece, [QUICK]);
  if (!ended) throw new Error(`the undisturbed run did not end: ${text.slice(-200)}`);
  const counts = new Map<Call, number>();
  const points: Point[] = [];
  for (const line of readFileSync(path.join(folder, CALLS_LOG), 'utf8').split('\n')) {
    const name = /^\d+\s+(\w+)\(/.exec(line)?.[1];
    const call = CALLS.find((one) => one === name);
    if (call === undefined) continue;
    const nth = (counts.get(call) ?? 0) + 1;
    counts.set(call, nth);
    points.push({ call, nth });
  }
  return points;
}

/** The folder is new, or holds what an earlier run left. */
export function runFaulty(folder: string, piece: Piece, point: Point, fault: Fault): Promise<Run> {
  const how = FAULTS[fault].replace('#', String(point.nth));
  const quick = fault === 'kill' ? [] : [QUICK];
  return run(folder, piece, [...quick, '-e', `inject=${point.call}:${how}`]);
}
