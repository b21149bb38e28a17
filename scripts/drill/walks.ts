import { walkExam } from '../../state-machines/exam-walk-kit.ts';
import { CASES } from '../../state-machines/explore-cases.ts';
import { leftBehind, walk } from '../../state-machines/walk-kit.ts';
import { always, type Campaign, type Failure } from './campaign.ts';

const STEPS = 120;

export const walks: Campaign = {
  name: 'walks',
  about:
    'random walks of the visit, and of every exam in each of its modes, with every fault and restarts anywhere',
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
      for (const which of CASES) {
        const exam = walkExam(which, seed * 1_000_003 + round);
        const wrong = exam.wrong ?? leftBehind(exam);
        if (wrong !== null) failures.push({ round, what: `${which.name}: ${wrong}` });
      }
    }
    return { failures, counted: { steps: count * STEPS, readings, examWalks: count * CASES.length } };
  },
};
