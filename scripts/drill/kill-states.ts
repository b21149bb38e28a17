/** Every state that the exploration of the exams reaches, in a real core that is killed in it. */
import { openKillBench } from '../../fixtures/visits/kill-bench.ts';
import { CASES } from '../../state-machines/explore-cases.ts';
import { explore } from '../../state-machines/explore-kit.ts';
import type { Kit } from '../../state-machines/test-kit.ts';
import { always, type Campaign, type Failure } from './campaign.ts';

interface State {
  readonly name: string;
  readonly kit: Kit;
}
let found: readonly State[] | null = null;

/** Explored once; the same order on every machine. */
function states(): readonly State[] {
  found ??= CASES.flatMap((which) =>
    explore(which).seen.map((kit) => ({ name: `${which.name}, ${kit.view().exam?.step}`, kit })),
  );
  return found;
}

export const killStates: Campaign = {
  name: 'kill-states',
  about:
    'the core killed in every state of every exam: the same step and answers, nothing moves, nothing twice',
  // About as many as there are; what is over begins again with the first.
  times: 1500,
  batch: 10,
  unavailable: always,
  async run(from, count) {
    const failures: Failure[] = [];
    const all = states();
    const bench = await openKillBench();
    try {
      for (let round = from; round < from + count; round += 1) {
        const state = all[round % all.length];
        if (state === undefined) break;
        const wrong = await bench.killedIn(state.kit).catch((error: unknown) => String(error).slice(0, 300));
        if (wrong !== null) failures.push({ round, what: `${state.name}: ${wrong}` });
      }
    } finally {
      await bench.close();
    }
    return { failures, counted: { kills: 2 * count }, measured: { states: all.length } };
  },
};
