/** The cabinet's own window during `npm start`, where a runtime and a display exist. */
import { type ChildProcess, spawn } from 'node:child_process';
import { appendFileSync, chownSync, copyFileSync } from 'node:fs';
import path from 'node:path';
import { createBackOff, RESTART_BACK_OFF } from '../../src-main/shell/back-off.ts';
import { findElectron, findKiosk, hasDisplay, isRoot } from '../setup/locate.mjs';
import { shareCoreFile } from '../share-core-file.ts';
import { type StagedCabinet, stageCabinet } from '../stage-electron.ts';
import { endChild } from './service.ts';

export interface CabinetWindow {
  stop(): Promise<void>;
}

export interface WindowOptions {
  /** BOX_DATA of the core. */
  readonly dataFolder: string;
  readonly logFile: string;
  readonly say: (text: string) => void;
}

/** @returns why no window can open here, null when one can. */
export function whyNoWindow(): string | null {
  if (!hasDisplay()) return 'no display';
  if (!findElectron()) return 'no Electron runtime';
  if (isRoot() && !findKiosk()) return 'Electron does not run as root, and there is no user "kiosk"';
  return null;
}

export function openWindow({ dataFolder, logFile, say }: WindowOptions): CabinetWindow {
  const runtime = findElectron();
  if (!runtime) throw new Error('no Electron runtime');
  const staged = stageCabinet({ runtime });
  const unshare = staged.user ? shareCoreFile(dataFolder, staged.dataFolder, staged.user) : () => undefined;
  const env = {
    ...process.env,
    BOX_DATA: staged.user ? staged.dataFolder : dataFolder,
    BOX_WINDOW: process.env.BOX_WINDOW || 'windowed',
    ...displayKey(staged),
  };
  const backOff = createBackOff(RESTART_BACK_OFF);
  let child: ChildProcess | null = null;
  let due: NodeJS.Timeout | null = null;
  let stopped = false;

  const start = () => {
    due = null;
    const made = spawn(staged.executable, ['--disable-gpu'], {
      cwd: '/',
      env,
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    child = made;
    made.stderr?.on('data', (chunk: Buffer) => appendFileSync(logFile, withoutBus(chunk.toString())));
    let ended = false;
    const over = (why: string, closed: boolean) => {
      if (ended) return;
      ended = true;
      if (stopped) return;
      if (closed) {
        say('the window was closed; the patient address still works in a browser');
        return;
      }
      const pause = backOff.next(performance.now());
      say(`the window ${why}; opened again ${pause === 0 ? 'at once' : `in ${pause} ms`} (log: ${logFile})`);
      due = setTimeout(start, pause);
    };
    made.once('error', (error) => over(`could not open (${error.message})`, false));
    made.once('exit', (code, signal) => over(`ended with ${signal ?? `code ${code}`}`, code === 0));
  };
  start();

  return {
    async stop() {
      stopped = true;
      if (due) clearTimeout(due);
      if (child) await endChild(child, 5000);
      unshare();
      staged.dispose();
    },
  };
}

/** Chromium complains when there is no system bus; nothing here needs one. */
function withoutBus(text: string): string {
  return text
    .split(/(?<=\n)/)
    .filter((line) => !line.includes(':ERROR:bus.cc('))
    .join('');
}

/** Another user needs the display's key in a file of its own. */
function displayKey({ user, dataFolder }: StagedCabinet): Record<string, string> {
  const key = process.env.XAUTHORITY ?? path.join(process.env.HOME ?? '', '.Xauthority');
  if (!user) return {};
  try {
    const copy = path.join(dataFolder, 'display-key');
    copyFileSync(key, copy);
    chownSync(copy, user.uid, user.gid);
    return { XAUTHORITY: copy };
  } catch {
    return {};
  }
}
