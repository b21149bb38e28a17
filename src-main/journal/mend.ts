/**
 * A journal that does not open: the bad file is set aside under a name of its own, the last good backup takes its
 * place in a new epoch, and what the bad file still gives is written after it, with its old ids.
 */
import { copyFileSync, existsSync, renameSync, statSync } from 'node:fs';
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
import { openBadFile, type Salvage, salvageEvents, salvageState } from './salvage.ts';
import type { WritableStore } from './store.ts';

export interface MendOptions extends StorePlaces {
  readonly backupFolder: string;
  /** This backup and no other, even when it is not the newest. */
  readonly from?: string;
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

/** The caller has the writer's lock. @throws JournalOpenError; the bad file is then where it was, or set aside */
export async function mendStore(
  options: MendOptions,
): Promise<{ store: WritableStore; mended: Mended | null }> {
  const { file, backupFolder, from } = options;
  try {
    const keys = await ownKeys(options);
    const candidates = from === undefined ? listBackups(backupFolder) : [from];
    const backup = keys === null ? null : (candidates.find((one) => whatIsWrong(one, keys) === null) ?? null);
    const quarantined = existsSync(file) ? quarantine(file) : null;
    if (backup !== null) {
      const part = `${file}.part`;
      copyFileSync(backup, part);
      syncFile(part);
      renameSync(part, file);
      syncFolder(dirname(file));
    }
    const store = await openRestored(options, backup !== null);
    if (quarantined === null) return { store, mended: null };
    const salvage = keys === null ? null : salvageAll(store, quarantined);
    return {
      store,
      mended: {
        quarantined,
        backup,
        salvaged: salvage?.events.salvaged ?? 0,
        lost: salvage?.events.lost ?? null,
        stateKept: salvage?.stateKept ?? false,
      },
    };
  } catch (error) {
    throw asOpenError(error, file);
  }
}

/** The state of a backup may be another patient's: nobody goes on from it. */
async function openRestored(options: MendOptions, restored: boolean): Promise<WritableStore> {
  const { file } = options;
  if (!restored) return openStore(options);
  const database = openWritable(file);
  database.exec('DELETE FROM machine; DELETE FROM deadline;');
  const epoch = Math.max(readHeadRow(database)?.epoch ?? 0, readEpochMark(file));
  database.close();
  const store = await openStore(options);
  const head = readHeadRow(store.database);
  if (head !== null && head.epoch <= epoch) beginEpoch(store, file, epoch + 1, 'restored');
  return store;
}

function salvageAll(
  store: WritableStore,
  quarantined: string,
): { events: Salvage; stateKept: boolean } | null {
  const bad = openBadFile(quarantined, store.keys);
  if (bad === null) return null;
  try {
    const { database } = store;
    const save = database.transaction(() => salvageEvents(bad, store));
    const events = save.immediate();
    const keep = database.transaction(() => salvageState(bad, store));
    return { events, stateKept: keep.immediate() };
  } catch {
    // What cannot be taken over stays in the file that was set aside.
    return null;
  } finally {
    bad.database.close();
  }
}
