/**
 * A journal that does not open: the bad file is set aside under a name of its own, the last good backup takes its
 * place in a new epoch, and what the bad file still gives is written after it, with its old ids.
 */
import { copyFileSync, existsSync, renameSync, rmSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { listBackups, whatIsWrong } from './backup.ts';
import type { Mended } from './contract.ts';
import { openWritable } from './database.ts';
import { syncFile, syncFolder } from './durable-file.ts';
import { readEpochMark } from './epoch-mark.ts';
import { asOpenError, JournalOpenError } from './errors.ts';
import { readHeadRow } from './head.ts';
import { KeyError } from './keys/key-error.ts';
import type { Keyring } from './keys/keyring.ts';
import { openKeyring } from './keys/open-keyring.ts';
import { createTpm } from './keys/tpm.ts';
import { beginEpoch, openStore, type StorePlaces } from './open-store.ts';
import { DATABASE_PARTS } from './places.ts';
import type { Progress } from './progress.ts';
import { openBadFile, type Salvage, salvageEvents, salvageState } from './salvage.ts';
import type { ReadableStore, WritableStore } from './store.ts';

export interface MendOptions extends StorePlaces {
  readonly backupFolder: string;
  /** This backup and no other, even when it is not the newest. */
  readonly from?: string;
  /** Told by whoever has the time to wait for all of it. */
  readonly progress?: Progress;
}

const stamp = (): string => new Date().toISOString().replaceAll(/[-:.]/g, '');

/** Moves a database with its log away, byte by byte as it was. Returns its new name. */
export function quarantine(file: string): string {
  if (!statSync(file).isFile()) throw new JournalOpenError('cannot-open', file, 'not a regular file');
  const place = `${file}.bad-${stamp()}`;
  for (const part of DATABASE_PARTS) {
    if (existsSync(file + part)) renameSync(file + part, place + part);
  }
  syncFolder(dirname(file));
  return place;
}

async function ownKeys({ keyFolder, tpm }: StorePlaces): Promise<Keyring | null> {
  try {
    const chip = tpm === null ? null : createTpm(tpm);
    return await openKeyring({ folder: keyFolder, tpm: chip, mayCreate: false });
  } catch (error) {
    if (!(error instanceof KeyError) || error.code !== 'keys-lost') throw error;
    // Useless, but someone may know better: set aside, not removed.
    if (existsSync(keyFolder)) renameSync(keyFolder, `${keyFolder}.bad-${stamp()}`);
    return null;
  }
}

/**
 * All is made ready beside the bad file, then the two change names: after a cut the mending begins again. The caller
 * has the writer's lock. @throws JournalOpenError
 */
export async function mendStore(options: MendOptions): Promise<{ store: WritableStore; mended: Mended }> {
  const { file } = options;
  const ready = `${file}.mending`;
  const clear = (): void => {
    for (const part of DATABASE_PARTS) rmSync(ready + part, { force: true });
  };
  try {
    clear();
    const own = await ownKeys(options);
    const made = await makeReady(options, ready, own);
    const quarantined = existsSync(file) ? quarantine(file) : null;
    syncFile(ready);
    renameSync(ready, file);
    syncFolder(dirname(file));
    return { store: await openStore(options), mended: { ...made, quarantined } };
  } catch (error) {
    clear();
    throw asOpenError(error, file);
  }
}

/** `own`: null when the keys are lost, and with them every backup. */
async function makeReady(
  options: MendOptions,
  ready: string,
  own: Keyring | null,
): Promise<Omit<Mended, 'quarantined'>> {
  const { file, backupFolder, keyFolder, tpm, from, progress } = options;
  const candidates = from === undefined ? listBackups(backupFolder) : [from];
  const backup = own === null ? null : (candidates.find((one) => whatIsWrong(one, own) === null) ?? null);
  if (backup !== null) copyFileSync(backup, ready);
  const database = openWritable(ready);
  try {
    // The state of a backup may be another patient's: nobody goes on from it.
    database.exec('DELETE FROM machine; DELETE FROM deadline; UPDATE head SET state = NULL;');
    const chip = tpm === null ? null : createTpm(tpm);
    const keys = own ?? (await openKeyring({ folder: keyFolder, tpm: chip, mayCreate: true }));
    const bad = existsSync(file) ? openBadFile(file, keys) : null;
    const used = Math.max(readHeadRow(database)?.epoch ?? 0, readEpochMark(file), epochOfBad(bad));
    const store = { database, keys };
    beginEpoch(store, file, used + 1, 'restored');
    const salvage = own === null || bad === null ? null : salvageAll(store, bad, progress);
    bad?.database.close();
    return {
      backup,
      salvaged: salvage?.events.salvaged ?? 0,
      lost: salvage?.events.lost ?? null,
      blobsLost: salvage?.events.blobsLost ?? 0,
      stateKept: salvage?.stateKept ?? false,
    };
  } finally {
    database.close();
  }
}

function epochOfBad(bad: ReadableStore | null): number {
  try {
    return bad === null ? 0 : (readHeadRow(bad.database)?.epoch ?? 0);
  } catch {
    return 0;
  }
}

function salvageAll(
  store: WritableStore,
  bad: ReadableStore,
  progress: Progress | undefined,
): { events: Salvage; stateKept: boolean } | null {
  try {
    const { database } = store;
    const save = database.transaction(() => salvageEvents(bad, store, { progress }));
    const events = save.immediate();
    const keep = database.transaction(() => salvageState(bad, store));
    return { events, stateKept: keep.immediate() };
  } catch {
    // What cannot be taken over stays in the file that is set aside.
    return null;
  }
}
