/** Random walks; `npm run drill -- walks` takes many more. */
import { expect, test } from 'vitest';
import { leftBehind, walk } from './walk-kit.ts';

const WALKS = 200;
const STEPS = 80;

test(`${WALKS} random walks keep every promise`, () => {
  const phases = new Set<string>();
  let readings = 0;
  let inflations = 0;
  const exams = new Set<string>();
  let media = 0;
  for (let seed = 1; seed <= WALKS; seed++) {
    const walked = walk(seed, STEPS);
    if (walked.wrong !== null) expect.fail(`seed ${seed}, ${walked.wrong}`);
    for (const phase of walked.phases) phases.add(phase);
    readings += walked.kit.accepted().length;
    inflations += walked.kit.acts.started.length;
    media += walked.kit.kinds().filter((kind) => kind === 'media.kept').length;
    for (const reading of walked.kit.accepted()) exams.add(reading.quantity);
  }
  expect(phases.size).toBe(14);
  expect(readings).toBeGreaterThan(50);
  expect(inflations).toBeGreaterThan(20);
  expect(media).toBeGreaterThan(50);
  for (const quantity of ['spo2', 'press-cuff-sys', 'body-temperature', 'mass-body'])
    expect(exams).toContain(quantity);
});

test('whatever happens, an empty cabinet ends free of everybody', () => {
  for (let seed = 1; seed <= WALKS; seed++) {
    expect(leftBehind(walk(seed, 40)), `seed ${seed}`).toBeNull();
  }
});
