/** A child process of `npm start`: waits for its `ready {…}` line, keeps its log in a file, restarts it when it dies. */
import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { createBackOff, RESTART_BACK_OFF } from '../../src-main/shell/back-off.ts';

export type Ready = Readonly<Record<string, unknown>>;

export interface ServiceOptions {
  readonly name: string;
  /** A TypeScript or JavaScript file run by this Node. */
  readonly entry: string;
  readonly env: Readonly<Record<string, string>>;
  readonly logFile: string;
  /** Told of each death and of each return. */
  readonly onChange: (text: string, ready: Ready | null) => void;
  readonly readyLimitMs?: number;
}

export interface Service {
  /** @throws with the end of its log when it is not ready in time or ends before. */
  start(): Promise<Ready>;
  pid(): number | undefined;
  /** SIGTERM, after 5 s SIGKILL. */
  stop(): Promise<void>;
}

/** An old computer with a cold disk, or a busy one. */
const READY_LIMIT_MS = 90_000;
const STOP_LIMIT_MS = 5000;

/** @returns the object of a line `ready {…}`, null for any other line. */
export function parseReady(line: string): Ready | null {
  if (!line.startsWith('ready ')) return null;
  try {
    const value: unknown = JSON.parse(line.slice(6));
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Ready) : null;
  } catch {
    return null;
  }
}

export function createService(options: ServiceOptions): Service {
  const { name, entry, env, logFile, onChange } = options;
  const readyLimitMs = options.readyLimitMs ?? READY_LIMIT_MS;
  const backOff = createBackOff(RESTART_BACK_OFF);
  let child: ChildProcess | null = null;
  let due: NodeJS.Timeout | null = null;
  let stopped = false;

  /** Resolves with its ready line; afterwards `onEnd` tells the death. */
  const launch = (onEnd: (why: string) => void) =>
    new Promise<Ready>((resolve, reject) => {
      const log = openSync(logFile, 'a');
      const made = spawn(process.execPath, [entry], {
        env: { ...process.env, ...env },
        stdio: ['ignore', 'pipe', log],
      });
      closeSync(log);
      child = made;
      let isReady = false;
      let text = '';
      const limit = setTimeout(() => {
        reject(new Error(`${name} was not ready within ${readyLimitMs / 1000} s${logEnd(logFile)}`));
        made.kill('SIGKILL');
      }, readyLimitMs);
      made.stdout?.on('data', (chunk: Buffer) => {
        if (isReady) return;
        text += chunk.toString();
        const lines = text.split('\n');
        text = lines.pop() ?? '';
        const ready = lines.map(parseReady).find((value) => value !== null);
        if (!ready) return;
        isReady = true;
        clearTimeout(limit);
        resolve(ready);
      });
      const over = (why: string) => {
        clearTimeout(limit);
        if (child === made) child = null;
        if (isReady) onEnd(why);
        else reject(new Error(`${name} ${why}${logEnd(logFile)}`));
      };
      made.once('error', (error) => over(`could not start (${error.message})`));
      made.once('exit', (code, signal) => over(`ended with ${signal ?? `code ${code}`}`));
    });

  const again = (why: string) => {
    if (stopped) return;
    const pause = backOff.next(performance.now());
    onChange(
      `${name} ${why.split('\n')[0]}; started again ${pause === 0 ? 'at once' : `in ${pause} ms`}`,
      null,
    );
    due = setTimeout(() => {
      due = null;
      launch(again).then(
        (ready) => onChange(`${name} is back`, ready),
        (error: Error) => again(error.message),
      );
    }, pause);
  };

  return {
    start: () => launch(again),
    pid: () => child?.pid,
    async stop() {
      stopped = true;
      if (due) clearTimeout(due);
      const last = child;
      if (last) await endChild(last, STOP_LIMIT_MS);
    },
  };
}

export async function endChild(child: ChildProcess, limitMs: number): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  await new Promise<void>((resolve) => {
    const hard = setTimeout(() => child.kill('SIGKILL'), limitMs);
    child.once('exit', () => {
      clearTimeout(hard);
      resolve();
    });
    child.kill('SIGTERM');
  });
}

function logEnd(file: string): string {
  try {
    const lines = readFileSync(file, 'utf8').trim().split('\n').slice(-8);
    return `\n${lines.map((line) => `    ${line}`).join('\n')}\n    (the whole log: ${file})`;
  } catch {
    return '';
  }
}
