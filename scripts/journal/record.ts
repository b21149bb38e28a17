/** `npm run journal -- parked|retry|purge|export`: what has not reached the record, and taking it out oneself. */
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { type FileHandle, open, rename, rm } from 'node:fs/promises';
import { readConfig } from '../../src-main/core/config.ts';
import { capabilitiesOf } from '../../src-main/core/uplink-desk.ts';
import {
  JournalError,
  type JournalReader,
  monoNow,
  openJournal,
  openJournalReader,
  type Place,
  type Progress,
} from '../../src-main/journal/index.ts';
import { type Act, askRetry, noteExport, parkedIn, purge } from '../../src-main/uplink/acts.ts';
import { isOverdue, type Parked } from '../../src-main/uplink/contract.ts';
import { type Exported, type ExportStore, exportBundle } from '../../src-main/uplink/export.ts';
import type { Mapping } from '../../src-main/uplink/fhir/rows.ts';
import { mappingOf } from '../../src-main/uplink/uplink.ts';

const placed = ({ keyFolder, tpm }: Place) => ({
  ...(keyFolder === undefined ? {} : { keyFolder }),
  ...(tpm === undefined ? {} : { tpm }),
});

async function withReader<T>(place: Place, look: (reader: JournalReader) => Promise<T> | T): Promise<T> {
  const reader = openJournalReader(place.file, placed(place));
  try {
    return await look(reader);
  } finally {
    reader.close();
  }
}

/** What a technician may see. */
export type ParkedShown = Omit<Parked, 'diagnostics'> & { readonly overdue: boolean };

/** Beside the running core. @throws JournalOpenError, JournalError */
export const parkedOf = (place: Place, now: number): Promise<ParkedShown[]> =>
  withReader(place, (reader) =>
    parkedIn(reader).map(({ parked: { diagnostics: _diagnostics, ...shown } }) => ({
      ...shown,
      overdue: isOverdue(shown, now),
    })),
  );

export interface Doing {
  /** Id of the row's event; null: all. */
  readonly row: string | null;
  readonly by: string;
  /** Of a purge. */
  readonly reason: string | null;
}

/** The cabinet is stopped. Returns how many rows it was done to. @throws JournalOpenError, JournalError */
export async function actOnParked(place: Place, { row, by, reason }: Doing, now: number): Promise<number> {
  const rows = await withReader(place, (reader) => parkedIn(reader));
  const mine = rows.filter(({ parked }) => row === null || parked.row.id === row);
  if (mine.length === 0)
    throw new JournalError('invalid', row === null ? 'nothing is parked' : 'no such row is parked');
  const journal = await openJournal({ file: place.file, ...placed(place) });
  try {
    const at = { mono: monoNow(), wall: now, clockSure: true };
    for (const { parked, visit } of mine) {
      const act: Act = { feed: parked.feed, row: parked.row.id, by };
      if (reason === null) await askRetry(journal, at, act);
      else await purge(journal, at, visit, { ...act, reason });
    }
  } finally {
    await journal.close();
  }
  return mine.length;
}

export interface Taking {
  readonly to: string;
  readonly visit: string | null;
  /** Who takes it over for good: everything in it may then be forgotten. Null: a copy only. */
  readonly doneBy: string | null;
  /** Why rows that cannot leave are left behind for good. Null: nothing is taken over while there is one. */
  readonly leaveOut: string | null;
}

export interface Taken extends Exported {
  readonly file: string;
  readonly bytes: number;
  readonly sha256: string;
  /** Noted as taken over. */
  readonly done: boolean;
}

/** The same as the core's: the environment of the terminal is the cabinet's. @throws JournalError */
function mapping(): Mapping {
  try {
    const { record: settings, box } = readConfig({ ...process.env, BOX_DATA: '.' });
    return mappingOf({ settings, box, capabilitiesOf });
  } catch (error) {
    throw new JournalError('invalid', error instanceof Error ? error.message : 'bad settings');
  }
}

interface Written extends Exported {
  readonly bytes: number;
  readonly sha256: string;
}

async function writeExport(
  store: ExportStore,
  file: FileHandle,
  { visit }: Taking,
  progress: Progress,
): Promise<Written> {
  const hash = createHash('sha256');
  let bytes = 0;
  const exported = await exportBundle(store, {
    mapping: mapping(),
    ...(visit === null ? {} : { visit }),
    async write(text) {
      hash.update(text);
      bytes += Buffer.byteLength(text);
      await file.write(text);
    },
    progress: (visits, of) => progress(visits, of, 'visits'),
  });
  await file.sync();
  return { ...exported, bytes, sha256: hash.digest('hex') };
}

/** All of the file or none of it. @throws JournalError, the system's error */
async function writeFile(store: ExportStore, taking: Taking, progress: Progress): Promise<Written> {
  const fresh = `${taking.to}.part`;
  const file = await open(fresh, 'wx', 0o600).catch((error: NodeJS.ErrnoException) => {
    throw new JournalError('invalid', `${fresh} cannot be written (${error.code})`);
  });
  try {
    const written = await writeExport(store, file, taking, progress);
    await rename(fresh, taking.to);
    return written;
  } catch (error) {
    await rm(fresh, { force: true });
    throw error;
  } finally {
    await file.close();
  }
}

/** The operator has everything that is in the file; what could not leave is purged in his name, or stops it all. */
async function takeOver(
  place: Place,
  by: string,
  taking: Taking,
  now: number,
  progress: Progress,
): Promise<Written & { readonly done: boolean }> {
  const journal = await openJournal({ file: place.file, ...placed(place) });
  try {
    const written = await writeFile(journal, taking, progress);
    const { held, sha256 } = written;
    if (held.length > 0 && taking.leaveOut === null) return { ...written, done: false };
    const at = { mono: monoNow(), wall: now, clockSure: true };
    for (const { id, visit } of held)
      await purge(journal, at, visit, { feed: 'record', row: id, by, reason: taking.leaveOut ?? '' });
    // Nobody else has written since the journal was opened.
    await noteExport(journal, at, await journal.head(), by, sha256);
    return { ...written, done: true };
  } finally {
    await journal.close();
  }
}

/**
 * Beside the running core, but with `doneBy`.
 * @throws JournalOpenError, JournalError, the system's error: there is no file then
 */
export async function takeOut(place: Place, taking: Taking, now: number, progress: Progress): Promise<Taken> {
  if (existsSync(taking.to)) throw new JournalError('invalid', `${taking.to} exists already`);
  const taken =
    taking.doneBy === null
      ? await withReader(place, async (reader) => ({
          ...(await writeFile(storeOf(reader), taking, progress)),
          done: false,
        }))
      : await takeOver(place, taking.doneBy, taking, now, progress);
  return { ...taken, file: taking.to };
}

const storeOf = (reader: JournalReader): ExportStore => ({
  read: async (cursor, limit, one) => reader.read(cursor, limit, one),
  readBlob: async (id, offset, length) => reader.readBlob(id, offset, length),
});
