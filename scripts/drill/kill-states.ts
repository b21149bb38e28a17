/**
 * Every state that the exploration of the exams reaches lies in a journal, and a real core starts from it. One of each step
 * of each exam comes first, and there the core is a process of its own with a cuff, killed twice: what the first start
 * wrote is what the second one reads.
 */
import { openKillBench } from '../../fixtures/visits/kill-bench.ts';
import { openStartBench } from '../../fixtures/visits/start-bench.ts';
import { CASES } from '../../state-machines/explore-cases.ts';
import { explore } from '../../state-machines/explore-kit.ts';
import type { Kit } from '../../state-machines/test-kit.ts';
import { always, type Campaign, type Failure } from './campaign.ts';

export interface KillState {
  readonly name: string;
  readonly kit: Kit;
  /** The first of its exam and step. */
  readonly first: boolean;
}

/** The same order on every machine, so that a stopped campaign goes on where it was. */
export function killOrder(cases: typeof CASES = CASES): readonly KillState[] {
  const met = new Set<string>();
  const all = cases.flatMap((which) =>
    explore(which).seen.map((kit): KillState => {
      const name = `${which.name}, ${kit.view().exam?.step ?? 'cancelled'}`;
      const first = !met.has(name);
      met.add(name);
      return { name, kit, first };
    }),
  );
  return [...all.filter(({ first }) => first), ...all.filter(({ first }) => !first)];
}

let order: readonly KillState[] | null = null;

interface Bench {
  readonly look: (kit: Kit) => Promise<string | null>;
  close(): Promise<void>;
}

async function failuresOf(bench: Bench, rounds: readonly (readonly [number, KillState])[]) {
  const failures: Failure[] = [];
  try {
    for (const [round, { name, kit }] of rounds) {
      const what = await bench.look(kit).catch((error: unknown) => String(error).slice(0, 300));
      if (what !== null) failures.push({ round, what: `${name}: ${what}` });
    }
  } finally {
    await bench.close();
  }
  return failures;
}

export const killStates: Campaign = {
  name: 'kill-states',
  about:
    'a core started from every state of every exam, and killed in one of each step: the same step and answers, nothing moves, nothing twice',
  // About as many as there are; what is over begins again with the first.
  times: 1251,
  batch: 15,
  unavailable: always,
  async run(from, count) {
    order ??= killOrder();
    const all = order;
    const rounds = Array.from({ length: count }, (_, n) => from + n).flatMap((round) => {
      const state = all[round % all.length];
      return state === undefined ? [] : [[round, state] as const];
    });
    const firsts = rounds.filter(([, { first }]) => first);
    const started = await openStartBench();
    const failures = await failuresOf({ look: started.startedIn, close: started.close }, rounds);
    if (firsts.length > 0) {
      const killed = await openKillBench();
      failures.push(...(await failuresOf({ look: killed.killedIn, close: killed.close }, firsts)));
    }
    return { failures, counted: { states: rounds.length, steps: firsts.length, kills: 2 * firsts.length } };
  },
};
