/** Power cuts in mid-visit: nothing that was acknowledged outside the machine is missing inside it afterwards. */
import path from 'node:path';
import { between, type Campaign, type Failure, randomOf } from './campaign.ts';
import { drillFolder } from './folder.ts';
import { openPowerLab, powerLacking } from './journal/power.ts';

/** From the first word of the guest's player to the cut, ms. */
export const LEAST_MS = 200;
export const MOST_MS = 6000;

export const journalPower: Campaign = {
  name: 'power',
  about: 'the power of a guest machine cut while it writes visits; its disk against what it acknowledged',
  times: 50,
  batch: 10,
  unavailable: powerLacking,
  async run(from, count, seed) {
    const failures: Failure[] = [];
    const counted = { cuts: 0, acknowledged: 0, events: 0, unacknowledged: 0 };
    const lab = await openPowerLab(path.join(drillFolder(), 'power'));
    try {
      let acknowledged = 0;
      for (let round = from; round < from + count; round += 1) {
        const cut = await lab.cut(between(randomOf(seed, round), LEAST_MS, MOST_MS));
        acknowledged += cut.acknowledged;
        counted.cuts += 1;
        counted.acknowledged += cut.acknowledged;
        // Durable, and cut before it could be said.
        counted.unacknowledged += Math.max(0, cut.played - acknowledged);
        acknowledged = cut.played;
        counted.events = cut.events;
        if (cut.wrong !== null) failures.push({ round, what: cut.wrong });
      }
    } finally {
      lab.close();
    }
    return { failures, counted };
  },
};
