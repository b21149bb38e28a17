/** How many tests passed and failed, from the JSON reports of vitest and Playwright. */
import { z } from 'zod';

export interface Count {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
  /** Of the passed: only at the second try. */
  readonly flaky: number;
}

const vitestSchema = z.object({
  success: z.boolean(),
  numPassedTests: z.number(),
  numFailedTests: z.number(),
  numPendingTests: z.number(),
  numTodoTests: z.number(),
});

const filesSchema = z.object({
  numFailedTests: z.number(),
  testResults: z.array(
    z.object({
      name: z.string(),
      status: z.string(),
      message: z.string(),
      assertionResults: z.array(z.object({ status: z.string() })),
    }),
  ),
});

/**
 * Files whose process died under them (a native module, a kill by the system) in a run in which nothing else failed.
 * A file that failed by itself says why, or has a test that failed.
 */
export function crashedFiles(report: unknown): readonly string[] {
  const parsed = filesSchema.safeParse(report);
  if (!parsed.success || parsed.data.numFailedTests > 0) return [];
  const failed = parsed.data.testResults.filter(({ status }) => status === 'failed');
  const crashed = failed.filter(({ message }) => message === '').map(({ name }) => name);
  return crashed.length === failed.length ? crashed : [];
}

/** `again`: the crashed files alone. What they passed before the crash is not counted twice. */
export function withSecondRun(report: unknown, again: unknown): Count | null {
  const [first, second] = [countVitest(report), countVitest(again)];
  const parsed = filesSchema.safeParse(report);
  if (first === null || second === null || !parsed.success) return null;
  const crashed = parsed.data.testResults.filter(({ status }) => status === 'failed');
  const of = (wanted: string) =>
    crashed.flatMap(({ assertionResults }) => assertionResults).filter(({ status }) => status === wanted)
      .length;
  return {
    passed: first.passed - of('passed') + second.passed,
    failed: second.failed,
    skipped: first.skipped - of('pending') + second.skipped,
    flaky: crashed.length,
  };
}

const playwrightSchema = z.object({
  errors: z.array(z.unknown()),
  stats: z.object({
    expected: z.number(),
    unexpected: z.number(),
    flaky: z.number(),
    skipped: z.number(),
  }),
});

/** @returns null when it is not a report: the run broke before it could write one. */
export function countVitest(report: unknown): Count | null {
  const parsed = vitestSchema.safeParse(report);
  if (!parsed.success) return null;
  const { numPassedTests, numFailedTests, numPendingTests, numTodoTests, success } = parsed.data;
  const failed = success ? numFailedTests : Math.max(1, numFailedTests);
  return { passed: numPassedTests, failed, skipped: numPendingTests + numTodoTests, flaky: 0 };
}

/** Whole visits in real time: what passes at the second try counts, and is told. */
export function countPlaywright(report: unknown): Count | null {
  const parsed = playwrightSchema.safeParse(report);
  if (!parsed.success) return null;
  const { expected, unexpected, flaky, skipped } = parsed.data.stats;
  const broken = parsed.data.errors.length > 0 && unexpected === 0 ? 1 : 0;
  return { passed: expected + flaky, failed: unexpected + broken, skipped, flaky };
}

/** A stage that ended badly has at least one failure, whatever its report says. */
export function settle(count: Count | null, exitedWell: boolean): Count {
  const known = count ?? { passed: 0, failed: 0, skipped: 0, flaky: 0 };
  return exitedWell && count ? known : { ...known, failed: Math.max(1, known.failed) };
}

export function add(a: Count, b: Count): Count {
  return {
    passed: a.passed + b.passed,
    failed: a.failed + b.failed,
    skipped: a.skipped + b.skipped,
    flaky: a.flaky + b.flaky,
  };
}
