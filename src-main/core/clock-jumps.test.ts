/** Somebody sets the wall clock in mid-visit: nothing changes its place, nothing moves, its times say they are unsure. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import type { JournalEvent } from '../journal/index.ts';
import { openJournal, remainingMs, verifyFile } from '../journal/index.ts';
import { createInstantSource } from './instants.ts';

const HOUR_MS = 60 * 60_000;
const DAY_MS = 24 * HOUR_MS;
const VISIT = '7b0c8a52-7d0e-4a54-9e58-0d6f3d3f0a11';

test.each([HOUR_MS, -HOUR_MS, DAY_MS, -DAY_MS])('a jump of %i ms in mid-visit', async (jump) => {
  const folder = mkdtempSync(join(tmpdir(), 'box-clock-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const file = join(folder, 'journal.sqlite');
  let mono = 5000;
  let wall = 1_800_000_000_000;
  const instants = createInstantSource(
    () => mono,
    () => wall,
  );
  const journal = await openJournal({ file });
  const commit = (n: number) =>
    journal.commit({
      visit: VISIT,
      at: instants.now(),
      records: [{ kind: 'said', payload: { n } }],
      machines: [{ machine: 'visit', version: 1, state: { value: 'on', context: { n } } }],
      dropMachines: [],
      setDeadlines: [{ name: 'visit.idle', bootId: 'boot', dueMono: mono + 60_000, dueWall: wall + 60_000 }],
      clearDeadlines: [],
      commandIds: [],
    });
  for (let n = 1; n <= 6; n += 1) {
    await commit(n);
    mono += 1000;
    wall += 1000 + (n === 3 ? jump : 0);
  }
  const [deadline] = (await journal.restore()).deadlines;
  await journal.close();
  if (deadline === undefined) throw new Error('no deadline was kept');
  // Set before the jump or after it: a minute by the monotonic clock.
  expect(remainingMs(deadline, { bootId: 'boot', mono, wall })).toBe(59_000);

  const again = await openJournal({ file });
  onTestFinished(() => again.close());
  const events: readonly JournalEvent[] = await again.read({ epoch: 0, seq: 0 }, 99, VISIT);
  expect(events.map(({ payload }) => payload)).toEqual([1, 2, 3, 4, 5, 6].map((n) => ({ n })));
  expect(events.map(({ seq }) => seq)).toEqual([1, 2, 3, 4, 5, 6]);
  expect(events.map(({ at }) => at.mono)).toEqual([5000, 6000, 7000, 8000, 9000, 10_000]);
  expect(events.map(({ at }) => at.clockSure)).toEqual([true, true, true, false, false, false]);
  expect((events[3]?.at.wall ?? 0) - (events[2]?.at.wall ?? 0)).toBe(1000 + jump);
  // A reader that stopped at the jump goes on after it.
  expect((await again.read({ epoch: 1, seq: 3 }, 99)).map(({ seq }) => seq)).toEqual([4, 5, 6]);
  expect((await again.restore()).machines).toMatchObject([{ state: { context: { n: 6 } } }]);
  expect(verifyFile({ file }, {}).problems).toEqual([]);
});
