/** Which boot of the machine this is, its monotonic clock, and how long a stored deadline still has. */
import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { Deadline } from './contract.ts';

const BOOT_ID_FILE = '/proc/sys/kernel/random/boot_id';

/** A deadline of another boot further away than this means a wrong wall clock: it is due now. */
export const MAX_DEADLINE_MS = 24 * 60 * 60 * 1000;

let known: string | null = null;

/** Same value for every process of one boot; where the kernel does not tell, random for this process. */
export function bootId(file = BOOT_ID_FILE): string {
  if (file !== BOOT_ID_FILE) return readBootId(file);
  known ??= readBootId(file);
  return known;
}

function readBootId(file: string): string {
  try {
    const id = readFileSync(file, 'utf8').trim();
    if (/^[0-9a-f-]{36}$/i.test(id)) return id;
  } catch {
    // not Linux
  }
  return randomUUID();
}

/** Milliseconds of CLOCK_MONOTONIC (µs resolution): comparable between processes of the same boot. */
export function monoNow(): number {
  return Number(process.hrtime.bigint() / 1000n) / 1000;
}

export interface BootClock {
  readonly bootId: string;
  /** ms, CLOCK_MONOTONIC */
  readonly mono: number;
  /** ms since 1970 UTC */
  readonly wall: number;
}

export function bootClock(): BootClock {
  return { bootId: bootId(), mono: monoNow(), wall: Date.now() };
}

/** Milliseconds until `deadline` is due, 0 when it has passed: monotonic in the same boot, else by the wall. */
export function remainingMs(deadline: Deadline, now: BootClock): number {
  if (deadline.bootId === now.bootId) return Math.max(0, deadline.dueMono - now.mono);
  const left = deadline.dueWall - now.wall;
  return left > MAX_DEADLINE_MS ? 0 : Math.max(0, left);
}
