/** Power cuts in mid-visit: nothing that was acknowledged outside the machine is missing inside it afterwards. */
import path from 'node:path';
import { between, type Campaign, type Failure, randomOf } from './campaign.ts';
import { drillFolder } from './folder.ts';
import { openPowerLab, powerLacking } from './journal/power.ts';

/** The next acknowledgement may be under way: a cut falls before, in and after a commit. */
const MOST_MS = 60;
const MOST_ACKNOWLEDGED = 80;

export const journalPower: Campaign = {
  name: 'power',
  about: 'the power of a guest machine cut while it writes visits; its disk against what it acknowledged',
  times: 50,
  batch: 5,
  unavailable: powerLacking,
  async run(from, count, seed) {
    const failures: Failure[] = [];
    const counted = { cuts: 0, acknowledged: 0, events: 0, unacknowledged: 0 };
    const lab = await openPowerLab(path.join(drillFolder(), 'power'));
    try {
      let acknowledged = 0;
      for (let round = from; round < from + count; round += 1) {
        const random = randomOf(seed, round);
        const cut = await lab.cut({
          acknowledged: Math.ceil(between(random, 0.01, MOST_ACKNOWLEDGED)),
          ms: between(random, 0, MOST_MS),
        });
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
