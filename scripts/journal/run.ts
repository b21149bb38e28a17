import {
  backupFile,
  forgetFile,
  isJournalError,
  isJournalOpenError,
  restoreFile,
  statusOf,
  verifyFile,
} from '../../src-main/journal/index.ts';
import { type Asked, type Defaults, parseAsked, USAGE } from './options.ts';
import { backupLines, forgottenLines, restoredLines, statusLines, verifiedLines } from './words.ts';

export interface JournalIo extends Defaults {
  out(line: string): void;
  err(line: string): void;
  /** Overwrites one line of a terminal; null: there is none. */
  readonly bar: ((text: string) => void) | null;
}

const DONE = 0;
const PROBLEMS = 1;
const FAILED = 2;
const BAR_WIDTH = 40;

function barText(done: number, total: number): string {
  const share = total === 0 ? 1 : Math.min(1, done / total);
  const full = Math.round(share * BAR_WIDTH);
  const percent = `${Math.round(share * 100)} %`.padStart(5);
  return `[${'#'.repeat(full)}${'.'.repeat(BAR_WIDTH - full)}]${percent} of ${total.toLocaleString('en')} events`;
}

interface Result {
  readonly value: unknown;
  readonly lines: readonly string[];
  readonly status: number;
}

async function act({ command, place }: Asked, io: JournalIo): Promise<Result> {
  switch (command.name) {
    case 'status': {
      const value = statusOf(place);
      return { value, lines: statusLines(value, place.file, io.now()), status: DONE };
    }
    case 'verify': {
      const { bar } = io;
      const progress = (done: number, total: number): void => bar?.(barText(done, total));
      const value = verifyFile(place, { heads: command.heads, progress });
      bar?.('\n');
      const status = value.problems.length === 0 ? DONE : PROBLEMS;
      return { value, lines: verifiedLines(value), status };
    }
    case 'backup': {
      const value = await backupFile(place);
      return { value, lines: backupLines(value), status: DONE };
    }
    case 'restore': {
      const value = await restoreFile(place, command.from);
      return { value, lines: restoredLines(value), status: DONE };
    }
    case 'forget': {
      const value = await forgetFile(place, command.forgetting);
      return { value, lines: forgottenLines(value), status: value.oldKeyDestroyed ? DONE : PROBLEMS };
    }
  }
}

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
  try {
    const { value, lines, status } = await act(asked, io);
    if (asked.json) io.out(JSON.stringify(value));
    else for (const line of lines) io.out(line);
    return status;
  } catch (error) {
    if (!isJournalOpenError(error) && !isJournalError(error)) throw error;
    const stop = error.code === 'locked' ? '; stop the cabinet first' : '';
    io.err(`${error.detail} (${error.code})${stop}`);
    return FAILED;
  }
}
