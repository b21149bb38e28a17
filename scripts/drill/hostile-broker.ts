/** Doctors and a cabinet on a broker that tries everything, then races for one visit through it. */
import { TRIES } from '../../fixtures/hostile/attacks.ts';
import { openBench } from '../../fixtures/hostile/bench.ts';
import { raceOnBroker } from '../../fixtures/hostile/race.ts';
import { openScene, play, readable } from '../../fixtures/hostile/scene.ts';
import { always, type Campaign, type Failure } from './campaign.ts';

const RACES = 100;

/** What was tried, and what went wrong. */
async function round(seed: number): Promise<{ readonly tried: number; readonly wrong: readonly string[] }> {
  const wrong: string[] = [];
  for (const one of TRIES) {
    const scene = await openScene();
    try {
      const what = await play(scene, one);
      if (what !== null) wrong.push(`a broker that ${one.name}: ${what}`);
      for (const marker of readable(scene)) wrong.push(`a broker that ${one.name}: reads ${marker}`);
    } finally {
      await scene.bench.close();
    }
  }
  const bench = await openBench({ urgent: true });
  try {
    wrong.push(...(await raceOnBroker(bench, RACES, seed)));
  } finally {
    await bench.close();
  }
  return { tried: TRIES.length, wrong };
}

export const hostileBroker: Campaign = {
  name: 'hostile-broker',
  about: `every try of a hostile broker against cabinet and doctors, then ${RACES} races of two doctors through it`,
  times: 10,
  batch: 1,
  unavailable: always,
  async run(from, count, seed) {
    const failures: Failure[] = [];
    let tries = 0;
    for (let n = from; n < from + count; n += 1) {
      const { tried, wrong } = await round(seed + n);
      tries += tried;
      for (const what of wrong) failures.push({ round: n, what });
    }
    return { failures, counted: { tries, races: count * RACES } };
  },
};
