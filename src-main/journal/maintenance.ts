/** What a technician does at a terminal, on the files themselves. */
import { existsSync, readdirSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { listBackups, makeBackup, whatIsWrong } from './backup.ts';
import { purgeForgotten } from './blob.ts';
import type {
  BackupMade,
  ChainHead,
  Cursor,
  ForgetOptions,
  ForgetResult,
  Mended,
  Protection,
} from './contract.ts';
import { readEpochs } from './epoch.ts';
import { asJournalError, asOpenError, JournalError } from './errors.ts';
import { forgetVisits } from './forget.ts';
import { openJournalReader } from './journal-reader.ts';
import { openReadableKeyring } from './keys/open-keyring.ts';
import { createTpm, type TpmOptions } from './keys/tpm.ts';
import { mendStore } from './mend.ts';
import { openStore } from './open-store.ts';
import { backupFolderOf, keyFolderOf } from './places.ts';
import type { Progress } from './progress.ts';
import { readChainHead } from './read.ts';
import { statement } from './store.ts';
import { type Verified, type VerifyOptions, verifyJournal } from './verify.ts';
import { takeWriterLock } from './writer-lock.ts';

export interface Place {
  readonly file: string;
  /** Default: beside the file. */
  readonly keyFolder?: string;
  readonly backupFolder?: string;
  readonly tpm?: TpmOptions;
}

export interface JournalStatus {
  readonly head: ChainHead;
  readonly events: number;
  readonly epochs: readonly { readonly epoch: number; readonly reason: string; readonly wall: number }[];
  readonly protection: Protection;
  readonly visits: { readonly readable: number; readonly forgotten: number };
  readonly readers: readonly ({ readonly name: string } & Cursor)[];
  /** Newest first. */
  readonly backups: readonly { readonly file: string; readonly made: number; readonly bytes: number }[];
  /** Files that were set aside because they could not be used. */
  readonly setAside: readonly string[];
}

const whole = (place: Place) => ({
  file: place.file,
  keyFolder: place.keyFolder ?? keyFolderOf(place.file),
  backupFolder: place.backupFolder ?? backupFolderOf(place.file),
  tpm: place.tpm ?? null,
});

function withReader<T>(place: Place, look: (reader: ReturnType<typeof openJournalReader>) => T): T {
  const { file, keyFolder, tpm } = whole(place);
  const reader = openJournalReader(file, { keyFolder, ...(tpm === null ? {} : { tpm }) });
  try {
    return look(reader);
  } finally {
    reader.close();
  }
}

/** Beside the running core. @throws JournalOpenError */
export function statusOf(place: Place): JournalStatus {
  return withReader(place, (reader) => {
    const { database, keys } = reader.store();
    const all = <T>(sql: string): T[] => statement(database, sql).all() as T[];
    const slots = all<{ slot: string }>('SELECT DISTINCT slot FROM run');
    const forgotten = slots.filter(({ slot }) => keys.keyOf(slot) === null).length;
    const name = basename(place.file);
    const backups = listBackups(whole(place).backupFolder);
    return {
      head: reader.chainHead(),
      events: Number(statement(database, 'SELECT count(*) FROM event').pluck().get()),
      epochs: readEpochs(database).map(({ epoch, reason, wall }) => ({ epoch, reason, wall })),
      protection: reader.protection(),
      visits: { readable: keys.visits().length, forgotten },
      readers: all('SELECT name, epoch, seq FROM reader ORDER BY name'),
      backups: backups.map((file) => {
        const { mtimeMs, size } = statSync(file);
        return { file, made: mtimeMs, bytes: size };
      }),
      setAside: readdirSync(dirname(place.file))
        .filter((one) => one.startsWith(`${name}.`) && /\.bad-[^-]*$/.test(one))
        .map((one) => join(dirname(place.file), one)),
    };
  });
}

/** Beside the running core. @throws JournalOpenError */
export function verifyFile(place: Place, options: VerifyOptions): Verified {
  return withReader(place, (reader) => verifyJournal(reader.store(), options));
}

/** Beside the running core. @throws JournalOpenError, JournalError */
export async function backupFile(place: Place, progress?: Progress): Promise<BackupMade> {
  const { file, keyFolder, backupFolder, tpm } = whole(place);
  const reader = openJournalReader(file, { keyFolder, ...(tpm === null ? {} : { tpm }) });
  try {
    return await makeBackup(reader.store(), {
      file,
      folder: backupFolder,
      ...(progress === undefined ? {} : { progress }),
    });
  } catch (error) {
    throw asJournalError(error);
  } finally {
    reader.close();
  }
}

export interface RestoredFile {
  readonly backup: string;
  readonly mended: Mended;
  readonly head: ChainHead;
}

/**
 * Puts a backup in the place of the journal, which is set aside; what is newer in it follows under a new epoch.
 * @param from default: the newest that is good
 * @throws JournalOpenError (`locked`: the core runs), JournalError; nothing was moved
 */
export async function restoreFile(place: Place, from?: string, progress?: Progress): Promise<RestoredFile> {
  const options = whole(place);
  const { file, keyFolder, backupFolder, tpm } = options;
  const lock = takeWriterLock(file);
  try {
    const keys = openReadableKeyring({ folder: keyFolder, tpm: tpm === null ? null : createTpm(tpm) });
    const candidates = from === undefined ? listBackups(backupFolder) : [from];
    const backup = candidates.find((one) => whatIsWrong(one, keys) === null);
    if (backup === undefined) {
      const why = from === undefined ? 'there is no good backup' : (whatIsWrong(from, keys) ?? '');
      throw new JournalError('invalid', existsSync(from ?? backupFolder) ? why : 'there is no backup');
    }
    const { store, mended } = await mendStore({
      ...options,
      from: backup,
      progress: progress ?? (() => {}),
    });
    const head = readChainHead(store.database);
    store.database.close();
    return { backup, mended, head };
  } catch (error) {
    throw error instanceof JournalError ? error : asOpenError(error, file);
  } finally {
    lock.release();
  }
}

/** @throws JournalOpenError (`locked`: the core runs and forgets by itself), JournalError; nothing was forgotten */
export async function forgetFile(
  place: Place,
  forgetting: ForgetOptions,
  progress?: Progress,
): Promise<ForgetResult> {
  const options = whole(place);
  if (!existsSync(options.file)) throw new JournalError('invalid', 'there is no journal');
  const lock = takeWriterLock(options.file);
  try {
    const store = await openStore(options);
    try {
      const result = await forgetVisits(store, forgetting, progress);
      await purgeForgotten(store, progress);
      return result;
    } catch (error) {
      throw asJournalError(error);
    } finally {
      store.database.close();
    }
  } finally {
    lock.release();
  }
}
