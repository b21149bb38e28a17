import { expect, test } from 'vitest';
import { add, countPlaywright, countVitest, crashedFiles, settle, withSecondRun } from './count.ts';

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

const file = (name: string, status: string, message: string, ...tests: readonly string[]) => ({
  name,
  status,
  message,
  assertionResults: tests.map((each) => ({ status: each })),
});
/** As vitest 5 reports a worker that died in the second of three tests. */
const died = {
  ...{ success: false, numPassedTests: 5, numFailedTests: 0, numPendingTests: 2, numTodoTests: 0 },
  testResults: [
    file('a.test.ts', 'passed', '', 'passed', 'passed', 'passed', 'passed'),
    file('b.test.ts', 'failed', '', 'passed', 'pending', 'pending'),
  ],
};
const again = { ...vitest, numPassedTests: 3, numPendingTests: 0, numTodoTests: 0 };

test('a file whose process died is known, counted once, and told', () => {
  expect(crashedFiles(died)).toEqual(['b.test.ts']);
  expect(withSecondRun(died, again)).toEqual({ passed: 7, failed: 0, skipped: 0, flaky: 1 });
});

test.each([
  ['a test that failed', { ...died, numFailedTests: 1 }],
  [
    'a file that does not load',
    { ...died, testResults: [...died.testResults, file('c.test.ts', 'failed', 'SyntaxError')] },
  ],
  ['no report', null],
])('%s is no crash', (_name, report) => {
  expect(crashedFiles(report)).toEqual([]);
});

test('what dies or fails the second time is a failure', () => {
  expect(withSecondRun(died, { ...again, success: false })?.failed).toBe(1);
  expect(withSecondRun(died, null)).toBeNull();
});
