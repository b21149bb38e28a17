/** A video through the cabinet's own watch: decoded at its own times, looked at five times a second. */
import { spawnSync } from 'node:child_process';
import { stat } from 'node:fs/promises';
import path from 'node:path';
import { createEventLog } from '../../src-renderer/distress/rules/index.ts';
import { isBuilt } from '../setup/stale.mjs';
import type { Analyse, Analysis } from './analysis.ts';
import { type DistressLab, openDistressLab } from './lab.ts';

const BUILD = path.resolve(import.meta.dirname, '../build.ts');

const WORDS: Readonly<Record<string, string>> = {
  'no-webgl2': 'this browser has no WebGL2, without which the models do not run',
  'models-damaged': 'the models are missing or damaged: run `npm run build`',
};

/** What is built here may be of older sources. */
function build(): string | null {
  if (isBuilt()) return null;
  process.stderr.write('distress: building the watch …\n');
  const built = spawnSync(process.execPath, [BUILD, 'distress-lab', 'models'], { stdio: ['ignore', 2, 2] });
  return built.status === 0 ? null : 'the watch could not be built';
}

async function isFile(file: string): Promise<boolean> {
  return (await stat(file).catch(() => null))?.isFile() ?? false;
}

async function analyseIn(lab: DistressLab, ...[file, room]: Parameters<Analyse>): Promise<Analysis> {
  const outcome = await lab.analyse(file, room).catch((error: unknown) => ({
    problem: `the browser ended (${error instanceof Error ? error.message : String(error)})`,
  }));
  if ('problem' in outcome) return { problem: `${file}: ${WORDS[outcome.problem] ?? outcome.problem}` };
  const log = createEventLog();
  for (const { atMs, states } of outcome.seen) log.add(atMs, states);
  return { events: log.events };
}

/** A folder of clips is read one after the other: the browser stays for the next one, and not for long. */
const IDLE_MS = 1000;
let kept: DistressLab | null = null;
let closing: NodeJS.Timeout | undefined;

async function lab(): Promise<DistressLab | string> {
  clearTimeout(closing);
  if (kept !== null) return kept;
  const notBuilt = build();
  if (notBuilt !== null) return notBuilt;
  try {
    kept = await openDistressLab();
    return kept;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

function closeLater(): void {
  closing = setTimeout(() => {
    void kept?.close();
    kept = null;
  }, IDLE_MS);
}

/** One file at a time. */
export const analyseVideo: Analyse = async (file, room) => {
  if (!(await isFile(file))) return { problem: `${file}: no such file` };
  const open = await lab();
  if (typeof open === 'string') return { problem: open };
  try {
    return await analyseIn(open, file, room);
  } finally {
    closeLater();
  }
};
