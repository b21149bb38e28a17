/**
 * A journal on the disk of a guest machine whose power is cut: QEMU is killed, and everything the guest had not flushed
 * is gone. Acknowledgements come out over a serial line and are kept here, outside.
 */
import { spawnSync } from 'node:child_process';
import { copyFileSync, cpSync, mkdirSync, mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { which } from '../../setup/locate.mjs';
import { findUsbLab } from '../../setup/usb-lab.mjs';
import { runGuest } from '../../usb-lab/guest-machine.ts';
import { type Acknowledged, acknowledgedIn, judgePlayed, type Played } from './played.ts';
import { addPackages, bundlePlayer } from './programs.ts';
import { recordedVisit } from './recorded-visit.ts';
import { type Score, scoreOf } from './score.ts';

const IMAGE_BYTES = 512 * 1024 * 1024;
/** Its processor is made of software, and the machine may be busy. */
const GUEST_LIMIT_MS = 15 * 60_000;
const TOOL_LIMIT_MS = 60_000;

const tool = (name: string): string | null =>
  which(name) ?? which(path.join('/usr/sbin', name)) ?? which(path.join('/sbin', name));

export function powerLacking(): string | null {
  const lab = findUsbLab();
  if ('lacks' in lab) return `here is no ${lab.lacks} (npm run bootstrap)`;
  const lacking = ['mkfs.ext4', 'e2fsck', 'debugfs'].find((name) => tool(name) === null);
  return lacking === undefined ? null : `here is no ${lacking} (apt-get install e2fsprogs)`;
}

function use(name: string, args: readonly string[], good: readonly number[] = [0]): void {
  const { status, stderr, error } = spawnSync(tool(name) ?? name, args, {
    encoding: 'utf8',
    timeout: TOOL_LIMIT_MS,
  });
  if (error !== undefined || !good.includes(status ?? -1))
    throw new Error(`${name}: ${error?.message ?? stderr.slice(-300)}`);
}

export interface Moment {
  /** Transactions acknowledged since the boot. */
  readonly acknowledged: number;
  /** After the last of them. */
  readonly ms: number;
}

export interface PowerLab {
  /** Boots, lets it write until that moment, cuts it, and looks at what is on the disk. */
  cut(at: Moment): Promise<Played & { readonly acknowledged: number }>;
  close(): void;
}

function requireParts() {
  const parts = findUsbLab();
  if ('lacks' in parts) throw new Error(`no guest: ${parts.lacks}`);
  return parts;
}

/** `folder` is for it alone, and cleared by `close`. */
export async function openPowerLab(folder: string): Promise<PowerLab> {
  const parts = requireParts();
  mkdirSync(folder, { recursive: true });
  const work = mkdtempSync(path.join(folder, 'power-'));
  const image = path.join(work, 'disk.img');
  writeFileSync(image, '');
  truncateSync(image, IMAGE_BYTES);
  use('mkfs.ext4', ['-q', '-F', image]);
  const programs = path.join(work, 'programs');
  await bundlePlayer(programs);
  const visit = recordedVisit();
  const score: Score = scoreOf(visit);
  const acknowledged: Acknowledged[] = [];

  const addPrograms = async (share: string): Promise<void> => {
    cpSync(programs, share, { recursive: true });
    copyFileSync(path.join(import.meta.dirname, 'power-guest.sh'), path.join(share, 'only.sh'));
    writeFileSync(path.join(share, 'score.json'), JSON.stringify(visit));
    addPackages(share);
  };

  async function boot(at: Moment): Promise<readonly Acknowledged[]> {
    const power = new AbortController();
    let text = '';
    let heard = 0;
    let timer: NodeJS.Timeout | null = null;
    const end = await runGuest({
      parts,
      buses: 1,
      disk: image,
      cut: power.signal,
      settings: { NODE: process.execPath },
      addPrograms,
      limitMs: GUEST_LIMIT_MS,
      onLine(line) {
        text += `${line}\n`;
        if (line.startsWith('{"n":')) heard += 1;
        if (timer === null && heard >= at.acknowledged) timer = setTimeout(() => power.abort(), at.ms);
      },
    });
    if (timer !== null) clearTimeout(timer);
    const refused = /"refused":"[^"]+"/.exec(text)?.[0];
    if (refused !== undefined) throw new Error(`the guest's journal: ${refused}`);
    // Ended before its moment (out of time, or killed by another hand) it is a cut like any other, once it plays.
    const cut = power.signal.aborted || (text.includes('{"from":') && !end.log.includes('the player ended'));
    if (!cut) {
      const why = end.outOfTime ? 'took too long' : 'ended by itself';
      throw new Error(`the guest ${why}: ${end.log.slice(-600)}`);
    }
    return acknowledgedIn(text);
  }

  /** The files as a mount after the cut would show them. */
  function takeOut(): string {
    const copy = path.join(work, 'copy.img');
    const out = path.join(work, 'out');
    rmSync(out, { recursive: true, force: true });
    mkdirSync(out);
    use('cp', ['--sparse=always', image, copy]);
    // 1: its journal was replayed, errors were corrected.
    use('e2fsck', ['-f', '-p', copy], [0, 1]);
    use('debugfs', ['-R', `rdump /data ${out}`, copy]);
    rmSync(copy);
    return path.join(out, 'data', 'journal.sqlite');
  }

  return {
    async cut(at) {
      const now = await boot(at);
      acknowledged.push(...now);
      return { ...(await judgePlayed(takeOut(), score, acknowledged)), acknowledged: now.length };
    },
    close: () => rmSync(work, { recursive: true, force: true }),
  };
}
