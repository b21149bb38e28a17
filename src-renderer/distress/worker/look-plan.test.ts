import { expect, test } from 'vitest';
import { poseWith } from '../sample.fixture.ts';
import { createLookPlan, wristRaised } from './look-plan.ts';

const RAISED = poseWith({ 14: { y: 0.5 }, 16: { y: 0.3 } });
const DOWN = poseWith({ 15: { y: 0.8 }, 16: { y: 0.8 } });

test('a wrist above its own elbow is raised, one that is guessed is not', () => {
  expect(wristRaised(RAISED)).toBe(true);
  expect(wristRaised(DOWN)).toBe(false);
  expect(wristRaised(poseWith({ 16: { y: 0.3, visibility: 0.2 } }))).toBe(false);
  expect(wristRaised([])).toBe(false);
});

test('hands are looked for while a wrist is raised and a moment longer', () => {
  const plan = createLookPlan();
  expect(plan.hands(0, [DOWN])).toBe(false);
  expect(plan.hands(200, [RAISED])).toBe(true);
  expect(plan.hands(1600, [])).toBe(true);
  expect(plan.hands(1800, [DOWN])).toBe(false);
});

test('people are counted every five seconds, and both followed while there are two', () => {
  const plan = createLookPlan();
  const looks = Array.from({ length: 26 }, (_, n) => plan.people(n * 200));
  expect(looks.slice(0, 25).every((look) => look === 'one')).toBe(true);
  expect(looks[25]).toBe('count');
  plan.sawPeople(5000, 2);
  expect(plan.people(5200)).toBe('both');
  plan.sawPeople(5200, 2);
  plan.sawPeople(5400, 1);
  expect(plan.people(7000)).toBe('both');
  plan.sawPeople(7000, 1);
  expect(plan.people(7400)).toBe('one');
  expect(plan.people(12_000)).toBe('count');
});
