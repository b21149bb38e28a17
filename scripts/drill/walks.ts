import { leftBehind, walk } from '../../state-machines/walk-kit.ts';
import { always, type Campaign, type Failure } from './campaign.ts';

const STEPS = 120;

export const walks: Campaign = {
  name: 'walks',
  about: 'random walks of the visit and the exam, the core restarted anywhere',
  times: 10_000,
  batch: 50,
  unavailable: always,
  async run(from, count, seed) {
    const failures: Failure[] = [];
    let readings = 0;
    for (let round = from; round < from + count; round += 1) {
      const walked = walk(seed * 1_000_003 + round, STEPS);
      readings += walked.kit.accepted().length;
      const what = walked.wrong ?? leftBehind(walked);
      if (what !== null) failures.push({ round, what });
    }
    return { failures, counted: { steps: count * STEPS, readings } };
  },
};
