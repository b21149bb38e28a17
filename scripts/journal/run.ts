import path from 'node:path';
import {
  backupFile,
  eventsOf,
  findVisit,
  forgetFile,
  isJournalError,
  isJournalOpenError,
  type JournalReader,
  listVisits,
  openJournalReader,
  restoreFile,
  statusOf,
  verifyFile,
} from '../../src-main/journal/index.ts';
import { checkAuthority, hasAuthority, setAuthority, traceAccess } from './authority.ts';
import { type Bar, createBar } from './bar.ts';
import { isShown } from './discreet.ts';
import { type Asked, type Defaults, parseAsked, USAGE } from './options.ts';
import { actOnParked, parkedOf, type Taking, takeOut } from './record.ts';
import { parkedLines, takenLines } from './record-words.ts';
import {
  backupLines,
  eventLine,
  forgottenLines,
  headLines,
  listLines,
  restoredLines,
  statusLines,
  verifiedLines,
} from './words.ts';

export interface JournalIo extends Defaults {
  out(line: string): void;
  err(line: string): void;
  /** Asked of a person; not shown while it is typed. */
  secret(question: string): Promise<string>;
  /** Overwrites one line of a terminal; null: there is none. */
  readonly bar: ((text: string) => void) | null;
}

const DONE = 0;
const PROBLEMS = 1;
const FAILED = 2;

interface Result {
  readonly value: unknown;
  readonly lines: readonly string[];
  readonly status: number;
}

const refused = (why: string): Result => ({ value: { refused: why }, lines: [why], status: FAILED });

function reading<T>(place: Asked['place'], look: (reader: JournalReader) => T): T {
  const { file, ...options } = place;
  const reader = openJournalReader(file, options);
  try {
    return look(reader);
  } finally {
    reader.close();
  }
}

async function show(visit: string, { place, json }: Asked, io: JournalIo): Promise<Result> {
  const data = path.dirname(place.file);
  const name = reading(place, (reader) => findVisit(reader, visit));
  const authority = await checkAuthority(data, await io.secret('Operator’s passphrase: '));
  if (!authority.ok) return refused(authority.why);
  traceAccess(data, 'show', name, io.now());
  return reading(place, (reader) => {
    const head = reader.chainHead();
    const events = [...eventsOf(reader, name)].filter(isShown);
    const lines = json ? [] : [...events.map(eventLine), ...headLines(head)];
    return { value: { visit: name, head, events }, lines, status: DONE };
  });
}

const doneTo = (rows: number): Result => ({ value: { rows }, lines: [`${rows} rows`], status: DONE });

/** Traced before it is done. */
async function withAuthority(
  { place }: Asked,
  io: JournalIo,
  what: string,
  visit: string | null,
  run: () => Promise<Result>,
): Promise<Result> {
  const data = path.dirname(place.file);
  const authority = await checkAuthority(data, await io.secret('Operator’s passphrase: '));
  if (!authority.ok) return refused(authority.why);
  traceAccess(data, what, visit, io.now());
  return run();
}

async function exportTo(taking: Taking, asked: Asked, io: JournalIo, bar: Bar): Promise<Result> {
  const { place } = asked;
  const { visit: begins } = taking;
  const visit = begins === null ? null : reading(place, (reader) => findVisit(reader, begins));
  return withAuthority(asked, io, 'export', visit, async () => {
    const value = await takeOut(place, { ...taking, visit }, io.now(), bar.show);
    const good = value.done || value.held.length === 0;
    return { value, lines: takenLines(value), status: good ? DONE : PROBLEMS };
  });
}

async function setOperator(data: string, io: JournalIo): Promise<Result> {
  if (hasAuthority(data)) {
    const old = await checkAuthority(data, await io.secret('Operator’s passphrase as it is: '));
    if (!old.ok) return refused(old.why);
  }
  const set = await setAuthority(data, await io.secret('Operator’s new passphrase: '));
  if (!set.ok) return refused(set.why);
  return { value: { set: true }, lines: ['the operator’s passphrase is set'], status: DONE };
}

async function act(asked: Asked, io: JournalIo, bar: Bar): Promise<Result> {
  const { command, place } = asked;
  switch (command.name) {
    case 'list': {
      const value = reading(place, listVisits);
      return { value, lines: listLines(value), status: DONE };
    }
    case 'parked': {
      const value = await parkedOf(place, io.now());
      const overdue = value.some((row) => row.overdue);
      return { value, lines: parkedLines(value), status: overdue ? PROBLEMS : DONE };
    }
    case 'retry':
      return doneTo(await actOnParked(place, command.doing, io.now()));
    case 'purge':
      return withAuthority(asked, io, 'purge', null, async () =>
        doneTo(await actOnParked(place, command.doing, io.now())),
      );
    case 'export':
      return exportTo(command.taking, asked, io, bar);
    case 'show':
      return show(command.visit, asked, io);
    case 'authority':
      return setOperator(path.dirname(place.file), io);
    case 'status': {
      const value = statusOf(place);
      return { value, lines: statusLines(value, place.file, io.now()), status: DONE };
    }
    case 'verify': {
      const progress = (done: number, total: number): void => bar.show(done, total, 'events');
      const value = verifyFile(place, { heads: command.heads, progress });
      const status = value.problems.length === 0 ? DONE : PROBLEMS;
      return { value, lines: verifiedLines(value), status };
    }
    case 'backup': {
      const value = await backupFile(place, bar.show);
      return { value, lines: backupLines(value), status: DONE };
    }
    case 'restore': {
      const value = await restoreFile(place, command.from, bar.show);
      return { value, lines: restoredLines(value), status: DONE };
    }
    case 'forget': {
      const value = await forgetFile(place, command.forgetting, bar.show);
      return { value, lines: forgottenLines(value), status: value.oldKeyDestroyed ? DONE : PROBLEMS };
    }
  }
}

/** A disk that is full or read-only, a folder without rights: no fault of this program. */
const isSystemError = (error: unknown): error is NodeJS.ErrnoException =>
  error instanceof Error && 'syscall' in error && 'code' in error;

/** Returns the exit status: 0 done, 1 done and something is wrong with the journal, 2 not done. */
export async function runJournal(args: readonly string[], io: JournalIo): Promise<number> {
  const asked = parseAsked(args, io);
  if (asked === 'help') {
    io.out(USAGE);
    return DONE;
  }
  if ('wrong' in asked) {
    io.err(`${asked.wrong}\n${USAGE}`);
    return FAILED;
  }
  const bar = createBar(io.bar);
  try {
    const { value, lines, status } = await act(asked, io, bar).finally(bar.end);
    if (asked.json) io.out(JSON.stringify(value));
    else for (const line of lines) io.out(line);
    return status;
  } catch (error) {
    if (isSystemError(error)) {
      io.err(`${error.path ?? asked.place.file} (${error.code})`);
      return FAILED;
    }
    if (!isJournalOpenError(error) && !isJournalError(error)) throw error;
    const stop = error.code === 'locked' ? '; stop the cabinet first' : '';
    io.err(`${error.detail} (${error.code})${stop}`);
    return FAILED;
  }
}
