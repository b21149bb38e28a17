/** Where a campaign stands, in a file: a stopped one goes on with the round it had reached. */
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import type { Outcome } from './campaign.ts';

const stateSchema = z.object({
  name: z.string(),
  seed: z.int(),
  times: z.int(),
  done: z.int(),
  seconds: z.number(),
  startedAt: z.string(),
  /** Of the code that ran, oldest first; more than one when it was resumed on another. */
  commits: z.array(z.string()),
  failures: z.array(z.object({ round: z.int(), what: z.string() })),
  failed: z.int(),
  counted: z.record(z.string(), z.number()),
  measured: z.record(z.string(), z.array(z.number())),
});
export type DrillState = z.infer<typeof stateSchema>;

const MAX_FAILURES = 50;

export function freshState(name: string, seed: number, times: number, now: Date): DrillState {
  return {
    name,
    seed,
    times,
    done: 0,
    seconds: 0,
    startedAt: now.toISOString(),
    commits: [],
    failures: [],
    failed: 0,
    counted: {},
    measured: {},
  };
}

/** `failures` keeps the first fifty; `failed` counts all. */
export function addOutcome(
  state: DrillState,
  rounds: number,
  outcome: Outcome,
  seconds: number,
  commit: string,
): DrillState {
  const counted = { ...state.counted };
  for (const [name, n] of Object.entries(outcome.counted)) counted[name] = (counted[name] ?? 0) + n;
  const measured = { ...state.measured };
  for (const [name, value] of Object.entries(outcome.measured ?? {}))
    measured[name] = [...(measured[name] ?? []), value];
  return {
    ...state,
    done: state.done + rounds,
    seconds: state.seconds + seconds,
    commits: state.commits.includes(commit) ? state.commits : [...state.commits, commit],
    failures: [...state.failures, ...outcome.failures].slice(0, MAX_FAILURES),
    failed: state.failed + outcome.failures.length,
    counted,
    measured,
  };
}

const fileOf = (folder: string, name: string) => path.join(folder, `${name}.json`);

/** Null: none there, or not readable as one. */
export function loadState(folder: string, name: string): DrillState | null {
  const file = fileOf(folder, name);
  if (!existsSync(file)) return null;
  try {
    return stateSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    return null;
  }
}

export function saveState(folder: string, state: DrillState): void {
  mkdirSync(folder, { recursive: true });
  const file = fileOf(folder, state.name);
  writeFileSync(`${file}.new`, `${JSON.stringify(state, null, 2)}\n`);
  renameSync(`${file}.new`, file);
}

/** What to go on with: the saved state when it is unfinished and nothing else was asked for. */
export function resumable(
  saved: DrillState | null,
  asked: { readonly seed: number | undefined; readonly times: number; readonly fresh: boolean },
): DrillState | null {
  if (saved === null || asked.fresh || saved.done >= saved.times) return null;
  if (asked.seed !== undefined && asked.seed !== saved.seed) return null;
  return asked.times === saved.times ? saved : null;
}
