/**
 * A folder in which our app runs in an Electron runtime as an ordinary user: the runtime by hard links, the app in its
 * resources. Needed because the test-only runtime takes no path, and because that user may not read the checkout.
 */
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { type ElectronRuntime, findKiosk, isRoot, type KioskUser, root, which } from './setup/locate.mjs';

export interface StagedCabinet {
  /** Starts Electron with our app; its process is Electron's own, so signals reach it. */
  readonly executable: string;
  /** BOX_DATA of the shell, writable by the user it runs as. */
  readonly dataFolder: string;
  /** Whom Electron runs as when we are root, else null. */
  readonly user: KioskUser | null;
  /** Removes the folder. */
  dispose(): void;
}

export interface StageOptions {
  readonly runtime: ElectronRuntime;
  /** Other pages than dist/pages. */
  readonly pagesFolder?: string;
}

/** @throws when root has no ordinary user to run Electron as, or nothing is built. */
export function stageCabinet({ runtime, pagesFolder }: StageOptions): StagedCabinet {
  const user = isRoot() ? findKiosk() : null;
  if (isRoot() && !user) throw new Error('no user "kiosk": run `npm run bootstrap`');
  const shell = path.join(root, 'dist/shell');
  if (!fs.existsSync(path.join(shell, 'main.cjs'))) throw new Error('nothing built: run `npm run build`');

  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'box-cabinet-'));
  const made = path.join(folder, 'electron');
  linkTree(runtime.folder, made);
  const sandbox = path.join(made, 'chrome-sandbox');
  if (user && fs.existsSync(sandbox)) {
    fs.chownSync(sandbox, 0, 0);
    fs.chmodSync(sandbox, 0o4755);
  }

  const app = path.join(made, 'resources/app');
  fs.mkdirSync(app, { recursive: true });
  const { name, version, main } = JSON.parse(fs.readFileSync(path.join(root, 'package.json'), 'utf8')) as {
    name: string;
    version: string;
    main: string;
  };
  fs.writeFileSync(path.join(app, 'package.json'), JSON.stringify({ name, version, main }));
  fs.cpSync(shell, path.join(app, 'dist/shell'), { recursive: true });
  fs.cpSync(pagesFolder ?? path.join(root, 'dist/pages'), path.join(app, 'dist/pages'), { recursive: true });

  const dataFolder = path.join(folder, 'data');
  fs.mkdirSync(dataFolder, { mode: 0o700 });
  const program = path.join(made, path.basename(runtime.file));
  let executable = program;
  if (user) {
    fs.chownSync(dataFolder, user.uid, user.gid);
    execFileSync('chmod', ['-R', 'a+rX', app]);
    fs.chmodSync(folder, 0o755);
    executable = path.join(folder, 'as-kiosk');
    fs.writeFileSync(executable, asUser(user, program), { mode: 0o755 });
  }
  return {
    executable,
    dataFolder,
    user,
    dispose: () => fs.rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 }),
  };
}

/** setpriv becomes the program; runuser stays its parent and passes signals on. */
function asUser(user: KioskUser, program: string): string {
  const setpriv = which('setpriv');
  const change = setpriv
    ? `${setpriv} --reuid=${user.uid} --regid=${user.gid} --init-groups`
    : `${which('runuser') ?? 'runuser'} -u ${user.name}`;
  const set = `HOME='${user.home}' USER=${user.name} LOGNAME=${user.name}`;
  const unset = '-u XDG_RUNTIME_DIR -u XDG_CONFIG_HOME -u XDG_CACHE_HOME -u DBUS_SESSION_BUS_ADDRESS';
  return `#!/bin/sh\ncd / && exec ${change} -- env ${unset} ${set} '${program}' "$@"\n`;
}

function linkTree(from: string, to: string): void {
  fs.mkdirSync(to, { recursive: true });
  for (const entry of fs.readdirSync(from, { withFileTypes: true })) {
    const source = path.join(from, entry.name);
    const target = path.join(to, entry.name);
    if (entry.isDirectory()) linkTree(source, target);
    else if (entry.isSymbolicLink()) fs.symlinkSync(fs.readlinkSync(source), target);
    else linkFile(source, target);
  }
}

function linkFile(source: string, target: string): void {
  try {
    fs.linkSync(source, target);
  } catch {
    fs.copyFileSync(source, target);
    fs.chmodSync(target, fs.statSync(source).mode & 0o7777);
  }
}
