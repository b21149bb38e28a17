/**
 * Every state that the exploration of the exams reaches, in a real core that is killed in it. One of each step of each
 * exam comes first, and is killed twice: what the first start wrote is what the second one reads.
 */
import { type KillBench, openKillBench } from '../../fixtures/visits/kill-bench.ts';
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

async function killed(bench: KillBench, { name, kit, first }: KillState): Promise<string | null> {
  const wrong = await bench
    .killedIn(kit, first ? 2 : 1)
    .catch((error: unknown) => String(error).slice(0, 300));
  return wrong === null ? null : `${name}: ${wrong}`;
}

export const killStates: Campaign = {
  name: 'kill-states',
  about:
    'the core killed in every state of every exam: the same step and answers, nothing moves, nothing twice',
  // As many as there are; what is over begins again with the first.
  times: 1251,
  batch: 10,
  unavailable: always,
  async run(from, count) {
    order ??= killOrder();
    const failures: Failure[] = [];
    let kills = 0;
    const bench = await openKillBench();
    try {
      for (let round = from; round < from + count; round += 1) {
        const state = order[round % order.length];
        if (state === undefined) break;
        const what = await killed(bench, state);
        kills += state.first ? 2 : 1;
        if (what !== null) failures.push({ round, what });
      }
    } finally {
      await bench.close();
    }
    const steps = order.slice(from, from + count).filter(({ first }) => first).length;
    return { failures, counted: { states: count, kills, stepsOfExams: steps } };
  },
};
