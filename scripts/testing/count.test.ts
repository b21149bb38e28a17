import { expect, test } from 'vitest';
import { add, countPlaywright, countVitest, settle } from './count.ts';

const vitest = { success: true, numPassedTests: 7, numFailedTests: 0, numPendingTests: 1, numTodoTests: 1 };
const playwright = { errors: [], stats: { expected: 3, unexpected: 0, flaky: 0, skipped: 2 } };

test('adds up what both say', () => {
  const sum = [countVitest(vitest), countPlaywright(playwright)]
    .map((count) => settle(count, true))
    .reduce(add);
  expect(sum).toEqual({ passed: 10, failed: 0, skipped: 4, flaky: 0 });
});

test('what passes at the second try is passed, and told', () => {
  const stats = { ...playwright.stats, flaky: 1 };
  expect(countPlaywright({ ...playwright, stats })).toEqual({ passed: 4, failed: 0, skipped: 2, flaky: 1 });
});

test('an error outside the tests and an unhandled rejection are failures', () => {
  expect(countPlaywright({ ...playwright, errors: [{ message: 'no such file' }] })?.failed).toBe(1);
  expect(countVitest({ ...vitest, success: false })?.failed).toBe(1);
});

test('a run without a report, or that ended badly, is never a success', () => {
  expect(countVitest({})).toBeNull();
  expect(countPlaywright(null)).toBeNull();
  expect(settle(null, true).failed).toBe(1);
  expect(settle(countVitest(vitest), false)).toEqual({ passed: 7, failed: 1, skipped: 2, flaky: 0 });
});
