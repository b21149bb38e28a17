/** Random walks; `npm run drill -- walks` takes many more. */
import { expect, test } from 'vitest';
import { leftBehind, walk } from './walk-kit.ts';

const WALKS = 200;
const STEPS = 80;

test(`${WALKS} random walks keep every promise`, () => {
  const phases = new Set<string>();
  let readings = 0;
  for (let seed = 1; seed <= WALKS; seed++) {
    const walked = walk(seed, STEPS);
    if (walked.wrong !== null) expect.fail(`seed ${seed}, ${walked.wrong}`);
    for (const phase of walked.phases) phases.add(phase);
    readings += walked.kit.accepted().length;
  }
  expect(phases.size).toBe(12);
  expect(readings).toBeGreaterThan(50);
});

test('whatever happens, an empty cabinet ends free of everybody', () => {
  for (let seed = 1; seed <= WALKS; seed++) {
    expect(leftBehind(walk(seed, 40)), `seed ${seed}`).toBeNull();
  }
});
