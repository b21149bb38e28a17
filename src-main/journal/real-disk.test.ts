/** A disk that is full, and one that turns read-only: a real file system, mounted for the test. */
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { Journal } from './contract.ts';
import { isJournalError } from './errors.ts';
import { verifyFile } from './maintenance.ts';
import { openJournalInDegrees } from './open-in-degrees.ts';
import { openJournal } from './open-journal.ts';
import { makeSmallDisk, type SmallDisk } from './real-disk.fixture.ts';
import { temporaryFolder, transaction } from './test-support.ts';

const DISK_BYTES = 12 * 1024 * 1024;
const START = { epoch: 0, seq: 0 };
const LIMIT_MS = 180_000;
const patient = { openTimeoutMs: 60_000, timeoutMs: 60_000, backupEveryMs: 0 };

const why = process.getuid?.() === 0 ? null : 'only root can mount a disk';
if (why !== null) console.warn(`SKIPPED, no journal meets a real full or read-only disk: ${why}`);

/** Null: the machine lets root mount nothing, as in many containers; said aloud. */
function diskOrNull(): SmallDisk | null {
  const place = temporaryFolder();
  try {
    const disk = makeSmallDisk(place, DISK_BYTES);
    onTestFinished(() => {
      try {
        disk.unmount();
      } catch {
        // It is not mounted any more.
      }
    });
    return disk;
  } catch (error) {
    console.warn(`SKIPPED, no journal meets a real disk: ${error instanceof Error ? error.message : error}`);
    return null;
  }
}

const wide = 'x'.repeat(20_000);

/** The code with which it was refused; null: acknowledged. */
async function attempt(journal: Journal, n: number, acknowledged: number[]): Promise<string | null> {
  try {
    await journal.commit(
      transaction({ visit: `visit-${n % 2}`, records: [{ kind: 'n', payload: { n, wide } }] }),
    );
    acknowledged.push(n);
    return null;
  } catch (error) {
    if (!isJournalError(error)) throw error;
    return error.code;
  }
}

const WRITTEN = 5;

/** A journal on it with so many events acknowledged. */
async function journalOn({ folder }: SmallDisk) {
  const file = join(folder, 'journal.sqlite');
  const journal = await openJournal({ ...patient, file });
  onTestFinished(() => journal.close());
  const acknowledged: number[] = [];
  for (let n = 0; n < WRITTEN; n += 1) expect(await attempt(journal, n, acknowledged)).toBeNull();
  return { file, journal, acknowledged };
}

const numbersIn = async (journal: Journal): Promise<number[]> =>
  (await journal.read(START, 5000)).map(({ payload }) => (payload as { n: number }).n);

describe.skipIf(why !== null)('on a real disk', () => {
  it(
    'that is full: refuses in words, loses nothing that was acknowledged, goes on when there is room again',
    async ({ skip }) => {
      const disk = diskOrNull();
      if (disk === null) return skip('nothing can be mounted here');
      const { file, journal, acknowledged } = await journalOn(disk);
      let n = WRITTEN;
      disk.fill();
      const refusals: (string | null)[] = [];
      for (; refusals.length < 10; n += 1) {
        const code = await attempt(journal, n, acknowledged);
        if (code !== null) refusals.push(code);
      }
      expect(new Set(refusals)).toEqual(new Set(['full']));
      // What was acknowledged before is still read, while nothing can be written.
      expect(await numbersIn(journal)).toEqual(acknowledged);
      disk.free();
      const before = acknowledged.length;
      for (const end = n + 5; n < end; n += 1) expect(await attempt(journal, n, acknowledged)).toBeNull();
      expect(acknowledged).toHaveLength(before + 5);
      await journal.close();
      const again = await openJournal({ ...patient, file });
      onTestFinished(() => again.close());
      expect(again.condition()).toMatchObject({ durable: true, trouble: null, mended: null });
      expect(await numbersIn(again)).toEqual(acknowledged);
      expect(verifyFile({ file }, {}).problems).toEqual([]);
    },
    LIMIT_MS,
  );

  it(
    'that turns read-only in the middle, and still is at the next start: nothing acknowledged is lost',
    async ({ skip }) => {
      const disk = diskOrNull();
      if (disk === null) return skip('nothing can be mounted here');
      const { file, journal, acknowledged } = await journalOn(disk);
      disk.turnReadOnly();
      const codes: (string | null)[] = [];
      for (let n = WRITTEN; n < 10; n += 1) codes.push(await attempt(journal, n, acknowledged));
      for (const code of codes) expect(['read-only', 'io']).toContain(code);
      expect(acknowledged).toEqual([0, 1, 2, 3, 4]);
      await journal.close();
      disk.unmount();
      disk.mount('ro');
      const inMemory = await openJournalInDegrees({ ...patient, file });
      expect(inMemory.condition()).toMatchObject({
        durable: false,
        protection: 'memory',
        trouble: 'read-only',
      });
      expect(await attempt(inMemory, 0, [])).toBeNull();
      await inMemory.close();
      disk.unmount();
      disk.mount();
      const again = await openJournal({ ...patient, file });
      expect(again.condition()).toMatchObject({ durable: true, trouble: null, mended: null });
      expect(await numbersIn(again)).toEqual(acknowledged);
      expect(await attempt(again, 10, acknowledged)).toBeNull();
      expect(verifyFile({ file }, {}).problems).toEqual([]);
      await again.close();
    },
    LIMIT_MS,
  );
});
