/** Whole visits without a browser, the core killed at random moments and started again. */
import { openScreen } from '../../fixtures/visits/headless.ts';
import { type Lab, startLab } from '../../fixtures/visits/lab.ts';
import { always, between, type Campaign, type Failure, randomOf } from './campaign.ts';
import { DRILL_DELAYS, playVisit } from './play-visit.ts';

const MOST_KILLS = 3;
/** A visit without a kill takes about this long. */
const SPREAD_MS = 9000;
const VISIT_LIMIT_MS = 90_000;

/** Kills at the given times from now on until told to stop; returns how often. */
function startKilling(lab: Lab, atMs: readonly number[]): { stop(): Promise<number> } {
  let stopped = false;
  let kills = 0;
  const started = performance.now();
  const working = (async () => {
    for (const at of atMs) {
      while (!stopped && performance.now() - started < at) await new Promise((done) => setTimeout(done, 20));
      if (stopped) return;
      await lab.killCore();
      await lab.startCore();
      kills += 1;
    }
  })();
  return {
    async stop() {
      stopped = true;
      await working;
      return kills;
    },
  };
}

async function visit(seed: number, round: number): Promise<{ what: string | null; kills: number }> {
  const random = randomOf(seed, round);
  const count = 1 + Math.floor(random.next() * MOST_KILLS);
  const times = Array.from({ length: count }, () => between(random, 0, SPREAD_MS)).sort((a, b) => a - b);
  const lab = await startLab({ delays: DRILL_DELAYS });
  const screen = await openScreen(lab);
  try {
    await lab.dock({ type: 'finger', state: 'in' });
    const killing = startKilling(lab, times);
    const played = await playVisit(lab, screen, VISIT_LIMIT_MS);
    const kills = await killing.stop();
    const leak = lab.logs().includes('Zzdrill') ? 'the name is in a log' : null;
    return { what: played.wrong ?? leak, kills };
  } finally {
    screen.close();
    await lab.close();
  }
}

export const visitKills: Campaign = {
  name: 'visit-kills',
  about: `a whole visit without a browser, the core killed up to ${MOST_KILLS} times anywhere in it`,
  times: 100,
  batch: 1,
  unavailable: always,
  async run(from, count, seed) {
    const failures: Failure[] = [];
    let killed = 0;
    for (let round = from; round < from + count; round += 1) {
      const { what, kills } = await visit(seed, round);
      killed += kills;
      if (what !== null) failures.push({ round, what });
    }
    return { failures, counted: { kills: killed } };
  },
};
