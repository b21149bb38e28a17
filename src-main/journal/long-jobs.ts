/** Backups and forgetting, one at a time beside the commits. */
import { makeBackup } from './backup.ts';
import { purgeForgotten } from './blob.ts';
import type { BackupMade, ForgetResult } from './contract.ts';
import { JournalError } from './errors.ts';
import { forgetVisits } from './forget.ts';
import { readHead } from './read.ts';
import type { WritableStore } from './store.ts';
import type { LongJob } from './worker-protocol.ts';

export interface LongJobs {
  run(job: LongJob): Promise<BackupMade | ForgetResult>;
  /** Resolves when what was asked is done; nothing new is begun by itself. */
  settled(): Promise<void>;
}

export interface LongJobOptions {
  readonly file: string;
  readonly backupFolder: string;
  readonly durable: boolean;
  readonly backupEveryMs: number;
  /** Told when rows were deleted: they linger in the log until it is truncated. */
  readonly deleted: () => void;
}

export function createLongJobs(store: WritableStore, options: LongJobOptions): LongJobs {
  const { file, backupFolder, durable, backupEveryMs, deleted } = options;
  let tail: Promise<unknown> = Promise.resolve();
  let saved = readHead(store.database);

  const act = async (job: LongJob): Promise<BackupMade | ForgetResult> => {
    if (!durable) throw new JournalError('not-durable', 'the journal is in memory');
    if (job.type === 'forget') {
      const result = await forgetVisits(store, job.options);
      // What cannot be deleted now is unreadable already, and is tried again at the next forgetting.
      if ((await purgeForgotten(store).catch(() => 1)) > 0) deleted();
      return result;
    }
    const made = await makeBackup(store, { file, folder: backupFolder });
    saved = made.head;
    return made;
  };
  const run: LongJobs['run'] = (job) => {
    const done = tail.then(() => act(job));
    tail = done.catch(() => {});
    return done;
  };

  const isNew = (): boolean => {
    try {
      const { epoch, seq } = readHead(store.database);
      return epoch !== saved.epoch || seq !== saved.seq;
    } catch {
      // What cannot be read now is told by whoever asks for it.
      return false;
    }
  };
  /** A slow disk may need longer than the time between two. */
  let busy = false;
  const backupIfNew = (): void => {
    if (busy || !isNew()) return;
    busy = true;
    const done = (): void => {
      busy = false;
    };
    // A failure shows in the age of the newest backup.
    run({ type: 'backup' }).then(done, done);
  };
  const timer = durable && backupEveryMs > 0 ? setInterval(backupIfNew, backupEveryMs) : null;
  timer?.unref();

  return {
    run,
    async settled() {
      if (timer !== null) clearInterval(timer);
      await tail;
    },
  };
}
