/** Results as a person reads them. No word of a patient is among them. */
import path from 'node:path';
import type {
  BackupMade,
  ChainHead,
  ForgetResult,
  JournalEvent,
  JournalStatus,
  Protection,
  RestoredFile,
  Verified,
  VisitListed,
} from '../../src-main/journal/index.ts';

const HOUR_MS = 60 * 60_000;
const MIB = 1024 * 1024;
const COLUMN = 12;

const count = (n: number): string => n.toLocaleString('en');
const row = (name: string, text: string): string => `${name.padEnd(COLUMN)}${text}`;
const headText = ({ epoch, seq, chain }: ChainHead): string => `${epoch}:${seq}:${chain}`;
const size = (bytes: number): string => `${(bytes / MIB).toFixed(1)} MiB`;

const PROTECTION: Readonly<Record<Protection, string>> = {
  tpm: 'the epoch key is in the TPM: the disk alone opens nothing',
  file: 'DISK NOT PROTECTED: without a TPM, whoever has the disk can read everything',
  memory: 'in memory only',
};

export function statusLines(status: JournalStatus, file: string, now: number): string[] {
  const { visits, epochs, backups, readers, setAside } = status;
  const newest = backups[0];
  const age = newest === undefined ? 0 : Math.max(0, Math.round((now - newest.made) / HOUR_MS));
  return [
    row('journal', file),
    row('events', `${count(status.events)} in ${epochs.length} epoch${epochs.length === 1 ? '' : 's'}`),
    row('head', headText(status.head)),
    row('protection', PROTECTION[status.protection]),
    row('visits', `${count(visits.readable)} readable, ${count(visits.forgotten)} forgotten`),
    ...(readers.length === 0 ? [row('readers', 'none yet')] : []),
    ...readers.map(({ name, epoch, seq }) => row('reader', `${name} has read up to ${epoch}:${seq}`)),
    newest === undefined
      ? row('backups', 'none')
      : row('backups', `${backups.length}, the newest ${age} h old: ${newest.file} (${size(newest.bytes)})`),
    ...setAside.map((one) => row('set aside', one)),
  ];
}

const minute = (ms: number): string => new Date(ms).toISOString().slice(0, 16).replace('T', ' ');

export function listLines(visits: readonly VisitListed[]): string[] {
  if (visits.length === 0) return ['nothing was ever written'];
  return visits.map(({ visit, state, events, blobs, from, to }) => {
    const name = visit ?? (state === 'cabinet' ? '(no visit)' : '(forgotten)');
    const media = blobs === 0 ? '' : `, ${count(blobs)} pictures and sounds`;
    return `${name.padEnd(38)}${minute(from)} to ${minute(to)} UTC  ${count(events)} events${media}`;
  });
}

export const headLines = (head: ChainHead): string[] => [row('head', headText(head))];

/** One event, with its content. */
export function eventLine(event: JournalEvent): string {
  const { epoch, seq, kind, at, payload, blobs } = event;
  const time = new Date(at.wall).toISOString();
  const media = blobs === undefined ? '' : ` ${JSON.stringify(blobs)}`;
  return `${`${epoch}:${seq}`.padEnd(COLUMN)}${time}${at.clockSure ? ' ' : '?'} ${kind.padEnd(22)}${JSON.stringify(payload)}${media}`;
}

export function verifiedLines({ events, epochs, problems }: Verified): string[] {
  const checked = `${count(events)} events in ${epochs} epoch${epochs === 1 ? '' : 's'}`;
  if (problems.length === 0) return [`${checked}: nothing was changed, deleted, inserted, moved or cut off`];
  return [
    `${checked}: ${problems.length} problem${problems.length === 1 ? '' : 's'}`,
    ...problems.map(({ fault, epoch, seq, id, detail }) =>
      [
        `  ${`${epoch}:${seq}`.padEnd(COLUMN)}${fault.padEnd(18)}${detail}`,
        ...(id === null ? [] : [id]),
      ].join(' '),
    ),
  ];
}

export function backupLines({ file, head, bytes }: BackupMade): string[] {
  return [row('backup', `${file} (${size(bytes)})`), row('head', headText(head))];
}

export function restoredLines({ backup, mended, head }: RestoredFile): string[] {
  const { quarantined, salvaged, lost, stateKept } = mended;
  return [
    row('restored', path.basename(backup)),
    ...(quarantined === null
      ? []
      : [
          row('set aside', quarantined),
          row('saved', `${count(salvaged)} newer events from it, under a new epoch`),
          row('lost', lost === null ? 'unknown: the old file does not tell' : count(lost)),
        ]),
    row('state', stateKept ? 'goes on where it was' : 'the cabinet begins anew'),
    row('head', headText(head)),
  ];
}

export function forgottenLines({ forgotten, waiting, kept, oldKeyDestroyed }: ForgetResult): string[] {
  return [
    row('forgotten', count(forgotten)),
    row('waiting', `${count(waiting)} (a reader has not passed them, or one is the last visit)`),
    row('kept', `${count(kept)} (within their retention)`),
    ...(oldKeyDestroyed ? [] : ['The old key could not be destroyed yet; the next opening tries again.']),
  ];
}
