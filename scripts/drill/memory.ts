/** Visits in a row in one core: does it grow? */
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { openScreen } from '../../fixtures/visits/headless.ts';
import { type Lab, startLab } from '../../fixtures/visits/lab.ts';
import { slope } from '../bench/stats.ts';
import type { Campaign, Failure } from './campaign.ts';
import { DRILL_DELAYS, playVisit } from './play-visit.ts';

const VISIT_LIMIT_MS = 60_000;
/** The first ones fill caches and the journal's pages. */
const WARM_UP = 10;
/** A day has some fifty visits: at this slope the core grows by 25 MB a day. */
const MOST_KB_A_VISIT = 512;
/** Fewer points than this say nothing about a slope. */
const POINTS = 20;

/** Resident set of the core, kB. */
async function residentKb(lab: Lab): Promise<number> {
  const { pid } = JSON.parse(await readFile(path.join(lab.dataDir, 'core.json'), 'utf8')) as { pid: number };
  const status = await readFile(`/proc/${pid}/status`, 'utf8');
  return Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? Number.NaN);
}

export const memory: Campaign = {
  name: 'memory',
  about: 'visits one after the other in the same core; slope of its resident memory in kB a visit',
  times: 200,
  // A batch is one core's life.
  batch: 50,
  unavailable: () => (process.platform === 'linux' ? null : 'reads /proc'),
  async run(from, count) {
    const failures: Failure[] = [];
    const points: [number, number][] = [];
    const lab = await startLab({ delays: DRILL_DELAYS });
    const screen = await openScreen(lab);
    try {
      await lab.dock({ type: 'finger', state: 'in' });
      for (let round = from; round < from + count; round += 1) {
        const { wrong } = await playVisit(lab, screen, VISIT_LIMIT_MS);
        if (wrong !== null) failures.push({ round, what: wrong });
        if (round - from >= WARM_UP) points.push([round, await residentKb(lab)]);
      }
    } finally {
      screen.close();
      await lab.close();
    }
    if (points.length < 2) return { failures, counted: { visits: count } };
    const kbAVisit = Math.round(slope(points));
    if (points.length >= POINTS && kbAVisit > MOST_KB_A_VISIT)
      failures.push({ round: from, what: `the core grows by ${kbAVisit} kB a visit` });
    return {
      failures,
      counted: { visits: count },
      measured: { kbAVisit, residentKb: points.at(-1)?.[1] ?? 0 },
    };
  },
};
