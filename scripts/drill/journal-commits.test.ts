/** A few of the points of `npm run drill -- journal-commits`, spread over the visit. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Fault, straceLacking } from './journal/system-calls.ts';
import { prepareVisit, strike, type Visit } from './journal-commits.ts';

const why = straceLacking();
if (why !== null) console.warn(`SKIPPED, nothing is struck at its commits: ${why}`);

const LIMIT_MS = 180_000;

describe.skipIf(why !== null)('a visit that is struck while it is written', () => {
  let folder: string;
  let visit: Visit;
  beforeAll(async () => {
    folder = mkdtempSync(path.join(tmpdir(), 'box-struck-'));
    visit = await prepareVisit(folder);
  }, LIMIT_MS);
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it.each([
    ['kill', 0.03],
    ['kill', 0.5],
    ['io-error', 0.5],
    ['disk-full', 0.6],
  ] as readonly [Fault, number][])(
    'by %s after %d of its system calls has lost nothing that was acknowledged and goes on to its end',
    async (fault, share) => {
      const point = visit.points[Math.floor(visit.points.length * share)];
      expect(point).toBeDefined();
      if (point === undefined) return;
      const { wrong, stopped } = await strike(folder, visit, point, fault);
      expect(wrong).toBeNull();
      expect(stopped).toBe(fault !== 'io-error');
    },
    LIMIT_MS,
  );
});
