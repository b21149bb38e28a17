/** A program of the system, bounded in time and output; what it says is for the technician's eyes. */
import { execFile } from 'node:child_process';

const MAX_OUTPUT_BYTES = 256 * 1024;

/** `missing`: no such program here. */
export type CommandResult =
  | { readonly state: 'ended'; readonly code: number; readonly out: string; readonly err: string }
  | { readonly state: 'missing' | 'took-too-long' };

export type RunCommand = (
  program: string,
  args: readonly string[],
  limitMs: number,
) => Promise<CommandResult>;

/** Never rejects. In the C locale, so that its words can be read. */
export const runCommand: RunCommand = (program, args, limitMs) =>
  new Promise((resolve) => {
    const options = {
      timeout: limitMs,
      killSignal: 'SIGKILL',
      maxBuffer: MAX_OUTPUT_BYTES,
      env: { ...process.env, LC_ALL: 'C' },
    } as const;
    execFile(program, [...args], options, (error, out, err) => {
      if (error === null) return resolve({ state: 'ended', code: 0, out, err });
      if (error.code === 'ENOENT' || error.code === 'EACCES') return resolve({ state: 'missing' });
      if (typeof error.code === 'number') return resolve({ state: 'ended', code: error.code, out, err });
      resolve({ state: 'took-too-long' });
    });
  });
