/** One `npm start` a data folder. One that was killed leaves its children: the next one ends them. */
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';

const noteSchema = z.object({
  pid: z.number().int().positive(),
  children: z.array(z.object({ pid: z.number().int().positive(), entry: z.string() })),
});
type Note = z.infer<typeof noteSchema>;

export interface Instance {
  /** @param children what runs now. */
  note(children: Note['children']): void;
  release(): void;
}

/** @returns the pid of the other one when it runs. */
export function claimFolder(folder: string): Instance | { readonly takenBy: number } {
  const file = path.join(folder, 'start.json');
  const last = readNote(file);
  if (last && last.pid !== process.pid && runs(last.pid, 'start.ts')) return { takenBy: last.pid };
  for (const child of last?.children ?? []) {
    if (runs(child.pid, child.entry)) process.kill(child.pid, 'SIGKILL');
  }
  const note = (children: Note['children']) =>
    writeFileSync(file, JSON.stringify({ pid: process.pid, children }), { mode: 0o600 });
  note([]);
  return { note, release: () => rmSync(file, { force: true }) };
}

function readNote(file: string): Note | null {
  try {
    return noteSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    return null;
  }
}

/** Is this process alive and still the program it was? Pids are used again. Without /proc nothing is known: no. */
function runs(pid: number, entry: string): boolean {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes(entry);
  } catch {
    return false;
  }
}
