import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { addOutcome, freshState, loadState, resumable, saveState } from './state.ts';

const begun = freshState('walks', 5, 100, new Date(0));

it('adds up rounds, counts, measurements and failures', () => {
  const failures = Array.from({ length: 60 }, (_, round) => ({ round, what: 'bad' }));
  const once = addOutcome(begun, 10, { failures, counted: { kills: 3 }, measured: { slope: 1 } }, 2, 'abc');
  const twice = addOutcome(
    once,
    5,
    { failures: [], counted: { kills: 4 }, measured: { slope: 2 } },
    1,
    'abc',
  );
  expect(twice).toMatchObject({ done: 15, seconds: 3, commits: ['abc'], failed: 60 });
  expect(twice.failures).toHaveLength(50);
  expect(twice.counted).toEqual({ kills: 7 });
  expect(twice.measured).toEqual({ slope: [1, 2] });
  expect(addOutcome(twice, 1, { failures: [], counted: {} }, 1, 'def').commits).toEqual(['abc', 'def']);
});

it('goes on with an unfinished campaign, unless another was asked for', () => {
  const half = { ...begun, done: 50 };
  const asked = { seed: undefined, times: 100, fresh: false };
  expect(resumable(half, asked)).toBe(half);
  expect(resumable(half, { ...asked, seed: 5 })).toBe(half);
  expect(resumable(half, { ...asked, seed: 6 })).toBeNull();
  expect(resumable(half, { ...asked, times: 200 })).toBeNull();
  expect(resumable(half, { ...asked, fresh: true })).toBeNull();
  expect(resumable({ ...begun, done: 100 }, asked)).toBeNull();
  expect(resumable(null, asked)).toBeNull();
});

it('reads back what it wrote; a damaged file is no state', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'drill-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  expect(loadState(folder, 'walks')).toBeNull();
  saveState(folder, begun);
  expect(loadState(folder, 'walks')).toEqual(begun);
  writeFileSync(path.join(folder, 'walks.json'), '{"name":"walks"');
  expect(loadState(folder, 'walks')).toBeNull();
});
